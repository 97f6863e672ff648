"""The SQL of lists: groups by filter and order, days, versions, breadcrumbs, neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from telemetry_graph.crashes.browse.cursor import GroupCursor
from telemetry_graph.crashes.browse.model import Breadcrumb
from telemetry_graph.crashes.model import (
    CrashGroup,
    CrashOccurrence,
    DayCount,
    GroupFilter,
    GroupSort,
)
from telemetry_graph.crashes.store import group_of, with_group_columns
from telemetry_graph.crashes.words import search_query
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.owned import OwnedTable

OWNED: tuple[OwnedTable, ...] = ()

_CHOSEN = """
 WHERE g.app_id = $1 AND g.merged_into IS NULL
   AND ($2::text IS NULL OR g.status = $2)
   AND ($3::text IS NULL OR $3 = ANY (g.affected_versions))
   AND ($4::text IS NULL OR g.crash_type = $4)
   AND ($5::text IS NULL OR coalesce(g.assignee, '') = $5)
   AND ($6::timestamptz IS NULL OR g.first_seen >= $6)
   AND ($7::timestamptz IS NULL OR g.last_seen >= $7)
   AND ($8::text IS NULL OR g.id IN (
         SELECT w.group_id FROM crash_group_words AS w
          WHERE w.app_id = $1 AND w.words @@ $8::tsquery))
""".strip("\n")
_template = """
SELECT GROUP_COLUMNS
  FROM crash_groups AS g
CHOSEN
   AND ($9::SORT_TYPE IS NULL OR (g.SORT_KEY, g.fingerprint) < ($9, $10))
 ORDER BY g.SORT_KEY DESC, g.fingerprint DESC
 LIMIT $11 OFFSET $12
"""


def _sorted_by(key: str, kind: str) -> str:
    """A statement of its own for each order, so that each has an index to walk."""
    statement = _template.replace("CHOSEN", _CHOSEN).replace("SORT_TYPE", kind)
    return with_group_columns(statement.replace("SORT_KEY", key))


GROUPS_BY_LAST_SEEN = _sorted_by("last_seen", "timestamptz")
GROUPS_BY_FIRST_SEEN = _sorted_by("first_seen", "timestamptz")
GROUPS_BY_OCCURRENCES = _sorted_by("occurrence_count", "bigint")
GROUPS_BY_DEVICES = _sorted_by("device_count", "bigint")
GROUPS_BY_TREND = _sorted_by("heat", "float8")
_BY_SORT = {
    GroupSort.LAST_SEEN: GROUPS_BY_LAST_SEEN,
    GroupSort.FIRST_SEEN: GROUPS_BY_FIRST_SEEN,
    GroupSort.OCCURRENCES: GROUPS_BY_OCCURRENCES,
    GroupSort.DEVICES: GROUPS_BY_DEVICES,
    GroupSort.TREND: GROUPS_BY_TREND,
}
COUNT_GROUPS = """
SELECT count(*)
  FROM crash_groups AS g
CHOSEN
""".replace("CHOSEN", _CHOSEN)
# What most lists ask for is in one index, which is read alone.
COUNT_GROUPS_BY_STATUS = """
SELECT count(*)
  FROM crash_groups AS g
 WHERE g.app_id = $1 AND g.merged_into IS NULL AND ($2::text IS NULL OR g.status = $2)
"""
DAYS_OF_GROUP = """
SELECT d.day, sum(d.crashes)::bigint AS crashes
  FROM crash_fingerprints AS f
  JOIN crash_days AS d USING (app_id, fingerprint)
 WHERE f.group_id = $1 AND d.day BETWEEN $2 AND $3
 GROUP BY d.day
"""
# The window bounds what is read of a busy app: its events are not indexed by session.
BREADCRUMBS = """
SELECT time, event_type, event_data
  FROM telemetry_events
 WHERE app_id = $1 AND time BETWEEN $2::timestamptz - INTERVAL '15 minutes' AND $2
   AND device_id = $3 AND session_id = $4
 ORDER BY time DESC
 LIMIT $5
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
    bound, key = (part.after.bound, part.after.fingerprint) if part.after else (None, None)
    statement = _BY_SORT[part.sort]
    rows = await conn.fetch(
        statement, app_id, *_chosen(chosen), bound, key, part.limit, part.offset
    )
    return [group_of(row) for row in rows]


async def count_groups(conn: Conn, app_id: AppId, chosen: GroupFilter) -> int:
    if chosen == GroupFilter(status=chosen.status):
        return int(await conn.fetchval(COUNT_GROUPS_BY_STATUS, app_id, chosen.status))
    return int(await conn.fetchval(COUNT_GROUPS, app_id, *_chosen(chosen)))


async def days_of_group(conn: Conn, group_id: UUID, start: date, end: date) -> list[DayCount]:
    return [DayCount(**row) for row in await conn.fetch(DAYS_OF_GROUP, group_id, start, end)]


async def breadcrumbs(conn: Conn, crash: CrashOccurrence, limit: int) -> list[Breadcrumb]:
    rows = await conn.fetch(
        BREADCRUMBS, crash.app_id, crash.time, crash.device_id, crash.session_id, limit
    )
    return [Breadcrumb(**row) for row in rows]


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
        search_query(chosen.search) if chosen.search else None,
    )  # fmt: skip
