"""The SQL of lists: groups by filter and order, days, similar groups."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from telemetry_graph.crashes.browse.cursor import GroupCursor
from telemetry_graph.crashes.model import (
    CrashDay,
    CrashGroup,
    GroupFilter,
    GroupSort,
)
from telemetry_graph.crashes.search import to_search_query
from telemetry_graph.crashes.store.groups import to_group, with_group_columns
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.tables import OwnedTable

OWNED = (OwnedTable("crash_group_counts"),)
_MAX_FEW, _MAX_SOME = 800, 10_000
_MAX_ENTRIES = 1_000

_WHERE_FILTER = """
 WHERE g.app_id = $1 AND g.merged_into IS NULL
   AND ($2::text IS NULL OR g.status = $2)
   AND ($3::text IS NULL OR $3 = ANY (g.affected_versions))
   AND ($4::text IS NULL OR g.crash_type = $4)
   AND ($5::text IS NULL OR coalesce(g.assignee, '') = $5)
   AND ($6::timestamptz IS NULL OR g.first_seen >= $6)
   AND ($7::timestamptz IS NULL OR g.last_seen >= $7)
   AND ($8::timestamptz IS NULL OR g.first_seen < $8)
   AND ($9::timestamptz IS NULL OR g.last_seen < $9)
""".strip("\n")


class SearchPlan(StrEnum):
    """How a statement finds the groups of a search, chosen by the number of matches."""

    FEW = "few"
    SOME = "some"
    MANY = "many"


_AND_SEARCH = {
    # By id, then sorted. The subquery makes PostgreSQL parse the array once, not for each group.
    SearchPlan.FEW: "   AND g.id = ANY ((SELECT $10::text::uuid[])::uuid[])",
    # Along the index of the order, with a hash table of the matching groups.
    SearchPlan.SOME: """
   AND ($10::text IS NULL OR g.id IN (
         SELECT w.group_id FROM crash_group_words AS w
          WHERE w.app_id = $1 AND w.words @@ $10::tsquery))
""".strip("\n"),
    # Along the index of the order; the scalar subquery looks up the words of each group on the way.
    SearchPlan.MANY: """
   AND CASE WHEN $10::text IS NULL THEN true ELSE
         (SELECT w.words @@ $10::tsquery FROM crash_group_words AS w WHERE w.group_id = g.id) END
""".strip("\n"),
}
_load_groups_template = """
SELECT GROUP_COLUMNS
  FROM crash_groups AS g
WHERE_FILTER
AND_SEARCH
   AND ($11::SORT_TYPE IS NULL OR (g.SORT_KEY, g.fingerprint) < ($11, $12))
 ORDER BY g.SORT_KEY DESC, g.fingerprint DESC
 LIMIT $13 OFFSET $14
"""


def _order_by(key: str, key_type: str, plan: SearchPlan) -> str:
    """One statement per order, so that each can use its own index."""
    statement = _load_groups_template.replace("WHERE_FILTER", _WHERE_FILTER)
    statement = statement.replace("AND_SEARCH", _AND_SEARCH[plan])
    return with_group_columns(statement.replace("SORT_TYPE", key_type).replace("SORT_KEY", key))


_SORT_KEYS = {
    GroupSort.LAST_SEEN: ("last_seen", "timestamptz"),
    GroupSort.FIRST_SEEN: ("first_seen", "timestamptz"),
    GroupSort.OCCURRENCES: ("occurrence_count", "bigint"),
    GroupSort.DEVICES: ("device_count", "bigint"),
    GroupSort.TREND: ("heat", "float8"),
}
LOAD_GROUPS = {
    (plan, sort): _order_by(*key, plan) for plan in SearchPlan for sort, key in _SORT_KEYS.items()
}
# Returns the ids as one text, because only the next statement reads them.
FIND_GROUPS_BY_WORDS = """
SELECT count(*) AS groups,
       CASE WHEN count(*) <= $4 THEN coalesce(array_agg(id)::text, '{}') END AS ids
  FROM (SELECT group_id AS id FROM crash_group_words
         WHERE app_id = $1 AND words @@ $2::tsquery
         LIMIT $3) AS few
