"""Every failure as the caller sees it: a stable code and a status; the unexpected stays inside."""

import logging
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

import asyncpg
from graphql import GraphQLError, GraphQLSyntaxError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from strawberry.extensions import SchemaExtension
from strawberry.schema.exceptions import CannotGetOperationTypeError

from telemetry_graph.kit.errors import InvalidText, NotFound, TelemetryError
from telemetry_graph.kit.text import truncate

log = logging.getLogger(__name__)

# What asking the database about text that it cannot hold raises.
UNSTORABLE = (asyncpg.CharacterNotInRepertoireError, asyncpg.DataError, UnicodeEncodeError)
_LONGEST_MESSAGE = 500  # graphql-core repeats the offending value, however long
_INTERNAL = "Something went wrong here. Nothing is lost that was acknowledged. Id: {}"


class UnsupportedMediaType(TelemetryError):
    """The body is not announced as JSON."""

    code = "UNSUPPORTED_MEDIA_TYPE"
    status = 415


class MethodNotAllowed(TelemetryError):
    """There is such an address, but not for this method."""

    code = "METHOD_NOT_ALLOWED"
    status = 405


class GraphQLInvalid(TelemetryError):
    """The document cannot be executed."""

    code = "GRAPHQL_VALIDATION_FAILED"
    status = 400


class GraphQLMalformed(TelemetryError):
    """The document cannot be parsed."""

    code = "GRAPHQL_PARSE_FAILED"
    status = 400


def public(error: Exception) -> TelemetryError:
    """The error as it may be shown; what is unexpected is logged under an id and masked."""
    cause = error.original_error if isinstance(error, GraphQLError) else error
    if isinstance(cause, TelemetryError):
        return cause
    if isinstance(error, GraphQLSyntaxError):
        return GraphQLMalformed(error.message)
    if isinstance(cause, CannotGetOperationTypeError):
        return GraphQLInvalid("There is no such operation in the document.")
    if isinstance(error, GraphQLError) and _is_about_input(error):
        return GraphQLInvalid(error.message)
    if isinstance(cause, UNSTORABLE):
        return InvalidText("A value holds NUL characters or lone surrogates.")
    incident = secrets.token_hex(6)
    log.error("unexpected error", exc_info=cause, extra={"incident": incident})
    return TelemetryError(_INTERNAL.format(incident), incident=incident)


def _is_about_input(error: GraphQLError) -> bool:
    """Whether graphql-core wrote it; what a resolver raised is passed on in its own words."""
    cause = error.original_error
    return cause is None or (error.path is None and str(cause) != error.message)


def printable(message: str) -> str:
    return truncate(message, _LONGEST_MESSAGE).encode(errors="replace").decode()


def formatted(error: GraphQLError, shown: TelemetryError) -> dict[str, Any]:
    """One entry of a GraphQL answer's `errors`."""
    entry: dict[str, Any] = {"message": printable(shown.message)}
    if error.locations:
        entry["locations"] = [location.formatted for location in error.locations]
    if error.path:
        entry["path"] = error.path
    return {**entry, "extensions": dict(shown.extensions)}


def error_response(error: TelemetryError, body: Mapping[str, Any]) -> Response:
    headers = {} if error.retry_after is None else {"Retry-After": str(error.retry_after)}
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return JSONResponse(dict(body), status_code=error.status, headers=headers)


def rest_error(error: TelemetryError) -> Response:
    """`{"error": {"code", "message", …}}` with the error's status."""
    shown = {**error.extensions, "message": printable(error.message)}
    return error_response(error, {"error": shown})


async def on_telemetry_error(request: Request, error: Exception) -> Response:
    """What Starlette calls for a TelemetryError that left a route."""
    return rest_error(public(error))


async def on_http_exception(request: Request, error: Exception) -> Response:
    """What Starlette calls when no route fits."""
    if isinstance(error, HTTPException) and error.status_code == 405:
        return rest_error(MethodNotAllowed(f"{request.method} is not for this address."))
    return rest_error(NotFound("There is nothing at this address."))


class CodedErrors(SchemaExtension):
    """Gives each error of a streamed result its code; single answers are coded by `formatted`."""

    def on_stream_result(self, result: Any) -> Iterator[None]:
        if getattr(result, "errors", None):
            result.errors = [_coded(error) for error in result.errors]
        yield


def _coded(error: GraphQLError) -> GraphQLError:
    shown = public(error)
    return GraphQLError(
        printable(shown.message),
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions=dict(shown.extensions),
    )
