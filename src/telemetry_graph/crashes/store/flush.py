"""The SQL of a flush: stores crashes, and adds them to their fingerprints and groups."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any
from uuid import UUID, uuid4

import msgspec

from telemetry_graph.crashes.flush_counts import FingerprintKey, FlushCounts
from telemetry_graph.crashes.model import CrashGroup, CrashOccurrence, TriageState
from telemetry_graph.crashes.store.groups import (
    TRIAGE_COLUMNS,
    to_group,
    to_triage,
    with_group_columns,
)
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, Fingerprint

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
# `devices` holds device hashes of 16 bytes each, concatenated. Versions stay unchanged when they
# include the new ones already or when there are 200. `ORDER BY place`: every flush locks the rows
# in the same order.
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
ADD_DAYS = """
INSERT INTO crash_days AS d (app_id, fingerprint, day, crashes)
SELECT * FROM unnest($1::text[], $2::text[], $3::date[], $4::bigint[])
    ON CONFLICT (app_id, fingerprint, day) DO UPDATE SET crashes = d.crashes + excluded.crashes
"""
INSERT_VERSIONS = """
INSERT INTO crash_versions (app_id, app_version, first_seen)
SELECT app_id, app_version, $3
  FROM unnest($1::text[], $2::text[]) AS new (app_id, app_version)
 WHERE (SELECT count(*) FROM crash_versions AS v WHERE v.app_id = new.app_id) < 2000
    ON CONFLICT DO NOTHING
"""
# One statement for all: a bad release makes thousands of groups in a minute.
INSERT_GROUPS = """
INSERT INTO crash_groups (
       id, app_id, fingerprint, algorithm, grouped_by, crash_type, message, sample_stack_trace,
       created_at, first_seen, last_seen, occurrence_count, heat, device_count, affected_versions)
SELECT id, app_id, fingerprint, algorithm, grouped_by, crash_type, message, stack_trace,
       created_at, first_seen, last_seen, crashes, heat, devices,
       ARRAY(SELECT jsonb_array_elements_text(versions::jsonb))
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::smallint[], $5::text[], $6::text[],
              $7::text[], $8::text[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[],
              $12::bigint[], $13::float8[], $14::bigint[], $15::text[])
       WITH ORDINALITY AS given (id, app_id, fingerprint, algorithm, grouped_by, crash_type,
                                 message, stack_trace, created_at, first_seen, last_seen, crashes,
                                 heat, devices, versions, place)
 ORDER BY place
