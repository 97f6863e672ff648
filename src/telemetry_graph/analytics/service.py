"""Answers what an app's figures are over a range of days."""

from dataclasses import dataclass

from telemetry_graph.analytics import metrics, store
from telemetry_graph.analytics.model import DayCount, DayRange, Overview, VersionUse
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.ids import AppId

DEFAULT_DAYS = 30


@dataclass(frozen=True, slots=True)
class Analytics:
    pool: Pool
    clock: Clock

    def default_range(self) -> DayRange:
        return DayRange.last(DEFAULT_DAYS, self.clock().date())

    async def overview(self, app_id: AppId, span: DayRange) -> Overview:
        async with self.pool.connection() as conn:
            now = await store.totals(conn, app_id, span)
            before = await store.totals(conn, app_id, span.previous)
            series = await store.events_by_day(conn, app_id, span, "app_start")
        return Overview(
            range=span,
            daily_users=metrics.daily_metric(span, now, before),
            crashes=metrics.count_metric(now.crashes, before.crashes),
            crash_free_users=metrics.ratio_metric(metrics.crash_free_users, now, before),
            sessions=metrics.count_metric(now.sessions, before.sessions),
            starts=metrics.count_metric(now.starts, before.starts),
            series=series,
        )

    async def events(self, app_id: AppId, span: DayRange, event_type: str | None) -> list[DayCount]:
        async with self.pool.connection() as conn:
            return await store.events_by_day(conn, app_id, span, event_type)

    async def versions(self, app_id: AppId, span: DayRange) -> list[VersionUse]:
        async with self.pool.connection() as conn:
            return await store.versions(conn, app_id, span)
