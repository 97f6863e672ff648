"""Ingestion over REST, for devices."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from telemetry_graph.api.authentication import RequestAuthenticator
from telemetry_graph.api.http import decode, decode_plainly, read_json_body, to_json_response
from telemetry_graph.ingest.accept.events import UnreadableEvents
from telemetry_graph.ingest.service import Ingest
from telemetry_graph.ingest.wire import CrashReportInput, EventBatchInput
from telemetry_graph.kit.access import Right, require_device
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.struct_variants import make_variant

_Batch = make_variant(EventBatchInput, is_camel=False, is_raw=True)
_Report = make_variant(CrashReportInput, is_camel=False, is_raw=True)


class IngestRoutes:
    def __init__(self, authenticator: RequestAuthenticator, ingest: Ingest) -> None:
        self._authenticator = authenticator
        self._ingest = ingest

    @property
    def routes(self) -> list[Route]:
        return [
            Route("/telemetry/events", self.post_events, methods=["POST"]),
            Route("/telemetry/crash", self.post_crash, methods=["POST"]),
        ]

    async def post_events(self, request: Request) -> Response:
        caller = await self._authenticator.require_caller(request)
        body = await read_json_body(request.scope, request.receive)
        batch = decode(body, _Batch, EventBatchInput)
        caller.require(Right.INGEST, AppId(batch.app_id))
        device = require_device(caller)
        try:
            receipt = await self._ingest.ingest_events(batch, device.key_id)
        except UnreadableEvents:
            batch = decode_plainly(body, EventBatchInput)
            receipt = await self._ingest.ingest_events(batch, device.key_id)
        return to_json_response(receipt)

    async def post_crash(self, request: Request) -> Response:
        caller = await self._authenticator.require_caller(request)
        body = await read_json_body(request.scope, request.receive)
        report = decode(body, _Report, CrashReportInput)
        caller.require(Right.INGEST, AppId(report.app_id))
        device = require_device(caller)
        return to_json_response(await self._ingest.report_crash(report, device.key_id))
