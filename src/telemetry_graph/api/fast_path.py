"""The short way for ingestion: a known document, its variables decoded to typed structs in C.

It answers only what it is sure of: an ingest key, a recognised document, variables that fit.
Everything else, every decoding error included, goes the ordinary way with its body read already.
"""

from collections.abc import Mapping

import msgspec
from graphql import GraphQLError, GraphQLSchema
from msgspec import Raw, Struct
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from telemetry_graph.accounts.credentials import Authenticator
from telemetry_graph.api.body import json_body
from telemetry_graph.api.errors import error_response, formatted, public
from telemetry_graph.api.graphql_http import graphql_error
from telemetry_graph.api.graphql_stream import wants_stream
from telemetry_graph.api.ingest_documents import Documents, Known
from telemetry_graph.ingest.accept.events import UnreadableEvents
from telemetry_graph.ingest.model import CrashReceipt, Receipt
from telemetry_graph.ingest.service import Ingest
from telemetry_graph.ingest.wire import CrashReportInput, EventBatchInput
from telemetry_graph.kit.access import Device
from telemetry_graph.kit.errors import TelemetryError

_ENCODE = msgspec.json.Encoder().encode
_JSON = ((b"content-type", b"application/json"),)
_NO_VARIABLES = Raw(b"{}")

Payload = EventBatchInput | CrashReportInput


class Envelope(Struct, rename="camel", gc=False):
    """A GraphQL request whose variables are not decoded yet."""

    query: str
    variables: Raw = _NO_VARIABLES
    operation_name: str | None = None


class FastPath:
    """Stands before the routes and takes POST /graphql where it can."""

    def __init__(
        self, app: ASGIApp, authenticator: Authenticator, ingest: Ingest, schema: GraphQLSchema
    ) -> None:
        self._app = app
        self._authenticator = authenticator
        self._ingest = ingest
        self._documents = Documents(schema)
        self._decode = msgspec.json.Decoder(Envelope).decode

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/graphql" or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        try:
            caller = await self._caller(dict(scope["headers"]))
            if caller is None:
                await self._app(scope, receive, send)
                return
            body = await json_body(scope, receive)
        except TelemetryError as error:
            await graphql_error(error)(scope, receive, send)
            return
        found = self._known(caller, body)
        if found is None:
            await self._ordinarily(scope, body, receive, send)
            return
        known, payload = found
        try:
            receipt = await self._stored(payload, caller)
        except UnreadableEvents:
            await self._ordinarily(scope, body, receive, send)
        except Exception as error:
            await _failed(known, error)(scope, receive, send)
        else:
            await _send_json(send, _ENCODE({"data": known.shown(receipt)}))

    async def _ordinarily(self, scope: Scope, body: bytes, receive: Receive, send: Send) -> None:
        await self._app(plain_scope(scope), replayed(body, receive), send)

    async def _caller(self, headers: Mapping[bytes, bytes]) -> Device | None:
        """The device, if the request is one's."""
        scheme, _, secret = headers.get(b"authorization", b"").partition(b" ")
        if scheme != b"Bearer" or wants_stream(headers.get(b"accept", b"").decode("latin-1")):
            return None
        caller = await self._authenticator.authenticate(secret.decode("latin-1").strip())
        return caller if isinstance(caller, Device) else None

    def _known(self, caller: Device, body: bytes) -> tuple[Known, Payload] | None:
        try:
            envelope = self._decode(body)
            known = self._documents.recognised(envelope.query)
            if known is None or envelope.operation_name not in (None, known.operation_name):
                return None
            payload: Payload = known.decoder.decode(envelope.variables).payload
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None
        return (known, payload) if payload.app_id == caller.app_id else None

    async def _stored(self, payload: Payload, caller: Device) -> Receipt | CrashReceipt:
        if isinstance(payload, CrashReportInput):
            return await self._ingest.report_crash(payload, caller.key_id)
        return await self._ingest.ingest_events(payload, caller.key_id)


async def _send_json(send: Send, body: bytes) -> None:
    """What Starlette's Response does, for the answer that is given thousands of times a second."""
    headers = [*_JSON, (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _failed(known: Known, error: Exception) -> Response:
    """The same as the executor's answer for an error in a field that cannot be null."""
    shown = public(error)
    located = GraphQLError("", nodes=[known.field], path=[known.response_key], original_error=error)
    return error_response(shown, {"data": None, "errors": [formatted(located, shown)]})


def replayed(body: bytes, receive: Receive) -> Receive:
    """Gives the body again, then what the client does next."""
    is_given = False

    async def replay() -> Message:
        nonlocal is_given
        if is_given:
            return await receive()
        is_given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


def plain_scope(scope: Scope) -> Scope:
    """The request without a content encoding: its body is expanded already."""
    headers = [pair for pair in scope["headers"] if pair[0] != b"content-encoding"]
    return {**scope, "headers": headers}
