"""Answers what an app's figures are over a range of days."""

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
    DayCount,
    FunnelStep,
    ItemUse,
    LiveUse,
    Measure,
    MeasureUse,
    Metric,
    Overview,
    Period,
    Point,
    VersionUse,
)
from telemetry_graph.analytics.store import devices, events, measures
from telemetry_graph.analytics.store import usage as use
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
RAW_DAYS = 7
MAX_STEPS = 5
MAX_ITEMS = 100
MAX_VERSIONS = 20


@dataclass(frozen=True, slots=True)
class Analytics:
    pool: Pool
    clock: Clock
    raw: EventReads

    def default_range(self) -> DayRange:
        return DayRange.last(DEFAULT_DAYS, self.clock().date())

    async def overview(self, app_id: AppId, span: DayRange, version: str | None = None) -> Overview:
        # Merging a month of sketches is most of the time: both periods are merged at once.
        # Not in a TaskGroup, which would wrap a refusal in a group of errors.
        now, before = await asyncio.gather(
            self._period(app_id, span, version), self._period(app_id, span.previous, version)
        )
        return metrics.overview(now, before)

    async def events(
        self, app_id: AppId, span: DayRange, event_type: str | None, version: str | None = None
    ) -> list[DayCount]:
        """Days that have any."""
        async with self._reading(span, version, event_type) as conn:
            return await _events(conn, app_id, span, event_type, version)

    async def event_count(
        self, app_id: AppId, span: DayRange, event_type: str | None, version: str | None = None
    ) -> Metric:
        async with self._reading(span, version, event_type) as conn:
            now, before = [
                await _events(conn, app_id, each, event_type, version)
                for each in (span, span.previous)
            ]
        return metrics.event_count(now, before)

    async def active_users(
        self, app_id: AppId, span: DayRange, version: str | None = None
    ) -> ActiveUsers:
        """Distinct active devices of the last day, of its 7 days, and of its 30 days."""
        last = span.end
        async with self._reading(span, version) as conn:
            days = await use.use_by_day(conn, app_id, span, version)
            wau, mau = [
                await use.active_of_range(conn, app_id, DayRange.last(length, last), version)
                for length in (7, 30)
            ]
        dau = next((day.active for day in days if day.day == last), 0)
        series = [Point(day.day, float(day.active)) for day in days]
        return ActiveUsers(span, dau, wau, mau, series)

    async def versions(
        self, app_id: AppId, span: DayRange, version: str | None = None
    ) -> list[VersionUse]:
        async with self._reading(span, version) as conn:
            return await use.versions(conn, app_id, span, version)

    async def adoption(
        self, app_id: AppId, span: DayRange, versions: Sequence[str]
    ) -> list[AdoptionDay]:
        """Devices by day of up to 20 versions."""
        if len(versions) > MAX_VERSIONS:
            raise InvalidField(f"At most {MAX_VERSIONS} versions at once.", field="versions")
        async with self._reading(span, *versions) as conn:
            return await events.adoption(conn, app_id, span, list(versions))

    async def performance(
        self, app_id: AppId, span: DayRange, measure: Measure, version: str | None = None
    ) -> list[list[MeasureUse]]:
        """A measure over the whole range (one or none), by day, and by version."""
        async with self._reading(span, version) as conn:
            return [
                await measures.measured(conn, app_id, span, version, measure, by)
                for by in ("whole", "day", "version")
            ]

    async def measured(
        self, app_id: AppId, span: DayRange, measure: Measure, version: str | None = None
    ) -> MeasureUse | None:
        """A measure over the whole range."""
        async with self._reading(span, version) as conn:
            found = await measures.measured(conn, app_id, span, version, measure, "whole")
        return found[0] if found else None

    async def top_items(
        self,
        app_id: AppId,
        span: DayRange,
        of: tuple[str, str],
        first: int,
        version: str | None = None,
    ) -> list[ItemUse]:
        """The values of a data field by their events; `of` is the event type and the field."""
        if not 1 <= first <= MAX_ITEMS:
            raise InvalidField(f"`first` must lie in 1 … {MAX_ITEMS}.", field="first")
        async with self._reading(span, version, *of) as conn:
            return await events.top_items(conn, app_id, span, version, of, first)

    async def items(
        self,
        app_id: AppId,
        span: DayRange,
        of: tuple[str, str],
        among: Sequence[str],
        version: str | None = None,
    ) -> list[ItemUse]:
        """Of a data field these values, as far as the range has them."""
        async with self._reading(span, version, *of) as conn:
            return await events.items(conn, app_id, span, version, of, among)

    async def retention(
        self, app_id: AppId, span: DayRange, version: str | None = None
    ) -> list[Cohort]:
        async with self._reading(span, version) as conn:
            return await devices.cohorts(
                conn, app_id, span, version, after=list(COHORT_DAYS), today=self.clock().date()
            )

    async def funnel(
        self, app_id: AppId, span: DayRange, steps: Sequence[str], version: str | None = None
    ) -> list[FunnelStep]:
        """Sessions that had the events in this order, over at most the days of raw events."""
        if not 2 <= len(steps) <= MAX_STEPS or len(set(steps)) < len(steps):
            raise InvalidField(f"A funnel has 2 to {MAX_STEPS} different steps.", field="steps")
        if span.days > RAW_DAYS + 1:
            raise InvalidField(f"A funnel covers at most {RAW_DAYS + 1} days.", field="range")
        self._check(span, version, *steps)
        reached = await self.raw.funnel(app_id, span, version, steps)
        return [FunnelStep(*step, reached[0]) for step in zip(steps, reached, strict=True)]

    async def funnel_before(
        self, app_id: AppId, span: DayRange, steps: Sequence[str], version: str | None, kept: int
    ) -> list[FunnelStep]:
        """The same over the period before; none unless its raw events are `kept`, in days, still.

        Of a period that is half gone a funnel would seem to have grown.
        """
        if span.previous.start < self.clock().date() - timedelta(days=kept):
            return []
        return await self.funnel(app_id, span.previous, steps, version)

    async def raw_events(
        self, app_id: AppId, span: DayRange, chosen: EventFilter, first: int, after: str | None
    ) -> Page[RawEvent]:
        """The events that `events` counts, newest first, as long as they are stored."""
        self._check_raw(span, chosen)
        return await self.raw.page(app_id, span, chosen, first=first, after=after)

    async def raw_count(self, app_id: AppId, span: DayRange, chosen: EventFilter) -> EventCount:
        self._check_raw(span, chosen)
        return await self.raw.count(app_id, span, chosen)

    def _check_raw(self, span: DayRange, chosen: EventFilter) -> None:
        if span.days > RAW_DAYS + 1:
            raise InvalidField(
                f"Raw events can be listed for at most {RAW_DAYS + 1} days.", field="range"
            )
        self._check(span, chosen.event_type, chosen.app_version)

    async def crash_free(
        self, app_id: AppId, span: DayRange, version: str
    ) -> tuple[metrics.Parts, metrics.Parts]:
        """Of users and of sessions of a version: numerator and denominator."""
        async with self._reading(span, version) as conn:
            whole = await use.use_of_range(conn, app_id, span, version)
        period = Period(range=span, days=[], whole=whole, durations=[])
        return metrics.crash_free_users(period), metrics.crash_free_sessions(period)

    async def live_now(self, app_id: AppId) -> LiveUse:
        now = self.clock()
        async with self.pool.connection() as conn:
            return LiveUse(now, *await devices.live(conn, app_id, now - LIVE_WINDOW))

    async def forget_crash_counts(self, conn: Conn, app_id: AppId | None, before: datetime) -> int:
        """A chore of retention; joins its transaction."""
        return await use.forget_crashes(conn, app_id, before)

    async def old_crash_counts(
        self, conn: Conn, app_id: AppId | None, since: datetime, before: datetime
    ) -> int:
        """What that chore would do with days from `since`."""
        return await use.old_crashes(conn, app_id, since, before)

    async def _period(self, app_id: AppId, span: DayRange, version: str | None) -> Period:
        async with self._reading(span, version) as conn:
            return Period(
                range=span,
                days=await use.use_by_day(conn, app_id, span, version),
                whole=await use.use_of_range(conn, app_id, span, version),
                durations=await measures.totals_by_day(
                    conn, app_id, span, version, Measure.SESSION
                ),
            )

    @asynccontextmanager
    async def _reading(self, span: DayRange, *names: str | None) -> AsyncIterator[Conn]:
        """One snapshot for all statements of a request, after checking it."""
        self._check(span, *names)
        async with self.pool.snapshot() as conn:
            yield conn

    def _check(self, span: DayRange, *names: str | None) -> None:
        span.check_started(self.clock().date())
        check_names(*names)


async def _events(
    conn: Conn, app_id: AppId, span: DayRange, event_type: str | None, version: str | None
) -> list[DayCount]:
    if event_type is not None:
        return await events.events_by_day(conn, app_id, span, version, event_type)
    return [
        DayCount(day.day, round(day.weight), day.devices, day.weight != day.events)
        for day in await use.use_by_day(conn, app_id, span, version)
        if day.events
    ]
