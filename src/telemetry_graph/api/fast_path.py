"""The fast path of ingestion: skips the GraphQL executor for documents that it recognises.

It handles requests with an ingest key, a recognised document and variables that fit. All others,
including those that cannot be decoded, are handled by the executor, with the body already read.
"""

from collections.abc import Mapping

import msgspec
from graphql import GraphQLError, GraphQLSchema
from msgspec import Raw, Struct
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from telemetry_graph.accounts.credentials import INGEST_KEY_PREFIX, Authenticator
from telemetry_graph.api.errors import UNSTORABLE, error_response, to_graphql_entry, to_public
from telemetry_graph.api.http import read_json_body, wants_stream
from telemetry_graph.api.ingest_documents import IngestDocument, IngestDocuments
from telemetry_graph.ingest.accept.events import UnreadableEvents
from telemetry_graph.ingest.service import Ingest
from telemetry_graph.ingest.wire import (
    BatchReceipt,
    CrashReceipt,
    CrashReportInput,
    EventBatchInput,
)
from telemetry_graph.kit.access import Device
from telemetry_graph.kit.errors import TelemetryError

_encode = msgspec.json.Encoder().encode
_JSON_HEADERS = ((b"content-type", b"application/json"),)
_NO_VARIABLES = Raw(b"{}")

IngestInput = EventBatchInput | CrashReportInput


class GraphQLRequest(Struct, rename="camel", gc=False):
    """A GraphQL request with its variables not decoded."""

    query: str
    variables: Raw = _NO_VARIABLES
    operation_name: str | None = None


class FastPath:
    """ASGI middleware that handles POST /graphql where it can."""

    def __init__(
        self, app: ASGIApp, authenticator: Authenticator, ingest: Ingest, schema: GraphQLSchema
    ) -> None:
        self._app = app
        self._authenticator = authenticator
        self._ingest = ingest
        self._documents = IngestDocuments(schema)
        self._decode_request = msgspec.json.Decoder(GraphQLRequest).decode

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/graphql" or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        device = await self._authenticate(dict(scope["headers"]))
        if device is None:
            await self._app(scope, receive, send)
            return
        body = await read_json_body(scope, receive)
        recognised = self._recognise(device, body)
        if recognised is None:
            await self._execute(scope, body, receive, send)
            return
        document, given = recognised
        try:
            receipt = await self._store(given, device)
        except UnreadableEvents:
            await self._execute(scope, body, receive, send)
        except (TelemetryError, *UNSTORABLE) as error:
            await _failure(document, error)(scope, receive, send)
        else:
            await _send_json(send, _encode({"data": document.select(receipt)}))

    async def _execute(self, scope: Scope, body: bytes, receive: Receive, send: Send) -> None:
        """Leave the request to the executor."""
        await self._app(_without_encoding(scope), _replay(body, receive), send)

    async def _authenticate(self, headers: Mapping[bytes, bytes]) -> Device | None:
        """The device; None for other callers, whose credential is not looked up here."""
        scheme, _, rest = headers.get(b"authorization", b"").partition(b" ")
        secret = rest.decode("latin-1").strip()
        if scheme != b"Bearer" or not secret.startswith(INGEST_KEY_PREFIX):
            return None
        if wants_stream(headers.get(b"accept", b"").decode("latin-1")):
            return None
        caller = await self._authenticator.authenticate(secret)
        return caller if isinstance(caller, Device) else None

    def _recognise(self, device: Device, body: bytes) -> tuple[IngestDocument, IngestInput] | None:
        """The document and its decoded input; None if the executor must handle the request."""
        try:
            request = self._decode_request(body)
            document = self._documents.recognise(request.query)
            if document is None or request.operation_name not in (None, document.operation_name):
                return None
            given: IngestInput = document.decoder.decode(request.variables).input
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None
        return (document, given) if given.app_id == device.app_id else None

    async def _store(self, given: IngestInput, device: Device) -> BatchReceipt | CrashReceipt:
        if isinstance(given, CrashReportInput):
            return await self._ingest.report_crash(given, device.key_id)
        return await self._ingest.ingest_events(given, device.key_id)


async def _send_json(send: Send, body: bytes) -> None:
    """What Starlette's Response does, in less time: it is sent thousands of times a second."""
    headers = [*_JSON_HEADERS, (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _failure(document: IngestDocument, error: Exception) -> Response:
    """The same response as the executor's for an error in a field that cannot be null."""
    public = to_public(error)
    path: list[str | int] = [document.response_key]
    located = GraphQLError("", nodes=[document.field], path=path, original_error=error)
    entry = to_graphql_entry(located, public)
    return error_response(public, {"data": None, "errors": [entry]})


def _replay(body: bytes, receive: Receive) -> Receive:
    """Receive the body again, then what the client sends next."""
    is_replayed = False

    async def replay() -> Message:
        nonlocal is_replayed
        if is_replayed:
            return await receive()
        is_replayed = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


def _without_encoding(scope: Scope) -> Scope:
    """The request without a content encoding: its body is already decompressed."""
    headers = [pair for pair in scope["headers"] if pair[0] != b"content-encoding"]
    return {**scope, "headers": headers}
