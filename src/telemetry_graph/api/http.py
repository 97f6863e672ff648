"""Functions that all routes share: reading and decoding JSON bodies within a size limit."""

import json
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import Receive, Scope

from telemetry_graph.api.decompress import decompress
from telemetry_graph.api.limits import MAX_BODY_BYTES
from telemetry_graph.kit.errors import BodyTooLarge, MalformedBody, TelemetryError

T = TypeVar("T")

_MAX_LENGTH_DIGITS = 12


class UnsupportedMediaType(TelemetryError):
    """The body is not sent as JSON."""

    code = "UNSUPPORTED_MEDIA_TYPE"
    status = 415


def wants_stream(accept: str) -> bool:
    """Whether the client accepts only an event stream. Many clients accept it besides JSON."""
    return "text/event-stream" in accept and "json" not in accept


async def read_json_body(scope: Scope, receive: Receive, max_bytes: int = MAX_BODY_BYTES) -> bytes:
    """Read a body that is sent as JSON, which a cross-site form cannot do."""
    headers = dict(scope["headers"])
    media_type = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
    if media_type != b"application/json":
        raise UnsupportedMediaType("Send the body as Content-Type: application/json.")
    return await read_body(headers, receive, max_bytes)


async def read_body(
    headers: Mapping[bytes, bytes], receive: Receive, max_bytes: int = MAX_BODY_BYTES
) -> bytes:
    """Read and decompress a body; raise BodyTooLarge if it exceeds the limit in either form."""
    length = headers.get(b"content-length", b"")
    if length.isdigit() and (len(length) > _MAX_LENGTH_DIGITS or int(length) > max_bytes):
        raise _make_size_error(max_bytes)
    body = await _receive_all(receive, max_bytes)
    encoding = headers.get(b"content-encoding", b"").decode("latin-1")
    return decompress(body, encoding, max_bytes) if encoding else body


async def _receive_all(receive: Receive, max_bytes: int) -> bytes:
    parts, size, has_more = [], 0, True
    while has_more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > max_bytes:
            raise _make_size_error(max_bytes)
        has_more = message.get("more_body", False)
    return b"".join(parts)


def to_json_response(body: Any) -> Response:
    return Response(msgspec.json.encode(body), media_type="application/json")


def decode(body: bytes, expected: type[T], plain: type[T] | None = None) -> T:
    """Decode a body; raise MalformedBody, with the position, if it does not fit.

    A body with lone surrogates is decoded as `plain`, which has no undecoded fields.
    """
    try:
        return msgspec.json.decode(body, type=expected)
    except msgspec.ValidationError as error:
        raise _to_malformed_body(error) from error
    except (ValueError, RecursionError):  # not JSON, or JSON with lone surrogates
        return decode_plainly(body, plain or expected)


def decode_plainly(body: bytes, expected: type[T]) -> T:
    """Decode a body with Python's JSON module, which accepts lone surrogates."""
    try:
        return msgspec.convert(parse_json(body), expected)
    except msgspec.ValidationError as error:
        raise _to_malformed_body(error) from error
    except UnicodeEncodeError as error:
        raise MalformedBody("The body contains lone surrogates in a name.") from error
    except RecursionError as error:
        raise MalformedBody("The JSON is nested too deeply.") from error


def parse_json(body: bytes) -> Any:
    """Parse JSON with Python's JSON module; the checks of fields handle lone surrogates."""
    try:
        return json.loads(body, parse_constant=_reject_constant)
    except RecursionError as error:
        raise MalformedBody("The JSON is nested too deeply.") from error
    except ValueError as error:
        raise MalformedBody(f"The body is not JSON: {error}") from error


def _reject_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON number")


def _to_malformed_body(error: msgspec.ValidationError) -> MalformedBody:
    return MalformedBody(f"The body does not match the documented format: {error}")


def _make_size_error(max_bytes: int) -> BodyTooLarge:
    return BodyTooLarge(f"The body is larger than {max_bytes} bytes. Send it in smaller parts.")
