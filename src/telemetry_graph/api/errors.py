"""Converts errors to responses with a stable code, a status and a message. Masks other errors."""

import logging
import secrets
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

import asyncpg
from graphql import GraphQLError, GraphQLSyntaxError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from strawberry.extensions import SchemaExtension
from strawberry.schema.exceptions import CannotGetOperationTypeError

from telemetry_graph.kit.errors import InvalidText, NotFound, TelemetryError
from telemetry_graph.kit.text import truncate

log = logging.getLogger(__name__)

UNSTORABLE = (asyncpg.CharacterNotInRepertoireError, asyncpg.DataError, UnicodeEncodeError)
"""Exceptions of the database client for text that PostgreSQL cannot store."""

_GRAPHQL_PATH = "/graphql"
_MAX_MESSAGE_CHARACTERS = 500  # messages of graphql-core repeat invalid values of any length
_INTERNAL = "Internal error (id {}). Acknowledged data is safe."


class MethodNotAllowed(TelemetryError):
    """The address does not support the method."""

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


def to_public(error: Exception) -> TelemetryError:
    """Return the error for the caller. An unexpected error is logged with an id and masked."""
    cause = error.original_error if isinstance(error, GraphQLError) else error
    if isinstance(cause, TelemetryError):
        return cause
    if isinstance(error, HTTPException):
        return _of_routing(error)
    if isinstance(error, GraphQLSyntaxError):
        return GraphQLMalformed(error.message)
    if isinstance(cause, CannotGetOperationTypeError):
        return GraphQLInvalid("The document has no such operation.")
    if isinstance(error, GraphQLError) and _is_about_document(error):
        return GraphQLInvalid(error.message)
    if isinstance(cause, UNSTORABLE):
        return InvalidText("A value contains NUL characters or lone surrogates.")
    return _mask(cause)


def _mask(cause: BaseException | None) -> TelemetryError:
    error_id = secrets.token_hex(6)
    log.error("internal error", exc_info=cause, extra={"error_id": error_id})
    return TelemetryError(_INTERNAL.format(error_id), errorId=error_id)


def _of_routing(error: HTTPException) -> TelemetryError:
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return MethodNotAllowed("This address does not support the method of the request.")
    return NotFound("This address does not exist.")


def _is_about_document(error: GraphQLError) -> bool:
    """Whether graphql-core wrote the message. Messages of resolvers are not about the document."""
    cause = error.original_error
    return cause is None or (error.path is None and str(cause) != error.message)


def to_public_message(message: str) -> str:
    return truncate(message, _MAX_MESSAGE_CHARACTERS).encode(errors="replace").decode()


def to_graphql_entry(error: GraphQLError, public: TelemetryError) -> dict[str, Any]:
    """An entry of `errors` in a GraphQL response."""
    entry: dict[str, Any] = {"message": to_public_message(public.message)}
    if error.locations:
        entry["locations"] = [location.formatted for location in error.locations]
    if error.path:
        entry["path"] = error.path
    return {**entry, "extensions": dict(public.extensions)}


def to_graphql_body(error: TelemetryError) -> dict[str, Any]:
    """The GraphQL response to a request that failed before its execution."""
    entry = {"message": to_public_message(error.message), "extensions": dict(error.extensions)}
    return {"data": None, "errors": [entry]}


def to_rest_body(error: TelemetryError) -> dict[str, Any]:
    """`{"error": {"code", "message", …}}` in snake case."""
    details = {_to_snake(name): value for name, value in error.extensions.items()}
    return {"error": {**details, "message": to_public_message(error.message)}}


def make_error_response(error: TelemetryError, body: Mapping[str, Any]) -> Response:
    headers = {} if error.retry_after is None else {"Retry-After": str(error.retry_after)}
    if error.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return JSONResponse(dict(body), status_code=error.status, headers=headers)


def to_response(error: Exception, path: str) -> Response:
    """The response to a failed request, as GraphQL or REST by its address."""
    public = to_public(error)
    to_body = to_graphql_body if path == _GRAPHQL_PATH else to_rest_body
    return make_error_response(public, to_body(public))


def _to_snake(name: str) -> str:
    return "".join(f"_{each.lower()}" if each.isupper() else each for each in name)


class StreamErrors(SchemaExtension):
    """Converts the errors of streamed results. `graphql_http` converts those of single results."""

    def on_stream_result(self, result: Any) -> Iterator[None]:
        if getattr(result, "errors", None):
            result.errors = [_to_public_graphql(error) for error in result.errors]
        yield


def _to_public_graphql(error: GraphQLError) -> GraphQLError:
    public = to_public(error)
    return GraphQLError(
        to_public_message(public.message),
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions=dict(public.extensions),
    )
