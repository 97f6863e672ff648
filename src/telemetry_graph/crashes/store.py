"""The SQL of crashes: what a flush writes, and groups and reports by their keys."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any
from uuid import UUID, uuid4

import msgspec
from asyncpg import Record

from telemetry_graph.crashes.model import (
    CrashGroup,
    CrashOccurrence,
    Fix,
    GroupedBy,
    Status,
    Triage,
)
from telemetry_graph.crashes.tally import FingerprintKey, Tally
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, Fingerprint
from telemetry_graph.kit.owned import OwnedTable, Policy

OWNED = (
    OwnedTable("crash_reports", "time", "device_id", 90, Policy.CRASH_REPORTS),
    OwnedTable("crash_groups"),
    OwnedTable("crash_fingerprints"),
    OwnedTable("crash_group_words"),
    OwnedTable("crash_versions"),
    OwnedTable("crash_days", "day", default_days=365),
)
_REPORT_COLUMNS = attrgetter(
    "time", "app_id", "crash_id", "fingerprint", "device_id", "session_id", "app_version",
    "mosis_version", "crash_type", "message", "stack_trace", "is_fatal", "screen", "memory_mb",
    "uptime_seconds", "received_at",
)  # fmt: skip

INSERT_OCCURRENCES = """
INSERT INTO crash_reports (
       time, app_id, crash_id, fingerprint, device_id, session_id, app_version, mosis_version,
       crash_type, message, stack_trace, is_fatal, screen, memory_mb, uptime_seconds, received_at)
SELECT * FROM unnest(
       $1::timestamptz[], $2::text[], $3::uuid[], $4::text[], $5::bytea[], $6::text[], $7::text[],
       $8::text[], $9::text[], $10::text[], $11::text[], $12::boolean[], $13::text[], $14::float8[],
       $15::float8[], $16::timestamptz[])
    ON CONFLICT (app_id, crash_id, time) DO NOTHING
 RETURNING app_id, crash_id
"""
# A list of versions that is full, or has them all, stays as it is. Devices come as their hashes of
# 16 bytes in a row. In the order given, which is the order in which every flush locks the rows.
UPSERT_FINGERPRINTS = """
INSERT INTO crash_fingerprints AS f (
       app_id, fingerprint, algorithm, group_id, home_group_id, first_seen, last_seen,
       occurrence_count, versions, devices, heat)
SELECT app_id, fingerprint, $10, group_id, group_id, first_seen, last_seen, crashes,
       ARRAY(SELECT jsonb_array_elements_text(versions::jsonb)),
       coalesce((SELECT hll_add_agg(hll_hash_bytea(substr(devices, 16 * at + 1, 16)), 12, 5, 512, 1)
                   FROM generate_series(0, length(devices) / 16 - 1) AS at),
                hll_empty(12, 5, 512, 1)),
       heat
  FROM unnest($1::text[], $2::text[], $3::uuid[], $4::timestamptz[], $5::timestamptz[],
              $6::bigint[], $7::text[], $8::bytea[], $9::float8[])
       WITH ORDINALITY AS given (app_id, fingerprint, group_id, first_seen, last_seen, crashes,
                                 versions, devices, heat, place)
 ORDER BY place
    ON CONFLICT (app_id, fingerprint) DO UPDATE SET
       first_seen = least(f.first_seen, excluded.first_seen),
       last_seen = greatest(f.last_seen, excluded.last_seen),
       occurrence_count = f.occurrence_count + excluded.occurrence_count,
       versions = CASE
         WHEN f.versions @> excluded.versions OR cardinality(f.versions) >= 200 THEN f.versions
         ELSE ARRAY(SELECT DISTINCT unnest(f.versions || excluded.versions) ORDER BY 1)
       END,
       devices = hll_union(f.devices, excluded.devices),
       heat = greatest(f.heat, excluded.heat)
              + ln(1 + exp(-least(abs(f.heat - excluded.heat), 50)))
 RETURNING app_id, fingerprint, group_id, xmax = 0 AS is_new,
           hll_cardinality(devices)::bigint AS devices
