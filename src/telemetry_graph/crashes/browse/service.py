"""Lists crash groups and reads the details of one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, timedelta
from uuid import UUID

from telemetry_graph.crashes.browse import store
from telemetry_graph.crashes.browse.cursor import GroupCursor
from telemetry_graph.crashes.fingerprint import Grouping
from telemetry_graph.crashes.grouping import explain_group, list_site_words
from telemetry_graph.crashes.model import (
    CountedCrash,
    CrashDay,
    CrashGroup,
    CrashOccurrence,
    GroupFilter,
    GroupSort,
)
from telemetry_graph.crashes.rules.store import load_rules
from telemetry_graph.crashes.sourcemaps.symbolicate import Symbolicator
from telemetry_graph.crashes.store import fingerprints, reports
from telemetry_graph.db.pool import Pool
from telemetry_graph.events.model import Breadcrumb
from telemetry_graph.events.reads import EventReads
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.pagination import Cursor, Page, check_first, decode_after
from telemetry_graph.kit.text import check_names, is_storable

_MAX_PAGE = 10_000
_MAX_DAYS = 365
_MAX_FILTER_CHARACTERS = 1_000


@dataclass(frozen=True, slots=True)
class CrashBrowser:
    pool: Pool
    clock: Clock
    events: EventReads
    symbolicator: Symbolicator = field(default_factory=Symbolicator)

    async def list_groups(
        self,
        app_id: AppId,
        group_filter: GroupFilter,
        first: int,
        after: str | None,
        sort: GroupSort = GroupSort.LAST_SEEN,
    ) -> Page[CrashGroup]:
        """Groups in descending order of `sort`."""
        check_first(first)
        cursor = GroupCursor.decode(after, sort) if after is not None else None
        _check_filter(group_filter)
        page = store.GroupPage(sort, first + 1, cursor)
        async with self.pool.connection() as conn:
            rows = await store.load_groups(conn, app_id, group_filter, page)
        return Page.of(rows, first, lambda group: GroupCursor.of(group, sort))

    async def list_groups_by_page(
        self, app_id: AppId, group_filter: GroupFilter, *, page: int, limit: int
    ) -> tuple[list[CrashGroup], int]:
        """The groups of a page, numbered from 1, and the number of groups on all pages."""
        check_first(limit, name="limit")
        if not 1 <= page <= _MAX_PAGE:
            raise InvalidField(f"`page` must be between 1 and {_MAX_PAGE}.")
        _check_filter(group_filter)
        part = store.GroupPage(GroupSort.LAST_SEEN, limit, offset=(page - 1) * limit)
        async with self.pool.connection() as conn:
            groups = await store.load_groups(conn, app_id, group_filter, part)
            return groups, await store.count_groups(conn, app_id, group_filter)

    async def count_groups(self, app_id: AppId, group_filter: GroupFilter) -> int:
        _check_filter(group_filter)
        async with self.pool.connection() as conn:
            return await store.count_groups(conn, app_id, group_filter)

    async def list_days(self, group: CrashGroup, days: int) -> list[CrashDay]:
        """Crashes per UTC day, oldest first, up to today; includes days without crashes."""
        if not 1 <= days <= _MAX_DAYS:
            raise InvalidField(f"`days` must be between 1 and {_MAX_DAYS}.", field="days")
        end = self.clock().astimezone(UTC).date()
        start = end - timedelta(days=days - 1)
        async with self.pool.connection() as conn:
            rows = await store.load_days(conn, group.id, start, end)
        return _fill_days(rows, start, days)

    async def list_occurrences(
        self, group: CrashGroup, first: int, after: str | None
    ) -> Page[CrashOccurrence]:
        """The group's crashes with any of its fingerprints, newest first."""
        before = decode_after(first, after, UUID)
        async with self.pool.connection() as conn:
            names = await fingerprints.load_fingerprints_of_group(conn, group.id)
            rows = await reports.load_newest(conn, group.app_id, names, first + 1, before)
        rows = await self.symbolicator.symbolicate(self.pool, rows)
        return Page.of(rows, first, lambda crash: Cursor(crash.timestamp, str(crash.crash_id)))

    async def list_counted_crashes(
        self,
        app_id: AppId,
        days: DayRange,
        app_version: str | None = None,
        *,
        is_fatal: bool | None = None,
        first: int,
        after: str | None = None,
    ) -> Page[CountedCrash]:
        """The crashes that the metrics of these days count, newest first."""
        before = decode_after(first, after, UUID)
        days.check_started(self.clock().date())
        check_names(app_version)
        async with self.pool.connection() as conn:
            rows = await reports.load_counted(
                conn, app_id, days, (app_version, is_fatal), before=before, limit=first + 1
            )
        return Page.of(rows, first, lambda crash: Cursor(crash.timestamp, str(crash.crash_id)))

    async def list_breadcrumbs(self, crash: CrashOccurrence, first: int) -> list[Breadcrumb]:
        """The session's last events before the crash, oldest first."""
        check_first(first)
        if crash.session_id is None:
            return []
        return await self.events.breadcrumbs(
            crash.app_id, crash.device_id, crash.session_id, crash.timestamp, first
        )

    async def explain_grouping(self, group: CrashGroup) -> Grouping:
        """Why crashes are in this group, from its first crash and the app's grouping rules."""
        async with self.pool.connection() as conn:
            rules = await load_rules(conn, group.app_id)
        return explain_group(group, rules)

    async def find_similar_groups(self, group: CrashGroup, first: int) -> list[CrashGroup]:
        """Groups that crash in functions and files with the same names."""
        check_first(first)
        words = list_site_words(await self.explain_grouping(group))
        if not words:
            return []
        async with self.pool.connection() as conn:
            return await store.load_similar_groups(conn, group, words, first)

    async def list_fingerprints(self, group: CrashGroup) -> Sequence[str]:
        async with self.pool.connection() as conn:
            return await fingerprints.load_fingerprints_of_group(conn, group.id)


def _check_filter(group_filter: GroupFilter) -> None:
    for text in (
        group_filter.app_version,
        group_filter.crash_type,
        group_filter.assignee,
        group_filter.search,
    ):
        if text is not None and (len(text) > _MAX_FILTER_CHARACTERS or not is_storable(text)):
            raise InvalidField(
                f"A filter must have at most {_MAX_FILTER_CHARACTERS} characters and no NUL."
            )


def _fill_days(rows: Sequence[CrashDay], start: date, days: int) -> list[CrashDay]:
    crashes = {row.day: row.crashes for row in rows}
    every = (start + timedelta(days=number) for number in range(days))
    return [CrashDay(day, crashes.get(day, 0)) for day in every]
