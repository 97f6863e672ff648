"""GraphQL over POST: an operation, or a list of a few operations."""

from typing import Any

from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import Response
from strawberry.exceptions import MissingQueryError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.graphql import OperationType

from telemetry_graph.api.errors import (
    GraphQLInvalid,
    make_error_response,
    to_graphql_body,
    to_graphql_entry,
    to_public,
)
from telemetry_graph.api.http import parse_json, read_json_body, to_json_response
from telemetry_graph.api.limits import MAX_OPERATIONS
from telemetry_graph.api.schema import Schema
from telemetry_graph.kit.errors import MalformedBody, TelemetryError
from telemetry_graph.kit.graphql_context import Context

_ALLOWED = {OperationType.QUERY, OperationType.MUTATION}
_UNEXECUTABLE = (MissingQueryError, CannotGetOperationTypeError, InvalidOperationTypeError)

OperationResult = tuple[dict[str, Any], TelemetryError | None]
"""The response's body, and the error that determines its status when there is no data."""


async def answer_post(schema: Schema, context: Context, request: Request) -> Response:
    operations = parse_json(await read_json_body(request.scope, request.receive))
    if isinstance(operations, list):
        return await _execute_list(schema, context, operations)
    body, failure = await _execute(schema, context, operations)
    if failure is not None:
        return make_error_response(failure, body)
    return to_json_response(body)


async def _execute_list(schema: Schema, context: Context, operations: list[Any]) -> Response:
    if not 1 <= len(operations) <= MAX_OPERATIONS:
        raise MalformedBody(f"A request must have 1 to {MAX_OPERATIONS} operations.")
    return to_json_response([(await _execute(schema, context, each))[0] for each in operations])


async def _execute(schema: Schema, context: Context, operation: Any) -> OperationResult:
    try:
        query, variables, name = _parse_operation(operation)
        result = await schema.execute(
            query,
            variable_values=variables,
            context_value=context,
            operation_name=name,
            allowed_operation_types=_ALLOWED,
        )
    except _UNEXECUTABLE:
        return _fail(
            GraphQLInvalid("Send a query or a mutation. Subscriptions need WebSocket or SSE.")
        )
    except MalformedBody as error:
        return _fail(error)
    body, failure = _to_body(result.data, result.errors or [])
    extensions = getattr(result, "extensions", None)
    return ({**body, "extensions": extensions} if extensions else body), failure


def _parse_operation(operation: Any) -> tuple[str, dict[str, Any] | None, str | None]:
    match operation:
        case {"query": str(query)}:
            variables, name = operation.get("variables"), operation.get("operationName")
            if isinstance(variables, dict | None) and isinstance(name, str | None):
                return query, variables, name
    raise MalformedBody("Send an object with `query`, and `variables` if the query has any.")


def _fail(error: TelemetryError) -> OperationResult:
    return to_graphql_body(error), error


def _to_body(data: Any, errors: list[GraphQLError]) -> OperationResult:
    if not errors:
        return {"data": data}, None
    public = [to_public(error) for error in errors]
    entries = [to_graphql_entry(error, each) for error, each in zip(errors, public, strict=True)]
    return {"data": data, "errors": entries}, public[0] if data is None else None
