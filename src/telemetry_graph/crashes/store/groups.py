"""The SQL of crash groups: their columns, what a flush adds to them, and reads by key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from telemetry_graph.crashes.flush_counts import FlushCounts
from telemetry_graph.crashes.model import CrashGroup, Fix, GroupedBy, GroupStatus, TriageState
from telemetry_graph.crashes.store.arrays import to_columns, to_versions_json
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, Fingerprint

_TRIAGE_COLUMNS = """
g.status, g.fix, g.fixed_in AS fixed_in_version, g.resolved_at, g.ignored_until,
       g.ignored_until_occurrences, g.ignored_until_devices, g.regressed_at,
       g.regressions AS regression_count, g.assignee
""".strip()
_GROUP_COLUMNS = """
g.id, g.app_id, g.fingerprint, g.algorithm, g.crash_type, g.message, g.sample_stack_trace,
       g.first_seen, g.last_seen, g.created_at, g.occurrence_count, g.affected_versions,
       g.grouped_by, g.device_count, g.heat, TRIAGE_COLUMNS
""".strip().replace("TRIAGE_COLUMNS", _TRIAGE_COLUMNS)


def with_group_columns(statement: str) -> str:
    """The statement, a constant, with the columns that `to_group` reads in place of their names."""
    return statement.replace("GROUP_COLUMNS", _GROUP_COLUMNS)


# One statement for all: a bad release makes thousands of groups in a minute.
INSERT_GROUPS = with_group_columns("""
INSERT INTO crash_groups AS g (
       id, app_id, fingerprint, algorithm, grouped_by, crash_type, message, sample_stack_trace,
       created_at, first_seen, last_seen, occurrence_count, affected_versions, heat, device_count)
SELECT id, app_id, fingerprint, $14, grouped_by, crash_type, message, stack_trace,
       $15, first_seen, last_seen, crashes,
       ARRAY(SELECT jsonb_array_elements_text(versions::jsonb)), heat, devices
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
              $8::timestamptz[], $9::timestamptz[], $10::bigint[], $11::text[], $12::float8[],
              $13::bigint[])
       WITH ORDINALITY AS given (id, app_id, fingerprint, grouped_by, crash_type, message,
                                 stack_trace, first_seen, last_seen, crashes, versions, heat,
                                 devices, place)
 ORDER BY place
RETURNING GROUP_COLUMNS
""")
# Returns what decisions need, without the long texts.
ADD_TO_GROUPS = """
WITH given AS (
    SELECT id, first_seen, last_seen, crashes, heat, devices, has_new_fingerprint,
           ARRAY(SELECT jsonb_array_elements_text(versions::jsonb)) AS versions
      FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::bigint[], $5::text[],
                  $6::float8[], $7::bigint[], $8::boolean[])
        AS u (id, first_seen, last_seen, crashes, versions, heat, devices,
                  has_new_fingerprint)
), locked AS MATERIALIZED (
    SELECT id FROM crash_groups WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE
)
UPDATE crash_groups AS g
   SET first_seen = least(g.first_seen, u.first_seen),
       last_seen = greatest(g.last_seen, u.last_seen),
       occurrence_count = g.occurrence_count + u.crashes,
       affected_versions = CASE
         WHEN g.affected_versions @> u.versions OR cardinality(g.affected_versions) >= 200
         THEN g.affected_versions
         ELSE ARRAY(SELECT DISTINCT unnest(g.affected_versions || u.versions) ORDER BY 1)
       END,
       heat = greatest(g.heat, u.heat) + ln(1 + exp(-least(abs(g.heat - u.heat), 50))),
       device_count = greatest(g.device_count, u.devices),
       is_merged = g.is_merged OR u.has_new_fingerprint
  FROM given AS u JOIN locked USING (id)
 WHERE g.id = u.id
RETURNING g.id, g.occurrence_count, g.device_count, g.is_merged, TRIAGE_COLUMNS
""".replace("TRIAGE_COLUMNS", _TRIAGE_COLUMNS)
# For groups of several fingerprints: a device may have crashed with more than one.
COUNT_DEVICES = """
UPDATE crash_groups
   SET device_count = (SELECT hll_cardinality(hll_union_agg(devices))::bigint
                         FROM crash_fingerprints WHERE group_id = $1)
 WHERE id = $1
RETURNING device_count
"""
INSERT_WORDS = """
INSERT INTO crash_group_words (group_id, app_id, words)
VALUES ($1, $2, array_to_tsvector($3::text[]))
"""
REOPEN = with_group_columns("""
UPDATE crash_groups AS g
   SET status = 'open', fix = NULL, fixed_in = NULL, resolved_at = NULL, ignored_until = NULL,
       ignored_until_occurrences = NULL, ignored_until_devices = NULL,
       regressed_at = CASE WHEN $2 THEN $3 ELSE g.regressed_at END,
       regressions = g.regressions + CASE WHEN $2 THEN 1 ELSE 0 END
 WHERE id = $1
