"""GraphQL over POST: single operations, and small batches of them."""

from typing import Any

from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import Response
from strawberry.exceptions import MissingQueryError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.graphql import OperationType

from telemetry_graph.api.body import json_body, json_response, parsed
from telemetry_graph.api.errors import (
    GraphQLInvalid,
    error_response,
    formatted,
    printable,
    public,
)
from telemetry_graph.api.limits import MAX_OPERATIONS
from telemetry_graph.api.schema import Schema
from telemetry_graph.kit.errors import MalformedBody, TelemetryError
from telemetry_graph.kit.graphql_context import Context

_ALLOWED = {OperationType.QUERY, OperationType.MUTATION}
_UNEXECUTABLE = (MissingQueryError, CannotGetOperationTypeError, InvalidOperationTypeError)

Answer = tuple[dict[str, Any], TelemetryError | None]
"""The answer's body, and the error that decides its status when there is no data."""


async def answer_post(schema: Schema, context: Context, request: Request) -> Response:
    operations = parsed(await json_body(request.scope, request.receive))
    if isinstance(operations, list):
        return await _batch(schema, context, operations)
    body, failure = await _answer(schema, context, operations)
    if failure is not None:
        return error_response(failure, body)
    return json_response(body)


def graphql_error(error: TelemetryError) -> Response:
    """A failure before execution, in the form of a GraphQL answer."""
    body, _ = _failed(error)
    return error_response(error, body)


async def _batch(schema: Schema, context: Context, operations: list[Any]) -> Response:
    if not 1 <= len(operations) <= MAX_OPERATIONS:
        raise MalformedBody(f"A request has 1 to {MAX_OPERATIONS} operations.")
    return json_response([(await _answer(schema, context, each))[0] for each in operations])


async def _answer(schema: Schema, context: Context, operation: Any) -> Answer:
    try:
        query, variables, name = _parts(operation)
        result = await schema.execute(
            query,
            variable_values=variables,
            context_value=context,
            operation_name=name,
            allowed_operation_types=_ALLOWED,
        )
    except _UNEXECUTABLE:
        return _failed(
            GraphQLInvalid("Send a query or a mutation; subscribe over WebSocket or SSE.")
        )
    except MalformedBody as error:
        return _failed(error)
    body, failure = _body(result.data, result.errors or [])
    extensions = getattr(result, "extensions", None)
    return ({**body, "extensions": extensions} if extensions else body), failure


def _parts(operation: Any) -> tuple[str, dict[str, Any] | None, str | None]:
    match operation:
        case {"query": str(query)}:
            variables, name = operation.get("variables"), operation.get("operationName")
            if isinstance(variables, dict | None) and isinstance(name, str | None):
                return query, variables, name
    raise MalformedBody("Send an object with `query`, and `variables` if it needs any.")


def _failed(error: TelemetryError) -> Answer:
    entry = {"message": printable(error.message), "extensions": dict(error.extensions)}
    return {"data": None, "errors": [entry]}, error


def _body(data: Any, errors: list[GraphQLError]) -> Answer:
    if not errors:
        return {"data": data}, None
    shown = [public(error) for error in errors]
    entries = [formatted(error, each) for error, each in zip(errors, shown, strict=True)]
    return {"data": data, "errors": entries}, shown[0] if data is None else None
