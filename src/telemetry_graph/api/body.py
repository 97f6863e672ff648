"""JSON bodies: those of requests, decoded, and those of answers."""

import json
from typing import Any, TypeVar

import msgspec
from starlette.responses import Response
from starlette.types import Receive, Scope

from telemetry_graph.api.errors import UnsupportedMediaType
from telemetry_graph.api.limits import MAX_BODY_BYTES, limited_body
from telemetry_graph.kit.errors import MalformedBody

T = TypeVar("T")


async def json_body(scope: Scope, receive: Receive, most_bytes: int = MAX_BODY_BYTES) -> bytes:
    """The body of a request that says it is JSON; a cross-site form cannot say so."""
    headers = dict(scope["headers"])
    media_type = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
    if media_type != b"application/json":
        raise UnsupportedMediaType("Send the body as Content-Type: application/json.")
    return await limited_body(headers, receive, most_bytes)


def json_response(body: Any) -> Response:
    return Response(msgspec.json.encode(body), media_type="application/json")


def parsed(body: bytes) -> Any:
    """Plain JSON; unlike msgspec it lets lone surrogates pass, for the checks to find them."""
    try:
        return json.loads(body, parse_constant=_refused_constant)
    except RecursionError as error:
        raise MalformedBody("The JSON is nested too deeply.") from error
    except ValueError as error:
        raise MalformedBody(f"The body is not JSON: {error}") from error


def decoded(body: bytes, wanted: type[T], plain: type[T] | None = None) -> T:
    """The body as a `wanted`; what does not fit is named with its place.

    A body with lone surrogates becomes a `plain` instead, whose fields are all decoded.
    """
    try:
        return msgspec.json.decode(body, type=wanted)
    except msgspec.ValidationError as error:
        raise _misfit(error) from error
    except (ValueError, RecursionError):  # not JSON, or JSON with lone surrogates
        return decoded_plainly(body, plain or wanted)


def decoded_plainly(body: bytes, wanted: type[T]) -> T:
    """The same by way of plain JSON, which lets lone surrogates pass."""
    try:
        return msgspec.convert(parsed(body), wanted)
    except msgspec.ValidationError as error:
        raise _misfit(error) from error
    except UnicodeEncodeError as error:
        raise MalformedBody("The body holds lone surrogates where it must not.") from error
    except RecursionError as error:
        raise MalformedBody("The JSON is nested too deeply.") from error


def _misfit(error: msgspec.ValidationError) -> MalformedBody:
    return MalformedBody(f"The body does not fit: {error}")


def _refused_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")
