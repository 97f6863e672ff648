"""The SQL of crash groups: their columns, what a flush adds to them, and groups by their keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from telemetry_graph.crashes.flush_counts import Tally
from telemetry_graph.crashes.model import CrashGroup, Fix, GroupedBy, Status, Triage
from telemetry_graph.crashes.store.arrays import columns, versions_json
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, Fingerprint

_GROUP = """
g.id, g.app_id, g.fingerprint, g.algorithm, g.crash_type, g.message, g.sample_stack_trace,
       g.first_seen, g.last_seen, g.created_at, g.occurrence_count, g.affected_versions, g.status,
       g.grouped_by, g.device_count, g.heat, g.fix, g.fixed_in, g.resolved_at, g.ignored_until,
       g.ignored_until_occurrences, g.ignored_until_devices, g.regressed_at, g.regressions,
       g.assignee
""".strip()


def with_group_columns(statement: str) -> str:
    """The statement, a constant, with the columns that `group_of` reads."""
    return statement.replace("GROUP_COLUMNS", _GROUP)


# All at once: a release that goes wrong makes thousands of groups in a minute.
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
# It answers what may have to be decided, and not the words, which are long.
ADD_TO_GROUPS = """
WITH given AS (
    SELECT id, first_seen, last_seen, crashes, heat, devices, is_renamed,
           ARRAY(SELECT jsonb_array_elements_text(versions::jsonb)) AS versions
      FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::bigint[], $5::text[],
                  $6::float8[], $7::bigint[], $8::boolean[])
        AS u (id, first_seen, last_seen, crashes, versions, heat, devices, is_renamed)
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
       device_count = greatest(g.device_count, u.devices), is_merged = g.is_merged OR u.is_renamed
  FROM given AS u JOIN locked USING (id)
 WHERE g.id = u.id
RETURNING g.id, g.status, g.fix, g.fixed_in, g.resolved_at, g.ignored_until,
          g.ignored_until_occurrences, g.ignored_until_devices, g.regressed_at, g.regressions,
          g.assignee, g.occurrence_count, g.device_count, g.is_merged
"""
# A group of many fingerprints: a device may be in more than one of them.
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
GROUP_BY_FINGERPRINT = with_group_columns("""
SELECT GROUP_COLUMNS
  FROM crash_fingerprints AS f
  JOIN crash_groups AS g ON g.id = f.group_id
 WHERE f.app_id = $1 AND f.fingerprint = $2
""")
GROUPS_CREATED_SINCE = with_group_columns("""
SELECT GROUP_COLUMNS
  FROM crash_groups AS g
 WHERE app_id = $1 AND created_at >= $2
 ORDER BY created_at, fingerprint
 LIMIT $3
""")


async def insert_groups(
    conn: Conn, tallies: Sequence[tuple[UUID, Tally]], algorithm: int, now: datetime
) -> list[CrashGroup]:
    rows = await conn.fetch(
        INSERT_GROUPS,
        *columns(
            (
                group_id, tally.sample.app_id, tally.sample.fingerprint, tally.sample.grouped_by,
                tally.sample.crash_type, tally.sample.message, tally.sample.readable_stack_trace,
                tally.first_seen, tally.last_seen, tally.count, versions_json(tally.versions),
                tally.heat, len(tally.devices),
            )
            for group_id, tally in tallies
        ),
        algorithm,
        now,
    )  # fmt: skip
    return [group_of(row) for row in rows]


@dataclass(frozen=True, slots=True)
class Addition:
    group_id: UUID
    tally: Tally
    devices: int
    """Of its fingerprints that crashed; the group has as many at least."""
    is_renamed: bool
    """Whether it has learned another fingerprint just now."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a group that was added to has come to, as far as decisions go."""

    group_id: UUID
    triage: Triage
    occurrence_count: int
    device_count: int


async def add_to_groups(conn: Conn, additions: Sequence[Addition]) -> list[Standing]:
    rows = await conn.fetch(
        ADD_TO_GROUPS,
        *columns(
            (
                each.group_id, each.tally.first_seen, each.tally.last_seen, each.tally.count,
                versions_json(each.tally.versions), each.tally.heat, each.devices, each.is_renamed,
            )
            for each in additions
        ),
    )  # fmt: skip
    found = {row["id"]: row for row in rows}
    return [
        Standing(
            row["id"],
            _triage_of(row),
            row["occurrence_count"],
            await conn.fetchval(COUNT_DEVICES, row["id"])
            if row["is_merged"]
            else row["device_count"],
        )
        for row in (found[each.group_id] for each in additions)
    ]


async def insert_words(conn: Conn, words: Sequence[tuple[UUID, AppId, list[str]]]) -> None:
    await conn.executemany(INSERT_WORDS, words)


async def reopen(conn: Conn, group_id: UUID, now: datetime, *, is_regression: bool) -> CrashGroup:
    row = await conn.fetchrow(REOPEN, group_id, is_regression, now)
    assert row is not None  # noqa: S101 - the caller holds its lock
    return group_of(row)


async def group_by_fingerprint(
    conn: Conn, app_id: AppId, fingerprint: Fingerprint
) -> CrashGroup | None:
    """The group that the fingerprint belongs to now."""
    row = await conn.fetchrow(GROUP_BY_FINGERPRINT, app_id, fingerprint)
    return group_of(row) if row else None


async def groups_created_since(
    conn: Conn, app_id: AppId, since: datetime, limit: int
) -> list[CrashGroup]:
    return [group_of(row) for row in await conn.fetch(GROUPS_CREATED_SINCE, app_id, since, limit)]


def group_of(row: Record) -> CrashGroup:
    triage = _triage_of(row)
    return CrashGroup(
        **{name: row[name] for name in _PLAIN},
        status=triage.status,
        grouped_by=GroupedBy(row["grouped_by"]),
        triage=triage,
    )


def _triage_of(row: Record) -> Triage:
    return Triage(
        status=Status(row["status"]),
        fix=Fix(row["fix"]) if row["fix"] else None,
        **{name: row[name] for name in _OF_TRIAGE},
    )


_PLAIN = (
    "id", "app_id", "fingerprint", "algorithm", "crash_type", "message", "sample_stack_trace",
    "first_seen", "last_seen", "created_at", "occurrence_count", "affected_versions",
    "device_count", "heat",
)  # fmt: skip
_OF_TRIAGE = (
    "fixed_in", "resolved_at", "ignored_until", "ignored_until_occurrences",
    "ignored_until_devices", "regressed_at", "regressions", "assignee",
)  # fmt: skip
