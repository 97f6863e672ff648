"""The fast path of ingestion: skips the GraphQL executor for documents that it recognises.

It handles requests with an ingest key, a recognised document and valid variables. The executor
handles all other requests, including those that cannot be decoded.
"""

from collections.abc import Mapping

import msgspec
from graphql import GraphQLError, GraphQLSchema
from msgspec import Raw, Struct
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from telemetry_graph.accounts.credentials import INGEST_KEY_PREFIX, Authenticator
from telemetry_graph.api.errors import UNSTORABLE, make_error_response, to_graphql_entry, to_public
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
        document, ingest_input = recognised
        try:
            receipt = await self._store(ingest_input, device)
        except UnreadableEvents:
            await self._execute(scope, body, receive, send)
        except (TelemetryError, *UNSTORABLE) as error:
            await _make_failure(document, error)(scope, receive, send)
        else:
            await _send_json(send, _encode({"data": document.select(receipt)}))

    async def _execute(self, scope: Scope, body: bytes, receive: Receive, send: Send) -> None:
        """Let the executor handle the request."""
        await self._app(_remove_encoding(scope), _replay(body, receive), send)

    async def _authenticate(self, headers: Mapping[bytes, bytes]) -> Device | None:
        """The device; None for other callers, whose credentials are not looked up here."""
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
            ingest_input: IngestInput = document.decoder.decode(request.variables).input
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None
        return (document, ingest_input) if ingest_input.app_id == device.app_id else None

    async def _store(
        self, ingest_input: IngestInput, device: Device
    ) -> BatchReceipt | CrashReceipt:
        if isinstance(ingest_input, CrashReportInput):
            return await self._ingest.report_crash(ingest_input, device.key_id)
        return await self._ingest.ingest_events(ingest_input, device.key_id)


async def _send_json(send: Send, body: bytes) -> None:
    """Send a response faster than Starlette's Response: there are thousands per second."""
    headers = [*_JSON_HEADERS, (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _make_failure(document: IngestDocument, error: Exception) -> Response:
    """Make the same response as the executor for an error in a field that cannot be null."""
    public = to_public(error)
    path: list[str | int] = [document.response_key]
    located = GraphQLError("", nodes=[document.field], path=path, original_error=error)
    entry = to_graphql_entry(located, public)
    return make_error_response(public, {"data": None, "errors": [entry]})


def _replay(body: bytes, receive: Receive) -> Receive:
    """Make a `receive` that returns the body, then the next messages of the client."""
    is_replayed = False

    async def replay() -> Message:
        nonlocal is_replayed
        if is_replayed:
            return await receive()
        is_replayed = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


def _remove_encoding(scope: Scope) -> Scope:
    """Remove the content encoding from a request whose body is already decompressed."""
    headers = [pair for pair in scope["headers"] if pair[0] != b"content-encoding"]
    return {**scope, "headers": headers}