"""
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
ADD_DAYS = """
INSERT INTO crash_days AS d (app_id, fingerprint, day, crashes)
SELECT * FROM unnest($1::text[], $2::text[], $3::date[], $4::bigint[])
    ON CONFLICT (app_id, fingerprint, day) DO UPDATE SET crashes = d.crashes + excluded.crashes
"""
INSERT_VERSIONS = """
INSERT INTO crash_versions (app_id, app_version, first_seen)
SELECT app_id, app_version, $3
  FROM unnest($1::text[], $2::text[]) AS seen (app_id, app_version)
 WHERE (SELECT count(*) FROM crash_versions AS v WHERE v.app_id = seen.app_id) < 2000
    ON CONFLICT DO NOTHING
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
APPS_WITH_OLD_FINGERPRINTS = """
SELECT DISTINCT app_id FROM crash_fingerprints WHERE algorithm = 1 AND last_seen > $1
"""
KNOWN_FINGERPRINTS = """
SELECT f.app_id, f.fingerprint, f.group_id
  FROM unnest($1::text[], $2::text[]) AS asked (app_id, fingerprint)
  JOIN crash_fingerprints AS f USING (app_id, fingerprint)
"""
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
FINGERPRINTS_OF_GROUP = """
SELECT fingerprint FROM crash_fingerprints WHERE group_id = $1 ORDER BY fingerprint LIMIT 1000
"""
OCCURRENCES_NEWEST_FIRST = """
SELECT time, app_id, crash_id, fingerprint, device_id, session_id, app_version, mosis_version,
       crash_type, message, stack_trace, is_fatal, screen, memory_mb, uptime_seconds, received_at
  FROM crash_reports
 WHERE app_id = $1 AND fingerprint = ANY ($2::text[])
   AND ($3::timestamptz IS NULL OR (time, crash_id) < ($3, $4::uuid))
 ORDER BY time DESC, crash_id DESC
 LIMIT $5
"""
OCCURRENCES_RECEIVED_SINCE = """
SELECT time, app_id, crash_id, fingerprint, device_id, session_id, app_version, mosis_version,
       crash_type, message, stack_trace, is_fatal, screen, memory_mb, uptime_seconds, received_at
  FROM crash_reports
 WHERE app_id = $1 AND received_at >= $2
 ORDER BY received_at, crash_id
 LIMIT $3
"""


async def insert_occurrences(
    conn: Conn, crashes: Sequence[CrashOccurrence]
) -> set[tuple[AppId, UUID]]:
    """The keys of those that were not there before."""
    rows = await conn.fetch(INSERT_OCCURRENCES, *_columns(map(_REPORT_COLUMNS, crashes)))
    return {(row["app_id"], row["crash_id"]) for row in rows}


@dataclass(frozen=True, slots=True)
class Found:
    """The group of a fingerprint, and how many devices the fingerprint has by now."""

    group_id: UUID
    makes_group: bool
    devices: int


async def upsert_fingerprints(
    conn: Conn,
    tallies: Sequence[tuple[FingerprintKey, Tally]],
    known: Mapping[FingerprintKey, UUID],
    algorithm: int,
) -> list[Found]:
    """The groups of the fingerprints, in their order; an unknown one makes a new group.

    `known` says which group a new fingerprint belongs to. The rows stay locked until the
    transaction ends, so that no merge moves them meanwhile.
    """
    rows = await conn.fetch(
        UPSERT_FINGERPRINTS,
        *_columns(
            (
                *key, known.get(key) or uuid4(), tally.first_seen, tally.last_seen, tally.count,
                _json(tally.versions), b"".join(tally.devices), tally.heat,
            )
            for key, tally in tallies
        ),
        algorithm,
    )  # fmt: skip
    found = {(row["app_id"], row["fingerprint"]): row for row in rows}
    return [
        Found(row["group_id"], row["is_new"] and key not in known, row["devices"])
        for key, row in ((key, found[key]) for key, _ in tallies)
    ]