"""
INSERT_WORDS = """
INSERT INTO crash_group_words (group_id, app_id, words)
VALUES ($1, $2, array_to_tsvector($3::text[]))
"""
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
""".replace("TRIAGE_COLUMNS", TRIAGE_COLUMNS)
# For groups of several fingerprints: a device may have crashed with more than one.
COUNT_DEVICES = """
UPDATE crash_groups
   SET device_count = (SELECT hll_cardinality(hll_union_agg(devices))::bigint
                         FROM crash_fingerprints WHERE group_id = $1)
 WHERE id = $1
RETURNING device_count
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
_to_crash_row = attrgetter(
    "timestamp", "app_id", "crash_id", "fingerprint", "device_id", "session_id", "app_version",
    "mosis_version", "crash_type", "message", "stack_trace", "is_fatal", "screen", "memory_mb",
    "uptime_seconds", "received_at",
)  # fmt: skip
_to_group_row = attrgetter(
    "id", "app_id", "fingerprint", "algorithm", "grouped_by", "crash_type", "message",
    "sample_stack_trace", "created_at", "first_seen", "last_seen", "occurrence_count", "heat",
    "device_count",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FingerprintGroup:
    """The group of a fingerprint after a flush."""

    group_id: UUID
    is_new: bool
    """Whether the fingerprint makes a new group."""
    device_count: int
    """Devices of the fingerprint, not of the group."""


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


async def insert_occurrences(
    conn: Conn, crashes: Sequence[CrashOccurrence]
) -> set[tuple[AppId, UUID]]:
    """Store the crashes; return the keys of those that are not duplicates."""
    rows = await conn.fetch(INSERT_OCCURRENCES, *_to_columns(map(_to_crash_row, crashes)))
    return {(row["app_id"], row["crash_id"]) for row in rows}


async def upsert_fingerprints(
    conn: Conn,
    counts: Sequence[tuple[FingerprintKey, FlushCounts]],
    group_ids: Mapping[FingerprintKey, UUID],
    algorithm: int,
) -> list[FingerprintGroup]:
    """Add the counts to the fingerprints; return their groups, in the same order.

    A new fingerprint joins its group in `group_ids`, or else makes a new group. The rows stay
    locked until the transaction ends, so that no merge moves them.
    """
    rows = await conn.fetch(
        UPSERT_FINGERPRINTS,
        *_to_columns(
            (
                *key, group_ids.get(key) or uuid4(), each.first_seen, each.last_seen, each.crashes,
                _to_json(each.versions), b"".join(each.devices), each.heat,
            )
            for key, each in counts
        ),
        algorithm,
    )  # fmt: skip
    by_key = {(row["app_id"], row["fingerprint"]): row for row in rows}
    return [
        FingerprintGroup(row["group_id"], row["is_new"] and key not in group_ids, row["devices"])
        for key, row in ((key, by_key[key]) for key, _ in counts)
    ]


async def add_days(conn: Conn, counts: Sequence[tuple[AppId, Fingerprint, date, int]]) -> None:
    await conn.execute(ADD_DAYS, *_to_columns(counts))


async def insert_versions(conn: Conn, versions: Sequence[tuple[AppId, str]], now: datetime) -> None:
    app_ids, app_versions = zip(*versions, strict=True)
    await conn.execute(INSERT_VERSIONS, list(app_ids), list(app_versions), now)


async def insert_groups(conn: Conn, groups: Sequence[CrashGroup]) -> None:
    rows = ((*_to_group_row(group), _to_json(group.affected_versions)) for group in groups)
    await conn.execute(INSERT_GROUPS, *_to_columns(rows))


async def insert_words(conn: Conn, words: Sequence[tuple[UUID, AppId, list[str]]]) -> None:
    await conn.executemany(INSERT_WORDS, words)


async def add_to_groups(conn: Conn, updates: Sequence[GroupUpdate]) -> list[GroupTotals]:
    """Add the counts to the groups; return their totals, in the same order."""
    rows = await conn.fetch(
        ADD_TO_GROUPS,
        *_to_columns(
            (
                update.group_id, update.counts.first_seen, update.counts.last_seen,
                update.counts.crashes, _to_json(update.counts.versions),
                update.counts.heat, update.device_count, update.has_new_fingerprint,
            )
            for update in updates
        ),
    )  # fmt: skip
    by_id = {row["id"]: row for row in rows}
    return [
        GroupTotals(
            row["id"],
            to_triage(row),
            row["occurrence_count"],
            await conn.fetchval(COUNT_DEVICES, row["id"])
            if row["is_merged"]
            else row["device_count"],
        )
        for row in (by_id[update.group_id] for update in updates)
    ]


async def reopen(conn: Conn, group_id: UUID, now: datetime, *, is_regression: bool) -> CrashGroup:
    """Reopen a group that the caller has locked."""
    row = await conn.fetchrow(REOPEN, group_id, is_regression, now)
    assert row is not None  # noqa: S101 - the caller has locked the row
    return to_group(row)


def _to_columns(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[Any]]:
    """One array per column, for `unnest`."""
    return map(list, zip(*rows, strict=True))


def _to_json(versions: Iterable[str]) -> str:
    """The versions as one value of an array, because `unnest` flattens arrays of arrays."""
    return msgspec.json.encode(sorted(versions)).decode()