"""
FIND_GROUPS_BY_ASSIGNEE = """
SELECT count(*) AS groups, coalesce(array_agg(id)::text, '{}') AS ids
  FROM (SELECT id FROM crash_groups
         WHERE app_id = $1 AND merged_into IS NULL AND assignee = $2
         LIMIT $3) AS few
"""
_count_groups_template = """
SELECT count(*)
  FROM crash_groups AS g
WHERE_FILTER
AND_SEARCH
"""


def _count_by(plan: SearchPlan) -> str:
    """Counting visits all groups, so that the hash table is faster for many matches, too."""
    search = _AND_SEARCH[SearchPlan.SOME if plan is SearchPlan.MANY else plan]
    statement = _count_groups_template.replace("WHERE_FILTER", _WHERE_FILTER)
    return statement.replace("AND_SEARCH", search)


COUNT_GROUPS = {plan: _count_by(plan) for plan in SearchPlan}
COUNT_GROUPS_WITH_WORDS = """
SELECT count(*)
  FROM crash_group_words
 WHERE app_id = $1 AND words @@ $2::tsquery
   AND group_id NOT IN (SELECT id FROM crash_groups
                         WHERE app_id = $1 AND merged_into IS NOT NULL)
"""
# A trigger maintains `crash_group_counts`, by the filters that most lists use.
COUNT_GROUPS_FROM_COUNTS = """
SELECT coalesce(sum(groups), 0)::bigint AS groups, coalesce(sum(entries), 0)::bigint AS entries,
       count(*) AS kinds
  FROM (SELECT sum(groups) AS groups, count(*) AS entries
          FROM crash_group_counts
         WHERE app_id = $1 AND app_version IS NOT DISTINCT FROM $3
           AND ($2::text IS NULL OR status = $2)
           AND ($4::text IS NULL OR crash_type = $4)
           AND ($5::text IS NULL OR coalesce(assignee, '') = $5)
         GROUP BY status, crash_type, assignee) AS kinds
"""
# Skips entries that another reader compacts at the same time.
COMPACT_COUNTS = """
WITH picked AS (
    SELECT ctid FROM crash_group_counts WHERE app_id = $1 FOR UPDATE SKIP LOCKED
), gone AS (
    DELETE FROM crash_group_counts AS c USING picked WHERE c.ctid = picked.ctid RETURNING c.*
)
INSERT INTO crash_group_counts
SELECT app_id, app_version, status, crash_type, assignee, sum(groups)
  FROM gone
 GROUP BY 1, 2, 3, 4, 5
HAVING sum(groups) <> 0
"""
LOAD_DAYS = """
SELECT d.day, sum(d.crashes)::bigint AS crashes
  FROM crash_fingerprints AS f
  JOIN crash_days AS d USING (app_id, fingerprint)
 WHERE f.group_id = $1 AND d.day BETWEEN $2 AND $3
 GROUP BY d.day
"""
LOAD_SIMILAR_GROUPS = with_group_columns("""
SELECT GROUP_COLUMNS
  FROM (SELECT w.group_id, ts_rank(w.words, $3::tsquery) AS likeness
          FROM crash_group_words AS w
         WHERE w.app_id = $1 AND w.group_id <> $2 AND w.words @@ $3::tsquery
         LIMIT 1000) AS similar_words
  JOIN crash_groups AS g ON g.id = similar_words.group_id
 WHERE g.merged_into IS NULL
 ORDER BY similar_words.likeness DESC, g.last_seen DESC, g.fingerprint
 LIMIT $4
