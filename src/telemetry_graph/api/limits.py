"""How large a request may be."""

from starlette.requests import Request
from strawberry.extensions import MaxAliasesLimiter, MaxTokensLimiter, QueryDepthLimiter

from telemetry_graph.api.expand import expanded
from telemetry_graph.kit.errors import BodyTooLarge

MAX_BODY_BYTES = 1_048_576
MAX_OPERATIONS = 10
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


async def limited_body(request: Request) -> bytes:
    """The whole body, expanded; BODY_TOO_LARGE once it exceeds 1 MiB, before that or after."""
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > MAX_BODY_BYTES:
        raise _too_large()
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MAX_BODY_BYTES:
            raise _too_large()
        parts.append(part)
    encoding = request.headers.get("content-encoding", "")
    return expanded(b"".join(parts), encoding, MAX_BODY_BYTES)


def _too_large() -> BodyTooLarge:
    return BodyTooLarge(f"The body is larger than {MAX_BODY_BYTES} bytes. Send smaller batches.")
