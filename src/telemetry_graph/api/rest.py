"""REST aliases in snake_case, over the services that GraphQL uses."""

from datetime import date
from typing import Any

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from telemetry_graph.analytics.export import ExportFormat, ExportRequest, export_metric
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.api.authentication import RequestAuthenticator
from telemetry_graph.api.budget import MIN_COST, Budgets
from telemetry_graph.api.cost import COSTS
from telemetry_graph.api.http import decode, decode_plainly, json_response, read_json_body
from telemetry_graph.crashes.model import CrashGroup, CrashOccurrence, GroupFilter, GroupStatus
from telemetry_graph.crashes.service import Crashes
from telemetry_graph.crashes.triage.model import TriageRequest
from telemetry_graph.crashes.triage.service import CrashTriage
from telemetry_graph.ingest.accept.events import UnreadableEvents
from telemetry_graph.ingest.service import Ingest
from telemetry_graph.ingest.wire import CrashReportInput, EventBatchInput
from telemetry_graph.kit.access import Developer, Right, require_device
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.errors import CrashGroupNotFound, InvalidField
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.struct_variants import variant

_RECENT_OCCURRENCES = 20

SNAKE_BATCH = variant(EventBatchInput, is_camel=False, is_raw=True)
SNAKE_REPORT = variant(CrashReportInput, is_camel=False, is_raw=True)


class StatusPatch(Struct, frozen=True, forbid_unknown_fields=True):
    status: GroupStatus


class Rest:
    def __init__(
        self,
        authenticator: RequestAuthenticator,
        ingest: Ingest,
        analytics: Analytics,
        crashes: Crashes,
        triage: CrashTriage,
        budgets: Budgets,
    ) -> None:
        self._authenticator = authenticator
        self._ingest = ingest
        self._analytics = analytics
        self._crashes = crashes
        self._triage = triage
        self._budgets = budgets

    def routes(self) -> list[Route]:
        return [
            Route("/telemetry/events", self.post_events, methods=["POST"]),
            Route("/telemetry/crash", self.post_crash, methods=["POST"]),
            Route("/apps/{app_id}/analytics/overview", self.get_overview, methods=["GET"]),
            Route("/apps/{app_id}/analytics/events", self.get_events, methods=["GET"]),
            Route("/apps/{app_id}/analytics/export", self.get_export, methods=["GET"]),
            Route("/apps/{app_id}/crashes", self.get_crashes, methods=["GET"]),
            Route("/apps/{app_id}/crashes/{fingerprint}", self.get_crash, methods=["GET"]),
            Route("/apps/{app_id}/crashes/{fingerprint}", self.patch_crash, methods=["PATCH"]),
        ]

    async def post_events(self, request: Request) -> Response:
        caller = await self._authenticator.require_caller(request)
        body = await read_json_body(request.scope, request.receive)
        batch = decode(body, SNAKE_BATCH, EventBatchInput)
        caller.require(Right.INGEST, AppId(batch.app_id))
        device = require_device(caller)
        try:
            receipt = await self._ingest.ingest_events(batch, device.key_id)
        except UnreadableEvents:
            batch = decode_plainly(body, EventBatchInput)
            receipt = await self._ingest.ingest_events(batch, device.key_id)
        return json_response(receipt)

    async def post_crash(self, request: Request) -> Response:
        caller = await self._authenticator.require_caller(request)
        report = decode(
            await read_json_body(request.scope, request.receive), SNAKE_REPORT, CrashReportInput
        )
        caller.require(Right.INGEST, AppId(report.app_id))
        device = require_device(caller)
        return json_response(await self._ingest.report_crash(report, device.key_id))

    async def get_overview(self, request: Request) -> Response:
        app_id = await self._app(request, COSTS["overview"])
        overview = await self._analytics.overview(app_id, self._range(request))
        return json_response(
            {
                "start_date": overview.range.start,
                "end_date": overview.range.end,
                "dau": overview.daily_users.value,
                "crashes": overview.crashes.value,
                "crash_free_rate": overview.crash_free_users.value,
                "sessions": overview.sessions.value,
                "starts": overview.starts.value,
            }
        )

    async def get_events(self, request: Request) -> Response:
        app_id = await self._app(request, COSTS["events"])
        days = await self._analytics.events(
            app_id, self._range(request), request.query_params.get("event_type")
        )
        return json_response(
            {
                "data": [
                    {"date": day.day, "count": day.count, "unique_devices": day.unique_devices}
                    for day in days
                ]
            }
        )

    async def get_export(self, request: Request) -> Response:
        params = request.query_params
        metric = params.get("metric", "")
        app_id = await self._app(request, COSTS["funnel" if metric == "funnel" else "overview"])
        form = _format(request)
        export_request = ExportRequest(
            app_id,
            self._range(request),
            params.get("version"),
            params.get("event_type"),
            params.get("field"),
            tuple(params.getlist("step")),
        )
        table = await export_metric(self._analytics, metric, export_request)
        if form is ExportFormat.CSV:
            name = f'attachment; filename="{metric}.csv"'
            return Response(
                table.to_csv(), media_type="text/csv", headers={"Content-Disposition": name}
            )
        return json_response({"metric": metric, "data": table.to_records()})

    async def get_crashes(self, request: Request) -> Response:
        app_id = await self._app(request, COSTS["crashGroups"] + COSTS["totalCount"])
        groups, total = await self._crashes.list_groups_by_page(
            app_id,
            GroupFilter(_status(request), request.query_params.get("version")),
            page=_number(request, "page", 1),
            limit=_number(request, "limit", 20),
        )
        return json_response({"crashes": [_group(group) for group in groups], "total": total})

    async def get_crash(self, request: Request) -> Response:
        app_id = await self._app(request, MIN_COST)
        fingerprint = request.path_params["fingerprint"]
        group = await self._crashes.find_group(app_id, fingerprint)
        if group is None:
            raise CrashGroupNotFound("There is no such crash group in this app.")
        recent = await self._crashes.list_recent_occurrences(
            app_id, group.fingerprint, _RECENT_OCCURRENCES
        )
        return json_response(
            {"crash_group": _group(group), "recent_occurrences": [_crash(each) for each in recent]}
        )

    async def patch_crash(self, request: Request) -> Response:
        app_id = AppId(request.path_params["app_id"])
        caller = await self._authenticator.require_caller(request)
        caller.require(Right.TRIAGE, app_id)
        patch = decode(await read_json_body(request.scope, request.receive), StatusPatch)
        actor = caller.email if isinstance(caller, Developer) else ""
        fingerprint = request.path_params["fingerprint"]
        decision = TriageRequest(app_id, [fingerprint], actor)
        (group,) = await self._triage.set_status(decision, patch.status)
        return json_response({"crash_group": _group(group)})

    async def _app(self, request: Request, cost: int) -> AppId:
        """The app in the path, once the caller may read it and has paid for what they ask."""
        app_id = AppId(request.path_params["app_id"])
        caller = await self._authenticator.require_caller(request)
        caller.require(Right.READ, app_id)
        if isinstance(caller, Developer):
            self._budgets.charge(caller, cost)
        return app_id

    def _range(self, request: Request) -> DayRange:
        usual = self._analytics.default_range()
        end = _day(request, "end_date") or usual.end
        start = _day(request, "start_date") or DayRange.last(usual.days, end).start
        return DayRange(start, end)


