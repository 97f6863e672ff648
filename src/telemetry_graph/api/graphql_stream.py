"""GraphQL subscriptions over graphql-transport-ws and Server-Sent Events."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from cross_web import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL

from telemetry_graph.api.http import read_json_body
from telemetry_graph.api.limits import MAX_SUBSCRIPTIONS_PER_CONNECTION
from telemetry_graph.api.schema import Schema
from telemetry_graph.kit.errors import MalformedBody, TelemetryError
from telemetry_graph.kit.graphql_context import Context

MakeContext = Callable[[Request | WebSocket], Awaitable[Context]]


class StreamView(GraphQL[Context, None]):
    """Strawberry's transports with the API's authentication and limits, without older protocols."""

    def __init__(self, schema: Schema, make_context: MakeContext) -> None:
        super().__init__(
            schema,
            graphql_ide=None,
            subscription_protocols=[GRAPHQL_TRANSPORT_WS_PROTOCOL, GRAPHQL_SSE_PROTOCOL],
            max_subscriptions_per_connection=MAX_SUBSCRIPTIONS_PER_CONNECTION,
        )
        self._make_context = make_context

    async def get_context(
        self, request: Request | WebSocket, response: Response | WebSocket
    ) -> Context:
        return await self._make_context(request)

    async def on_ws_connect(self, context: Context) -> dict[str, object]:
        try:
            await context.refresh()
        except TelemetryError as error:
            raise ConnectionRejectionError from error
        return {}

    def decode_json(self, data: str | bytes) -> object:
        """Decode a message of the protocol. Any other text counts as malformed JSON."""
        try:
            message = json.loads(data)
        except (RecursionError, UnicodeDecodeError) as error:
            raise json.JSONDecodeError("not text, or nested too deeply", "", 0) from error
        if not isinstance(message, dict) or not _is_message(message):
            raise json.JSONDecodeError("not a GraphQL message", "", 0)
        return message


def _is_message(message: dict[str, Any]) -> bool:
    payload = message.get("payload")
    if not isinstance(payload, dict | None):
        return False
    if message.get("type") == "subscribe":
        return isinstance(message.get("id"), str) and isinstance((payload or {}).get("query"), str)
    return True


async def answer_sse(view: StreamView, request: Request, context: Context) -> Response:
    """Run one subscription over the response. The usual limit applies to the body."""
    if request.method == "GET":  # sent by EventSource in a browser
        return await _run(view, request, context)
    body = await read_json_body(request.scope, request.receive)

    async def replay() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return await _run(view, Request(request.scope, receive=replay), context)


async def _run(view: StreamView, request: Request, context: Context) -> Response:
    try:
        return await view.run(request, context=context)
    except HTTPException as error:
        raise MalformedBody(f"This is not a subscription: {error.reason}") from error
