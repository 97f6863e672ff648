"""The SQL of fingerprints: their groups, and their crashes per day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from telemetry_graph.crashes.flush_counts import FingerprintKey, FlushCounts
from telemetry_graph.crashes.store.arrays import to_columns, to_versions_json
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, Fingerprint

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
LOAD_APPS_WITH_OLD_FINGERPRINTS = """
SELECT DISTINCT app_id FROM crash_fingerprints WHERE algorithm = 1 AND last_seen > $1
"""
LOAD_GROUP_IDS = """
SELECT f.app_id, f.fingerprint, f.group_id
  FROM unnest($1::text[], $2::text[]) AS wanted (app_id, fingerprint)
  JOIN crash_fingerprints AS f USING (app_id, fingerprint)
"""
LOAD_FINGERPRINTS_OF_GROUP = """
SELECT fingerprint FROM crash_fingerprints WHERE group_id = $1 ORDER BY fingerprint LIMIT 1000
"""
LOAD_GROUP_COUNTS = """
SELECT g.occurrence_count AS occurrences, g.device_count AS devices,
       ARRAY(SELECT coalesce(sum(d.crashes), 0)::bigint
               FROM generate_series($3::date - ($4::integer - 1), $3::date, '1 day') AS series (day)
               LEFT JOIN crash_days AS d
                      ON d.app_id = $1 AND d.day = series.day::date
                     AND d.fingerprint = ANY (ARRAY(
                         SELECT fingerprint FROM crash_fingerprints
                          WHERE group_id = g.id LIMIT 100))
              GROUP BY series.day ORDER BY series.day) AS trend
  FROM crash_fingerprints AS f
  JOIN crash_groups AS g ON g.id = f.group_id
 WHERE f.app_id = $1 AND f.fingerprint = $2
"""


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """The number of crashes of a group, in total and per day."""

    occurrences: int
    devices: int
    trend: tuple[int, ...]
    """Occurrences on each of the last days, oldest first."""


@dataclass(frozen=True, slots=True)
class FingerprintGroup:
    """The group of a fingerprint after a flush."""

    group_id: UUID
    is_new: bool
    """Whether the fingerprint makes a new group."""
    device_count: int
    """Devices of the fingerprint, not of the group."""


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
        *to_columns(
            (
                *key, group_ids.get(key) or uuid4(), each.first_seen, each.last_seen, each.crashes,
                to_versions_json(each.versions), b"".join(each.devices), each.heat,
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
    await conn.execute(ADD_DAYS, *to_columns(counts))


async def load_apps_with_old_fingerprints(conn: Conn, since: datetime) -> frozenset[AppId]:
    rows = await conn.fetch(LOAD_APPS_WITH_OLD_FINGERPRINTS, since)
    return frozenset(AppId(row["app_id"]) for row in rows)


async def load_group_ids(conn: Conn, keys: Sequence[FingerprintKey]) -> dict[FingerprintKey, UUID]:
    """The groups of those fingerprints that exist."""
    app_ids, fingerprints = zip(*keys, strict=True)
    rows = await conn.fetch(LOAD_GROUP_IDS, list(app_ids), list(fingerprints))
    return {(row["app_id"], row["fingerprint"]): row["group_id"] for row in rows}


async def load_fingerprints_of_group(conn: Conn, group_id: UUID) -> list[Fingerprint]:
    rows = await conn.fetch(LOAD_FINGERPRINTS_OF_GROUP, group_id)
    return [Fingerprint(row["fingerprint"]) for row in rows]


async def load_group_counts(
    conn: Conn, app_id: AppId, fingerprint: Fingerprint, last_day: date, days: int
) -> GroupCounts | None:
    """The counts of the fingerprint's group; None if it has no group."""
    row = await conn.fetchrow(LOAD_GROUP_COUNTS, app_id, fingerprint, last_day, days)
    return GroupCounts(row["occurrences"], row["devices"], tuple(row["trend"])) if row else None
