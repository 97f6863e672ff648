"""Lists crash groups, and answers what is known of one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, timedelta
from uuid import UUID

from telemetry_graph.crashes.browse import store
from telemetry_graph.crashes.browse.cursor import GroupCursor
from telemetry_graph.crashes.fingerprint.v2 import Grouping
from telemetry_graph.crashes.grouping import grouping_of, site_words
from telemetry_graph.crashes.model import (
    CountedCrash,
    CrashGroup,
    CrashOccurrence,
    DayCount,
    GroupFilter,
    GroupSort,
)
from telemetry_graph.crashes.rules.store import rules_of_app
from telemetry_graph.crashes.sourcemaps.symbolicate import Originals
from telemetry_graph.crashes.store import fingerprints, reports
from telemetry_graph.db.pool import Pool
from telemetry_graph.events.model import Breadcrumb
from telemetry_graph.events.reads import EventReads
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.pagination import Cursor, Page, check_first, page_after
from telemetry_graph.kit.text import check_names, is_storable

_MAX_PAGE = 10_000
_MAX_DAYS = 365
_LONGEST_FILTER = 1_000


@dataclass(frozen=True, slots=True)
class CrashBrowser:
    pool: Pool
    clock: Clock
    events: EventReads
    originals: Originals = field(default_factory=Originals)

    async def groups(
        self,
        app_id: AppId,
        chosen: GroupFilter,
        first: int,
        after: str | None,
        sort: GroupSort = GroupSort.LAST_SEEN,
    ) -> Page[CrashGroup]:
        """Groups by `sort`, largest first."""
        check_first(first)
        cursor = GroupCursor.decode(after, sort) if after is not None else None
        _checked(chosen)
        async with self.pool.connection() as conn:
            rows = await store.groups(conn, app_id, chosen, store.Slice(sort, first + 1, cursor))
        return Page.of(rows, first, lambda group: GroupCursor.of(group, sort))

    async def numbered_page(
        self, app_id: AppId, chosen: GroupFilter, *, page: int, limit: int
    ) -> tuple[list[CrashGroup], int]:
        """A page by its number, from 1, and how many groups there are in all."""
        check_first(limit, name="limit")
        if not 1 <= page <= _MAX_PAGE:
            raise InvalidField(f"`page` must lie in 1 … {_MAX_PAGE}.")
        _checked(chosen)
        part = store.Slice(GroupSort.LAST_SEEN, limit, offset=(page - 1) * limit)
        async with self.pool.connection() as conn:
            groups = await store.groups(conn, app_id, chosen, part)
            return groups, await store.count_groups(conn, app_id, chosen)

    async def count(self, app_id: AppId, chosen: GroupFilter) -> int:
        _checked(chosen)
        async with self.pool.connection() as conn:
            return await store.count_groups(conn, app_id, chosen)

    async def histogram(self, group: CrashGroup, days: int) -> list[DayCount]:
        """Crashes by UTC day, oldest first, today included; days without any as well."""
        if not 1 <= days <= _MAX_DAYS:
            raise InvalidField(f"`days` must lie in 1 … {_MAX_DAYS}.", field="days")
        end = self.clock().astimezone(UTC).date()
        start = end - timedelta(days=days - 1)
        async with self.pool.connection() as conn:
            found = await store.days_of_group(conn, group.id, start, end)
        return _every_day(found, start, days)

    async def occurrences(
        self, group: CrashGroup, first: int, after: str | None
    ) -> Page[CrashOccurrence]:
        """The group's crashes, newest first, under any of its fingerprints."""
        before = page_after(first, after, UUID)
        async with self.pool.connection() as conn:
            names = await fingerprints.fingerprints_of_group(conn, group.id)
            rows = await reports.occurrences_newest_first(
                conn, group.app_id, names, first + 1, before
            )
        rows = await self.originals.shown(self.pool, rows)
        return Page.of(rows, first, lambda crash: Cursor(crash.time, str(crash.crash_id)))

    async def counted_crashes(
        self,
        app_id: AppId,
        days: DayRange,
        app_version: str | None = None,
        *,
        is_fatal: bool | None = None,
        first: int,
        after: str | None = None,
    ) -> Page[CountedCrash]:
        """The crashes that the metrics of these days count, the newest first."""
        position = page_after(first, after, UUID)
        days.check_started(self.clock().date())
        check_names(app_version)
        async with self.pool.connection() as conn:
            rows = await reports.counted_crashes(
                conn, app_id, days, (app_version, is_fatal), after=position, limit=first + 1
            )
        return Page.of(rows, first, lambda crash: Cursor(crash.timestamp, str(crash.crash_id)))

    async def breadcrumbs(self, crash: CrashOccurrence, first: int) -> list[Breadcrumb]:
        """The session's last events before the crash, oldest first."""
        check_first(first)
        if crash.session_id is None:
            return []
        return await self.events.breadcrumbs(
            crash.app_id, crash.device_id, crash.session_id, crash.time, first
        )

    async def grouping(self, group: CrashGroup) -> Grouping:
        """Why its crashes are together, by the first of them and the app's own rules."""
        async with self.pool.connection() as conn:
            rules = await rules_of_app(conn, group.app_id)
        return grouping_of(group, rules)

    async def similar(self, group: CrashGroup, first: int) -> list[CrashGroup]:
        """Groups that crash in functions and files of the same names."""
        check_first(first)
        words = site_words(await self.grouping(group))
        if not words:
            return []
        async with self.pool.connection() as conn:
            return await store.similar_groups(conn, group, words, first)

    async def fingerprints(self, group: CrashGroup) -> Sequence[str]:
        async with self.pool.connection() as conn:
            return await fingerprints.fingerprints_of_group(conn, group.id)


def _checked(chosen: GroupFilter) -> None:
    for text in (chosen.version, chosen.crash_type, chosen.assignee, chosen.search):
        if text is not None and (len(text) > _LONGEST_FILTER or not is_storable(text)):
            raise InvalidField("A filter is longer than it may be, or holds NUL characters.")


def _every_day(found: Sequence[DayCount], start: date, days: int) -> list[DayCount]:
    counts = {each.day: each.crashes for each in found}
    every = (start + timedelta(days=number) for number in range(days))
    return [DayCount(day, counts.get(day, 0)) for day in every]
