"""Crash groups over REST."""

from typing import Any

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from telemetry_graph.api.budget import MIN_COST
from telemetry_graph.api.cost import COSTS
from telemetry_graph.api.http import decode, read_json_body, to_json_response
from telemetry_graph.api.rest.requests import Authorizer, parse_choice, parse_number
from telemetry_graph.crashes.model import CrashGroup, CrashOccurrence, GroupFilter, GroupStatus
from telemetry_graph.crashes.service import Crashes
from telemetry_graph.crashes.triage.model import TriageRequest
from telemetry_graph.crashes.triage.service import CrashTriage
from telemetry_graph.kit.access import Right
from telemetry_graph.kit.errors import CrashGroupNotFound

_RECENT_OCCURRENCES = 20
_DEFAULT_LIMIT = 20


class StatusBody(Struct, frozen=True, forbid_unknown_fields=True):
    status: GroupStatus


class CrashRoutes:
    def __init__(self, authorizer: Authorizer, crashes: Crashes, triage: CrashTriage) -> None:
        self._authorizer = authorizer
        self._crashes = crashes
        self._triage = triage

    @property
    def routes(self) -> list[Route]:
        path = "/apps/{app_id}/crashes"
        return [
            Route(path, self.get_groups, methods=["GET"]),
            Route(f"{path}/{{fingerprint}}", self.get_group, methods=["GET"]),
            Route(f"{path}/{{fingerprint}}", self.patch_group, methods=["PATCH"]),
        ]

    async def get_groups(self, request: Request) -> Response:
        cost = COSTS["crashGroups"] + COSTS["totalCount"]
        app_id = await self._authorizer.charge(request, cost)
        status = parse_choice(request, "status", GroupStatus)
        groups, total = await self._crashes.list_groups_by_page(
            app_id,
            GroupFilter(status, request.query_params.get("version")),
            page=parse_number(request, "page", 1),
            limit=parse_number(request, "limit", _DEFAULT_LIMIT),
        )
        return to_json_response(
            {"crashes": [_to_group_json(each) for each in groups], "total": total}
        )

    async def get_group(self, request: Request) -> Response:
        app_id = await self._authorizer.charge(request, MIN_COST)
        group = await self._crashes.find_group(app_id, request.path_params["fingerprint"])
        if group is None:
            raise CrashGroupNotFound("There is no such crash group in this app.")
        recent = await self._crashes.list_recent_occurrences(
            app_id, group.fingerprint, _RECENT_OCCURRENCES
        )
        occurrences = [_to_occurrence_json(each) for each in recent]
        return to_json_response(
            {"crash_group": _to_group_json(group), "recent_occurrences": occurrences}
        )

    async def patch_group(self, request: Request) -> Response:
        app_id, developer = await self._authorizer.require(request, Right.TRIAGE)
        body = decode(await read_json_body(request.scope, request.receive), StatusBody)
        fingerprint = request.path_params["fingerprint"]
        decision = TriageRequest(app_id, [fingerprint], developer.email)
        (group,) = await self._triage.set_status(decision, body.status)
        return to_json_response({"crash_group": _to_group_json(group)})


def _to_group_json(group: CrashGroup) -> dict[str, Any]:
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


def _to_occurrence_json(crash: CrashOccurrence) -> dict[str, Any]:
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
        "is_fatal": crash.is_fatal,
        "context": {
            "screen": crash.screen,
            "memory_mb": crash.memory_mb,
            "uptime_seconds": crash.uptime_seconds,
        },
    }
