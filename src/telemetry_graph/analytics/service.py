"""Loads the figures of an app over a range of days."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from telemetry_graph.analytics import metrics
from telemetry_graph.analytics.model import (
    COHORT_DAYS,
    ActiveUsers,
    AdoptionDay,
    Cohort,
    DataField,
    DayEvents,
    FunnelStep,
    ItemUsage,
    LiveUsage,
    Measure,
    MeasureSummary,
    Metric,
    MetricPoint,
    Overview,
    PeriodUsage,
    VersionUsage,
)
from telemetry_graph.analytics.store import devices, events, items, measures, usage
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.events.model import EventCount, EventFilter, RawEvent
from telemetry_graph.events.reads import EventReads
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.day_range import DEFAULT_DAYS, DayRange
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.pagination import Page
from telemetry_graph.kit.text import check_names

LIVE_WINDOW = timedelta(minutes=5)
MAX_RAW_DAYS = 8
"""Raw events are stored for 7 days; a range of 8 days includes today."""
MIN_STEPS, MAX_STEPS = 2, 5
MAX_ITEMS = 100
MAX_VERSIONS = 20


@dataclass(frozen=True, slots=True)
class Analytics:
    pool: Pool
    clock: Clock
    event_reads: EventReads

    def default_range(self) -> DayRange:
        return DayRange.last(DEFAULT_DAYS, self.clock().date())

    async def overview(
        self, app_id: AppId, days: DayRange, app_version: str | None = None
    ) -> Overview:
        # Both periods are loaded at once, because merging a month of sketches takes most of the
        # time. A TaskGroup would wrap a refusal in an ExceptionGroup.
        now, before = await asyncio.gather(
            self._period(app_id, days, app_version),
            self._period(app_id, days.previous, app_version),
        )
        return metrics.compute_overview(now, before)

    async def events(
        self, app_id: AppId, days: DayRange, event_type: str | None, app_version: str | None = None
    ) -> list[DayEvents]:
        """The events of one type or of all, by day, without days that have none."""
        async with self._snapshot(days, app_version, event_type) as conn:
            return await _events_by_day(conn, app_id, days, event_type, app_version)

    async def event_count(
        self, app_id: AppId, days: DayRange, event_type: str | None, app_version: str | None = None
    ) -> Metric:
        async with self._snapshot(days, app_version, event_type) as conn:
            now, before = [
                await _events_by_day(conn, app_id, period, event_type, app_version)
                for period in (days, days.previous)
            ]
        return metrics.event_count(now, before)

    async def active_users(
        self, app_id: AppId, days: DayRange, app_version: str | None = None
    ) -> ActiveUsers:
        last_day = days.end
        async with self._snapshot(days, app_version) as conn:
            by_day = await usage.usage_by_day(conn, app_id, days, app_version)
            wau, mau = [
                await usage.active_devices_of_range(
                    conn, app_id, DayRange.last(length, last_day), app_version
                )
                for length in (7, 30)
            ]
        dau = next((day.active_devices for day in by_day if day.day == last_day), 0)
        series = [MetricPoint(day.day, float(day.active_devices)) for day in by_day]
        return ActiveUsers(days, dau, wau, mau, series)

    async def versions(
        self, app_id: AppId, days: DayRange, app_version: str | None = None
    ) -> list[VersionUsage]:
        async with self._snapshot(days, app_version) as conn:
            return await usage.versions(conn, app_id, days, app_version)

    async def adoption(
        self, app_id: AppId, days: DayRange, app_versions: Sequence[str]
    ) -> list[AdoptionDay]:
        """The devices of each version by day."""
        if len(app_versions) > MAX_VERSIONS:
            raise InvalidField(
                f"`appVersions` must have at most {MAX_VERSIONS} items.", field="appVersions"
            )
        async with self._snapshot(days, *app_versions) as conn:
            return await usage.adoption(conn, app_id, days, list(app_versions))

    async def performance(
        self, app_id: AppId, days: DayRange, measure: Measure, app_version: str | None = None
    ) -> list[list[MeasureSummary]]:
        """A measure over the whole range (at most one item), by day, and by version."""
        async with self._snapshot(days, app_version) as conn:
            return [
                await measures.summaries(conn, app_id, days, app_version, measure, by)
                for by in ("whole", "day", "version")
            ]

    async def measure_of_range(
        self, app_id: AppId, days: DayRange, measure: Measure, app_version: str | None = None
    ) -> MeasureSummary | None:
        async with self._snapshot(days, app_version) as conn:
            whole = await measures.summaries(conn, app_id, days, app_version, measure, "whole")
        return whole[0] if whole else None

    async def top_items(
        self,
        app_id: AppId,
        days: DayRange,
        field: DataField,
        first: int,
        app_version: str | None = None,
    ) -> list[ItemUsage]:
        """The values of a data field with the most events."""
        if not 1 <= first <= MAX_ITEMS:
            raise InvalidField(f"`first` must be between 1 and {MAX_ITEMS}.", field="first")
        async with self._snapshot(days, app_version, *field) as conn:
            return await items.top_items(conn, app_id, days, app_version, field, first)

    async def items(
        self,
        app_id: AppId,
        days: DayRange,
        field: DataField,
        values: Sequence[str],
        app_version: str | None = None,
    ) -> list[ItemUsage]:
        """These values of a data field, without those that have no events."""
        async with self._snapshot(days, app_version, *field) as conn:
            return await items.items(conn, app_id, days, app_version, field, values)

    async def retention(
        self, app_id: AppId, days: DayRange, app_version: str | None = None
    ) -> list[Cohort]:
        async with self._snapshot(days, app_version) as conn:
            return await devices.cohorts(
                conn, app_id, days, app_version, after=list(COHORT_DAYS), today=self.clock().date()
            )

    async def funnel(
        self, app_id: AppId, days: DayRange, steps: Sequence[str], app_version: str | None = None
    ) -> list[FunnelStep]:
        """The number of sessions with these events in this order."""
        if not MIN_STEPS <= len(steps) <= MAX_STEPS or len(set(steps)) < len(steps):
            raise InvalidField(
                f"`steps` must be {MIN_STEPS} to {MAX_STEPS} different event types.", field="steps"
            )
        if days.days > MAX_RAW_DAYS:
            raise InvalidField(
                f"`range` of a funnel must cover at most {MAX_RAW_DAYS} days.", field="range"
            )
        self._check(days, app_version, *steps)
        reached = await self.event_reads.funnel(app_id, days, app_version, steps)
        return [FunnelStep(*step, reached[0]) for step in zip(steps, reached, strict=True)]

    async def previous_funnel(
        self,
        app_id: AppId,
        days: DayRange,
        steps: Sequence[str],
        app_version: str | None,
        raw_days: int,
    ) -> list[FunnelStep]:
        """The funnel of the previous period; empty when raw events of it were deleted.

        With the events of only a part of that period, the funnel would seem to have grown.
        `raw_days` is the number of days for which the app stores raw events.
        """
        if days.previous.start < self.clock().date() - timedelta(days=raw_days):
            return []
        return await self.funnel(app_id, days.previous, steps, app_version)

    async def raw_events(
        self,
        app_id: AppId,
        days: DayRange,
        event_filter: EventFilter,
        first: int,
        after: str | None,
    ) -> Page[RawEvent]:
        """The events that `events` counts, newest first, as long as they are stored."""
        self._check_raw(days, event_filter)
        return await self.event_reads.page(app_id, days, event_filter, first=first, after=after)

    async def raw_count(
        self, app_id: AppId, days: DayRange, event_filter: EventFilter
    ) -> EventCount:
        self._check_raw(days, event_filter)
        return await self.event_reads.count(app_id, days, event_filter)

    async def crash_free(
        self, app_id: AppId, days: DayRange, app_version: str
    ) -> tuple[metrics.Fraction, metrics.Fraction]:
        """Crash-free users and crash-free sessions of a version."""
        async with self._snapshot(days, app_version) as conn:
            whole = await usage.usage_of_range(conn, app_id, days, app_version)
        return metrics.crash_free_users(whole), metrics.crash_free_sessions(whole)

    async def live_now(self, app_id: AppId) -> LiveUsage:
        now = self.clock()
        async with self.pool.connection() as conn:
            return LiveUsage(now, *await devices.live(conn, app_id, now - LIVE_WINDOW))

    async def delete_crash_counts(self, conn: Conn, app_id: AppId | None, before: datetime) -> int:
        """Delete crash counts of old days; a task of retention, in its transaction."""
        return await usage.delete_crash_counts(conn, app_id, before)

    async def count_crash_counts(
        self, conn: Conn, app_id: AppId | None, since: datetime, before: datetime
    ) -> int:
        """The number of rows that `delete_crash_counts` would change, from the day of `since`."""
        return await usage.count_crash_counts(conn, app_id, since, before)

    async def _period(self, app_id: AppId, days: DayRange, app_version: str | None) -> PeriodUsage:
        async with self._snapshot(days, app_version) as conn:
            return PeriodUsage(
                range=days,
                days=await usage.usage_by_day(conn, app_id, days, app_version),
                whole=await usage.usage_of_range(conn, app_id, days, app_version),
                session_durations=await measures.totals_by_day(
                    conn, app_id, days, app_version, Measure.SESSION
                ),
            )

    @asynccontextmanager
    async def _snapshot(self, days: DayRange, *names: str | None) -> AsyncIterator[Conn]:
        """One snapshot for all statements of a request, after checking its arguments."""
        self._check(days, *names)
        async with self.pool.snapshot() as conn:
            yield conn

    def _check(self, days: DayRange, *names: str | None) -> None:
        days.check_started(self.clock().date())
        check_names(*names)

    def _check_raw(self, days: DayRange, event_filter: EventFilter) -> None:
        if days.days > MAX_RAW_DAYS:
            raise InvalidField(
                f"`range` of raw events must cover at most {MAX_RAW_DAYS} days.", field="range"
            )
        self._check(days, event_filter.event_type, event_filter.app_version)


async def _events_by_day(
    conn: Conn, app_id: AppId, days: DayRange, event_type: str | None, app_version: str | None
) -> list[DayEvents]:
    if event_type is not None:
        return await events.events_by_day(conn, app_id, days, app_version, event_type)
    return [
        DayEvents(day.day, round(day.weight), day.devices, is_estimated=day.weight != day.events)
        for day in await usage.usage_by_day(conn, app_id, days, app_version)
        if day.events
    ]