def _day(request: Request, name: str) -> date | None:
    text = request.query_params.get(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidField(f"`{name}` must be a date such as 2024-01-15.") from error


def _number(request: Request, name: str, default: int) -> int:
    text = request.query_params.get(name)
    try:
        return int(text[:10]) if text else default
    except ValueError as error:
        raise InvalidField(f"`{name}` must be a whole number.") from error


def _format(request: Request) -> ExportFormat:
    try:
        return ExportFormat(request.query_params.get("format", ExportFormat.JSON))
    except ValueError as error:
        raise InvalidField("`format` must be csv or json.", field="format") from error


def _status(request: Request) -> GroupStatus | None:
    text = request.query_params.get("status")
    try:
        return GroupStatus(text) if text else None
    except ValueError as error:
        raise InvalidField("`status` must be open, resolved or ignored.") from error


def _group(group: CrashGroup) -> dict[str, Any]:
    return {
        "id": group.id,
        "app_id": group.app_id,
        "fingerprint": group.fingerprint,
        "crash_type": group.crash_type,
        "message": group.message,
        "sample_stack_trace": group.sample_stack_trace,
        "first_seen": group.first_seen,
        "last_seen": group.last_seen,
        "occurrence_count": group.occurrence_count,
        "device_count": group.device_count,
        "affected_versions": group.affected_versions,
        "status": group.status,
    }


def _crash(crash: CrashOccurrence) -> dict[str, Any]:
    return {
        "id": crash.crash_id,
        "timestamp": crash.timestamp,
        "received_at": crash.received_at,
        "device": crash.device_id.hex(),
        "session_id": crash.session_id,
        "app_version": crash.app_version,
        "mosis_version": crash.mosis_version,
        "type": crash.crash_type,
        "message": crash.message,
        "stack_trace": crash.readable_stack_trace,
        "fatal": crash.is_fatal,
        "context": {
            "screen": crash.screen,
            "memory_mb": crash.memory_mb,
            "uptime_seconds": crash.uptime_seconds,
        },
    }
