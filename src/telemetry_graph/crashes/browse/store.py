"""The SQL of lists: groups by filter and order, days, versions, neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from telemetry_graph.crashes.browse.cursor import GroupCursor
from telemetry_graph.crashes.model import (
    CrashGroup,
    DayCount,
    GroupFilter,
    GroupSort,
)
from telemetry_graph.crashes.search import search_query
from telemetry_graph.crashes.store.groups import group_of, with_group_columns
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.tables import OwnedTable

OWNED = (OwnedTable("crash_group_counts"),)
_FEW, _MANY = 800, 10_000
_MANY_ENTRIES = 1_000

_CHOSEN = """
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


class Meeting(StrEnum):
    """How groups with the searched words are met in order, by how many they are."""

    FEW = "few"
    SOME = "some"
    MANY = "many"


_MET = {
    # Sorted sooner than met. Read once, as a subquery; a bare cast would be made for each group.
    Meeting.FEW: "   AND g.id = ANY ((SELECT $10::text::uuid[])::uuid[])",
    # On a walk through all in order, with a table of them at hand.
    Meeting.SOME: """
   AND ($10::text IS NULL OR g.id IN (
         SELECT w.group_id FROM crash_group_words AS w
          WHERE w.app_id = $1 AND w.words @@ $10::tsquery))
""".strip("\n"),
    # Each that is met is asked for its words: it takes a subquery of one value for that.
    Meeting.MANY: """
   AND CASE WHEN $10::text IS NULL THEN true ELSE
         (SELECT w.words @@ $10::tsquery FROM crash_group_words AS w WHERE w.group_id = g.id) END
""".strip("\n"),
}
_template = """
SELECT GROUP_COLUMNS
  FROM crash_groups AS g
CHOSEN
MET
   AND ($11::SORT_TYPE IS NULL OR (g.SORT_KEY, g.fingerprint) < ($11, $12))
 ORDER BY g.SORT_KEY DESC, g.fingerprint DESC
 LIMIT $13 OFFSET $14
"""


def _sorted_by(key: str, kind: str, meeting: Meeting) -> str:
    """A statement of its own for each order, so that each has an index to walk."""
    statement = _template.replace("CHOSEN", _CHOSEN).replace("MET", _MET[meeting])
    return with_group_columns(statement.replace("SORT_TYPE", kind).replace("SORT_KEY", key))


_KEYS = {
    GroupSort.LAST_SEEN: ("last_seen", "timestamptz"),
    GroupSort.FIRST_SEEN: ("first_seen", "timestamptz"),
    GroupSort.OCCURRENCES: ("occurrence_count", "bigint"),
    GroupSort.DEVICES: ("device_count", "bigint"),
    GroupSort.TREND: ("heat", "float8"),
}
GROUPS = {
    (meeting, sort): _sorted_by(*key, meeting) for meeting in Meeting for sort, key in _KEYS.items()
}
# Ids stay in one piece of text: nothing but the next statement reads them.
GROUPS_WITH_WORDS = """
SELECT count(*) AS found,
       CASE WHEN count(*) <= $4 THEN coalesce(array_agg(id)::text, '{}') END AS ids
  FROM (SELECT group_id AS id FROM crash_group_words
         WHERE app_id = $1 AND words @@ $2::tsquery
         LIMIT $3) AS few
"""
GROUPS_OF_ASSIGNEE = """
SELECT count(*) AS found, coalesce(array_agg(id)::text, '{}') AS ids
  FROM (SELECT id FROM crash_groups
         WHERE app_id = $1 AND merged_into IS NULL AND assignee = $2
         LIMIT $3) AS few
"""
_count_template = """
SELECT count(*)
  FROM crash_groups AS g
CHOSEN
MET
"""
COUNT_GROUPS = {
    meeting: _count_template.replace("CHOSEN", _CHOSEN).replace("MET", _MET[met])
    for meeting, met in zip(Meeting, (Meeting.FEW, Meeting.SOME, Meeting.SOME), strict=True)
}
COUNT_GROUPS_WITH_WORDS = """
SELECT count(*)
  FROM crash_group_words
 WHERE app_id = $1 AND words @@ $2::tsquery
   AND group_id NOT IN (SELECT id FROM crash_groups
                         WHERE app_id = $1 AND merged_into IS NOT NULL)
"""
# What most lists ask for is kept added up.
COUNT_GROUPS_OF_A_KIND = """
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
# Entries that another reader joins just now are left to it.
JOIN_COUNTS = """
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
DAYS_OF_GROUP = """
SELECT d.day, sum(d.crashes)::bigint AS crashes
  FROM crash_fingerprints AS f
  JOIN crash_days AS d USING (app_id, fingerprint)
 WHERE f.group_id = $1 AND d.day BETWEEN $2 AND $3
 GROUP BY d.day
"""
SIMILAR_GROUPS = with_group_columns("""
SELECT GROUP_COLUMNS
  FROM (SELECT w.group_id, ts_rank(w.words, $3::tsquery) AS likeness
          FROM crash_group_words AS w
         WHERE w.app_id = $1 AND w.group_id <> $2 AND w.words @@ $3::tsquery
         LIMIT 1000) AS found
  JOIN crash_groups AS g ON g.id = found.group_id
 WHERE g.merged_into IS NULL
 ORDER BY found.likeness DESC, g.last_seen DESC, g.fingerprint
 LIMIT $4
""")


