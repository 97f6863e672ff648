"""Analytics over REST."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from telemetry_graph.analytics.export import ExportFormat, ExportRequest, export_metric
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.api.cost import COSTS
from telemetry_graph.api.http import to_json_response
from telemetry_graph.api.rest.requests import Authorizer, parse_choice, parse_range
from telemetry_graph.kit.day_range import DayRange


class AnalyticsRoutes:
    def __init__(self, authorizer: Authorizer, analytics: Analytics) -> None:
        self._authorizer = authorizer
        self._analytics = analytics

    @property
    def routes(self) -> list[Route]:
        path = "/apps/{app_id}/analytics"
        return [
            Route(f"{path}/overview", self.get_overview, methods=["GET"]),
            Route(f"{path}/events", self.get_events, methods=["GET"]),
            Route(f"{path}/export", self.get_export, methods=["GET"]),
        ]

    async def get_overview(self, request: Request) -> Response:
        app_id = await self._authorizer.charge(request, COSTS["overview"])
        overview = await self._analytics.overview(app_id, self._parse_range(request))
        return to_json_response(
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
        app_id = await self._authorizer.charge(request, COSTS["events"])
        event_type = request.query_params.get("event_type")
        days = await self._analytics.events(app_id, self._parse_range(request), event_type)
        return to_json_response(
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
        cost = COSTS["funnel" if metric == "funnel" else "overview"]
        app_id = await self._authorizer.charge(request, cost)
        export_format = parse_choice(request, "format", ExportFormat)
        export_request = ExportRequest(
            app_id,
            self._parse_range(request),
            params.get("app_version"),
            params.get("event_type"),
            params.get("field"),
            tuple(params.getlist("step")),
        )
        table = await export_metric(self._analytics, metric, export_request)
        if export_format is not ExportFormat.CSV:
            return to_json_response({"metric": metric, "data": table.to_records()})
        headers = {"Content-Disposition": f'attachment; filename="{metric}.csv"'}
        return Response(table.to_csv(), media_type="text/csv", headers=headers)

    def _parse_range(self, request: Request) -> DayRange:
        return parse_range(request, self._analytics.default_range())