async def insert_groups(
    conn: Conn, tallies: Sequence[tuple[UUID, Tally]], algorithm: int, now: datetime
) -> list[CrashGroup]:
    rows = await conn.fetch(
        INSERT_GROUPS,
        *_columns(
            (
                group_id, tally.sample.app_id, tally.sample.fingerprint, tally.sample.grouped_by,
                tally.sample.crash_type, tally.sample.message, tally.sample.readable_stack_trace,
                tally.first_seen, tally.last_seen, tally.count, _json(tally.versions), tally.heat,
                len(tally.devices),
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
        *_columns(
            (
                each.group_id, each.tally.first_seen, each.tally.last_seen, each.tally.count,
                _json(each.tally.versions), each.tally.heat, each.devices, each.is_renamed,
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


async def add_days(conn: Conn, counts: Sequence[tuple[AppId, Fingerprint, date, int]]) -> None:
    await conn.execute(ADD_DAYS, *_columns(counts))


async def insert_versions(conn: Conn, versions: Sequence[tuple[AppId, str]], now: datetime) -> None:
    apps, names = zip(*versions, strict=True)
    await conn.execute(INSERT_VERSIONS, list(apps), list(names), now)


async def insert_words(conn: Conn, words: Sequence[tuple[UUID, AppId, list[str]]]) -> None:
    await conn.executemany(INSERT_WORDS, words)


async def reopen(conn: Conn, group_id: UUID, now: datetime, *, is_regression: bool) -> CrashGroup:
    row = await conn.fetchrow(REOPEN, group_id, is_regression, now)
    assert row is not None  # noqa: S101 - the caller holds its lock
    return group_of(row)


async def apps_with_old_fingerprints(conn: Conn, since: datetime) -> frozenset[AppId]:
    rows = await conn.fetch(APPS_WITH_OLD_FINGERPRINTS, since)
    return frozenset(AppId(row["app_id"]) for row in rows)


async def known_fingerprints(
    conn: Conn, keys: Sequence[FingerprintKey]
) -> dict[FingerprintKey, UUID]:
    apps, names = zip(*keys, strict=True)
    rows = await conn.fetch(KNOWN_FINGERPRINTS, list(apps), list(names))
    return {(row["app_id"], row["fingerprint"]): row["group_id"] for row in rows}


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


async def fingerprints_of_group(conn: Conn, group_id: UUID) -> list[Fingerprint]:
    rows = await conn.fetch(FINGERPRINTS_OF_GROUP, group_id)
    return [Fingerprint(row["fingerprint"]) for row in rows]


async def occurrences_newest_first(
    conn: Conn,
    app_id: AppId,
    fingerprints: Sequence[Fingerprint],
    limit: int,
    before: tuple[datetime, UUID] | None = None,
) -> list[CrashOccurrence]:
    time, crash_id = before or (None, None)
    rows = await conn.fetch(
        OCCURRENCES_NEWEST_FIRST, app_id, list(fingerprints), time, crash_id, limit
    )
    return [CrashOccurrence(**row) for row in rows]


async def occurrences_received_since(
    conn: Conn, app_id: AppId, since: datetime, limit: int
) -> list[CrashOccurrence]:
    rows = await conn.fetch(OCCURRENCES_RECEIVED_SINCE, app_id, since, limit)
    return [CrashOccurrence(**row) for row in rows]


def _columns(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[Any]]:
    """Arrays to `unnest`, one for each column."""
    return map(list, zip(*rows, strict=True))


def _json(versions: set[str]) -> str:
    return msgspec.json.encode(sorted(versions)).decode()


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