@dataclass(frozen=True, slots=True)
class Slice:
    """Which part of a sorted list: from behind a position, or by number."""

    sort: GroupSort
    limit: int
    after: GroupCursor | None = None
    offset: int = 0


async def groups(conn: Conn, app_id: AppId, chosen: GroupFilter, part: Slice) -> list[CrashGroup]:
    if _kind_alone(chosen) != GroupFilter() and not await _count_kind(conn, app_id, chosen):
        return []
    meeting, met = await _meeting(conn, app_id, chosen)
    bound, key = (part.after.bound, part.after.fingerprint) if part.after else (None, None)
    arguments = (*_chosen(chosen), met, bound, key, part.limit, part.offset)
    rows = await conn.fetch(GROUPS[meeting, part.sort], app_id, *arguments)
    return [group_of(row) for row in rows]


async def count_groups(conn: Conn, app_id: AppId, chosen: GroupFilter) -> int:
    if chosen == _kind_alone(chosen):
        return await _count_kind(conn, app_id, chosen)
    query = _query(chosen)
    if query and chosen == GroupFilter(search=chosen.search):
        return int(await conn.fetchval(COUNT_GROUPS_WITH_WORDS, app_id, query))
    meeting, met = await _meeting(conn, app_id, chosen)
    return int(await conn.fetchval(COUNT_GROUPS[meeting], app_id, *_chosen(chosen), met))


def _kind_alone(chosen: GroupFilter) -> GroupFilter:
    """What the filter asks that groups are kept counted by."""
    return replace(
        chosen,
        first_seen_since=None, first_seen_before=None,
        last_seen_since=None, last_seen_before=None, search=None,
    )  # fmt: skip


async def _count_kind(conn: Conn, app_id: AppId, chosen: GroupFilter) -> int:
    kind = chosen.status, chosen.version, chosen.crash_type, chosen.assignee
    row = await conn.fetchrow(COUNT_GROUPS_OF_A_KIND, app_id, *kind)
    assert row is not None  # noqa: S101 - a sum has one row
    if row["entries"] > 2 * row["kinds"] + _MANY_ENTRIES:
        await conn.execute(JOIN_COUNTS, app_id)
    return int(row["groups"])


async def _meeting(conn: Conn, app_id: AppId, chosen: GroupFilter) -> tuple[Meeting, str | None]:
    """How the groups of the filter are met, and what of: their ids when few, else the words."""
    query = _query(chosen)
    if query:
        row = await conn.fetchrow(GROUPS_WITH_WORDS, app_id, query, _MANY + 1, _FEW)
    elif chosen.assignee:
        row = await conn.fetchrow(GROUPS_OF_ASSIGNEE, app_id, chosen.assignee, _FEW + 1)
    else:
        return Meeting.MANY, None
    assert row is not None  # noqa: S101 - a count has one row
    if row["found"] <= _FEW:
        return Meeting.FEW, row["ids"]
    return Meeting.SOME if row["found"] <= _MANY else Meeting.MANY, query


async def days_of_group(conn: Conn, group_id: UUID, start: date, end: date) -> list[DayCount]:
    return [DayCount(**row) for row in await conn.fetch(DAYS_OF_GROUP, group_id, start, end)]


async def similar_groups(
    conn: Conn, group: CrashGroup, words: Sequence[str], limit: int
) -> list[CrashGroup]:
    query = " | ".join(words)
    rows = await conn.fetch(SIMILAR_GROUPS, group.app_id, group.id, query, limit)
    return [group_of(row) for row in rows]


def _chosen(chosen: GroupFilter) -> tuple[object, ...]:
    return (
        chosen.status, chosen.version, chosen.crash_type, chosen.assignee,
        chosen.first_seen_since, chosen.last_seen_since,
        chosen.first_seen_before, chosen.last_seen_before,
    )  # fmt: skip


def _query(chosen: GroupFilter) -> str | None:
    return search_query(chosen.search) if chosen.search else None