""")


@dataclass(frozen=True, slots=True)
class GroupPage:
    """The part of a sorted list to read: after a cursor, or from an offset."""

    sort: GroupSort
    limit: int
    after: GroupCursor | None = None
    offset: int = 0


async def load_groups(
    conn: Conn, app_id: AppId, group_filter: GroupFilter, page: GroupPage
) -> list[CrashGroup]:
    if _to_counted(group_filter) != GroupFilter() and not await _read_count(
        conn, app_id, group_filter
    ):
        return []
    plan, search = await _plan_search(conn, app_id, group_filter)
    bound, key = (page.after.bound, page.after.fingerprint) if page.after else (None, None)
    arguments = (*_to_arguments(group_filter), search, bound, key, page.limit, page.offset)
    rows = await conn.fetch(LOAD_GROUPS[plan, page.sort], app_id, *arguments)
    return [to_group(row) for row in rows]


async def count_groups(conn: Conn, app_id: AppId, group_filter: GroupFilter) -> int:
    if group_filter == _to_counted(group_filter):
        return await _read_count(conn, app_id, group_filter)
    query = _to_query(group_filter)
    if query and group_filter == GroupFilter(search=group_filter.search):
        return int(await conn.fetchval(COUNT_GROUPS_WITH_WORDS, app_id, query))
    plan, search = await _plan_search(conn, app_id, group_filter)
    arguments = (*_to_arguments(group_filter), search)
    return int(await conn.fetchval(COUNT_GROUPS[plan], app_id, *arguments))


def _to_counted(group_filter: GroupFilter) -> GroupFilter:
    """The conditions by which `crash_group_counts` has counts; without the others."""
    return replace(
        group_filter,
        first_seen_since=None, first_seen_before=None,
        last_seen_since=None, last_seen_before=None, search=None,
    )  # fmt: skip


async def _read_count(conn: Conn, app_id: AppId, group_filter: GroupFilter) -> int:
    """The number of groups from the maintained counts, which are compacted when they are many."""
    row = await conn.fetchrow(
        COUNT_GROUPS_FROM_COUNTS, app_id, group_filter.status, group_filter.app_version,
        group_filter.crash_type, group_filter.assignee,
    )  # fmt: skip
    assert row is not None  # noqa: S101 - an aggregate always has one row
    if row["entries"] > 2 * row["kinds"] + _MAX_ENTRIES:
        await conn.execute(COMPACT_COUNTS, app_id)
    return int(row["groups"])


async def _plan_search(
    conn: Conn, app_id: AppId, group_filter: GroupFilter
) -> tuple[SearchPlan, str | None]:
    """How to find the groups, and the argument for it: their ids if they are few, or the query."""
    query = _to_query(group_filter)
    if query:
        row = await conn.fetchrow(FIND_GROUPS_BY_WORDS, app_id, query, _MAX_SOME + 1, _MAX_FEW)
    elif group_filter.assignee:
        row = await conn.fetchrow(
            FIND_GROUPS_BY_ASSIGNEE, app_id, group_filter.assignee, _MAX_FEW + 1
        )
    else:
        return SearchPlan.MANY, None
    assert row is not None  # noqa: S101 - an aggregate always has one row
    if row["groups"] <= _MAX_FEW:
        return SearchPlan.FEW, row["ids"]
    return SearchPlan.SOME if row["groups"] <= _MAX_SOME else SearchPlan.MANY, query


async def load_days(conn: Conn, group_id: UUID, start: date, end: date) -> list[CrashDay]:
    return [CrashDay(**row) for row in await conn.fetch(LOAD_DAYS, group_id, start, end)]


async def load_similar_groups(
    conn: Conn, group: CrashGroup, words: Sequence[str], limit: int
) -> list[CrashGroup]:
    """Groups with any of the words, those with most in common first."""
    query = " | ".join(words)
    rows = await conn.fetch(LOAD_SIMILAR_GROUPS, group.app_id, group.id, query, limit)
    return [to_group(row) for row in rows]


def _to_arguments(group_filter: GroupFilter) -> tuple[object, ...]:
    """The parameters of `_WHERE_FILTER` after the app."""
    return (
        group_filter.status, group_filter.app_version, group_filter.crash_type,
        group_filter.assignee, group_filter.first_seen_since, group_filter.last_seen_since,
        group_filter.first_seen_before, group_filter.last_seen_before,
    )  # fmt: skip


def _to_query(group_filter: GroupFilter) -> str | None:
    return to_search_query(group_filter.search) if group_filter.search else None
