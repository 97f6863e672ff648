"""How large a request may be."""

from collections.abc import Mapping

from starlette.requests import ClientDisconnect
from starlette.types import Receive
from strawberry.extensions import MaxAliasesLimiter, MaxTokensLimiter, QueryDepthLimiter

from telemetry_graph.api.decompress import expanded
from telemetry_graph.kit.errors import BodyTooLarge

MAX_BODY_BYTES = 1_048_576
MAX_OPERATIONS = 10
_LONGEST_LENGTH = 12
MAX_WEBSOCKET_MESSAGE_BYTES = 65_536
MAX_SUBSCRIPTIONS_PER_CONNECTION = 20


class DepthLimiter(QueryDepthLimiter):
    def __init__(self) -> None:
        super().__init__(max_depth=10)


class AliasLimiter(MaxAliasesLimiter):
    def __init__(self) -> None:
        super().__init__(max_alias_count=30)


class TokenLimiter(MaxTokensLimiter):
    def __init__(self) -> None:
        super().__init__(max_token_count=2_000)


async def limited_body(
    headers: Mapping[bytes, bytes], receive: Receive, most_bytes: int = MAX_BODY_BYTES
) -> bytes:
    """The whole body, expanded; BODY_TOO_LARGE once it exceeds the limit, before that or after."""
    announced = headers.get(b"content-length", b"")
    if announced.isdigit() and (len(announced) > _LONGEST_LENGTH or int(announced) > most_bytes):
        raise _too_large(most_bytes)
    body = await _received(receive, most_bytes)
    encoding = headers.get(b"content-encoding", b"").decode("latin-1")
    return expanded(body, encoding, most_bytes) if encoding else body


async def _received(receive: Receive, most_bytes: int) -> bytes:
    parts, size, is_more = [], 0, True
    while is_more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > most_bytes:
            raise _too_large(most_bytes)
        is_more = message.get("more_body", False)
    return b"".join(parts)


def _too_large(most_bytes: int) -> BodyTooLarge:
    return BodyTooLarge(f"The body is larger than {most_bytes} bytes. Send it in smaller parts.")