RETURNING GROUP_COLUMNS
""")
LOAD_GROUP = with_group_columns("""
SELECT GROUP_COLUMNS
  FROM crash_fingerprints AS f
  JOIN crash_groups AS g ON g.id = f.group_id
 WHERE f.app_id = $1 AND f.fingerprint = $2
""")
LOAD_GROUPS_CREATED_SINCE = with_group_columns("""
SELECT GROUP_COLUMNS
  FROM crash_groups AS g
 WHERE app_id = $1 AND created_at >= $2
 ORDER BY created_at, fingerprint
 LIMIT $3
""")


@dataclass(frozen=True, slots=True)
class GroupUpdate:
    """What one flush adds to an existing group."""

    group_id: UUID
    counts: FlushCounts
    device_count: int
    """The highest device count of the crashed fingerprints; the group has at least as many."""
    has_new_fingerprint: bool


@dataclass(frozen=True, slots=True)
class GroupTotals:
    """The state of a group after a flush, as far as decisions need it."""

    group_id: UUID
    triage: TriageState
    occurrence_count: int
    device_count: int


async def insert_groups(
    conn: Conn, counts: Sequence[tuple[UUID, FlushCounts]], algorithm: int, now: datetime
) -> list[CrashGroup]:
    rows = await conn.fetch(
        INSERT_GROUPS,
        *to_columns(
            (
                group_id, each.sample.app_id, each.sample.fingerprint, each.sample.grouped_by,
                each.sample.crash_type, each.sample.message, each.sample.readable_stack_trace,
                each.first_seen, each.last_seen, each.crashes, to_versions_json(each.versions),
                each.heat, len(each.devices),
            )
            for group_id, each in counts
        ),
        algorithm,
        now,
    )  # fmt: skip
    return [to_group(row) for row in rows]


async def add_to_groups(conn: Conn, updates: Sequence[GroupUpdate]) -> list[GroupTotals]:
    """Add the counts to the groups; return their totals, in the same order."""
    rows = await conn.fetch(
        ADD_TO_GROUPS,
        *to_columns(
            (
                update.group_id, update.counts.first_seen, update.counts.last_seen,
                update.counts.crashes, to_versions_json(update.counts.versions),
                update.counts.heat, update.device_count, update.has_new_fingerprint,
            )
            for update in updates
        ),
    )  # fmt: skip
    by_id = {row["id"]: row for row in rows}
    return [
        GroupTotals(
            row["id"],
            _to_triage(row),
            row["occurrence_count"],
            await conn.fetchval(COUNT_DEVICES, row["id"])
            if row["is_merged"]
            else row["device_count"],
        )
        for row in (by_id[update.group_id] for update in updates)
    ]


async def insert_words(conn: Conn, words: Sequence[tuple[UUID, AppId, list[str]]]) -> None:
    await conn.executemany(INSERT_WORDS, words)


async def reopen(conn: Conn, group_id: UUID, now: datetime, *, is_regression: bool) -> CrashGroup:
    """Reopen a group that the caller has locked."""
    row = await conn.fetchrow(REOPEN, group_id, is_regression, now)
    assert row is not None  # noqa: S101 - the caller has locked the row
    return to_group(row)


async def load_group(conn: Conn, app_id: AppId, fingerprint: Fingerprint) -> CrashGroup | None:
    """The group that the fingerprint belongs to now."""
    row = await conn.fetchrow(LOAD_GROUP, app_id, fingerprint)
    return to_group(row) if row else None


async def load_groups_created_since(
    conn: Conn, app_id: AppId, since: datetime, limit: int
) -> list[CrashGroup]:
    rows = await conn.fetch(LOAD_GROUPS_CREATED_SINCE, app_id, since, limit)
    return [to_group(row) for row in rows]


def to_group(row: Record) -> CrashGroup:
    triage = _to_triage(row)
    return CrashGroup(
        **{name: row[name] for name in _GROUP_FIELDS},
        status=triage.status,
        grouped_by=GroupedBy(row["grouped_by"]),
        triage=triage,
    )


def _to_triage(row: Record) -> TriageState:
    return TriageState(
        status=GroupStatus(row["status"]),
        fix=Fix(row["fix"]) if row["fix"] else None,
        **{name: row[name] for name in _TRIAGE_FIELDS},
    )


_GROUP_FIELDS = (
    "id", "app_id", "fingerprint", "algorithm", "crash_type", "message", "sample_stack_trace",
    "first_seen", "last_seen", "created_at", "occurrence_count", "affected_versions",
    "device_count", "heat",
)  # fmt: skip
_TRIAGE_FIELDS = (
    "fixed_in_version", "resolved_at", "ignored_until", "ignored_until_occurrences",
    "ignored_until_devices", "regressed_at", "regression_count", "assignee",
)  # fmt: skip
