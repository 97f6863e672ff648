"""The SQL of fingerprints: the group of each, and its crashes a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from telemetry_graph.crashes.flush_counts import FingerprintKey, Tally
from telemetry_graph.crashes.store.arrays import columns, versions_json
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, Fingerprint

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
ADD_DAYS = """
INSERT INTO crash_days AS d (app_id, fingerprint, day, crashes)
SELECT * FROM unnest($1::text[], $2::text[], $3::date[], $4::bigint[])
    ON CONFLICT (app_id, fingerprint, day) DO UPDATE SET crashes = d.crashes + excluded.crashes
"""
APPS_WITH_OLD_FINGERPRINTS = """
SELECT DISTINCT app_id FROM crash_fingerprints WHERE algorithm = 1 AND last_seen > $1
"""
KNOWN_FINGERPRINTS = """
SELECT f.app_id, f.fingerprint, f.group_id
  FROM unnest($1::text[], $2::text[]) AS asked (app_id, fingerprint)
  JOIN crash_fingerprints AS f USING (app_id, fingerprint)
"""
FINGERPRINTS_OF_GROUP = """
SELECT fingerprint FROM crash_fingerprints WHERE group_id = $1 ORDER BY fingerprint LIMIT 1000
"""
GROUP_COUNTS = """
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
    """The crashes of a group so far."""

    occurrences: int
    devices: int
    trend: tuple[int, ...]
    """Occurrences on each of the last days, the oldest first."""


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
        *columns(
            (
                *key, known.get(key) or uuid4(), tally.first_seen, tally.last_seen, tally.count,
                versions_json(tally.versions), b"".join(tally.devices), tally.heat,
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


async def add_days(conn: Conn, counts: Sequence[tuple[AppId, Fingerprint, date, int]]) -> None:
    await conn.execute(ADD_DAYS, *columns(counts))


async def apps_with_old_fingerprints(conn: Conn, since: datetime) -> frozenset[AppId]:
    rows = await conn.fetch(APPS_WITH_OLD_FINGERPRINTS, since)
    return frozenset(AppId(row["app_id"]) for row in rows)


async def known_fingerprints(
    conn: Conn, keys: Sequence[FingerprintKey]
) -> dict[FingerprintKey, UUID]:
    apps, names = zip(*keys, strict=True)
    rows = await conn.fetch(KNOWN_FINGERPRINTS, list(apps), list(names))
    return {(row["app_id"], row["fingerprint"]): row["group_id"] for row in rows}


async def fingerprints_of_group(conn: Conn, group_id: UUID) -> list[Fingerprint]:
    rows = await conn.fetch(FINGERPRINTS_OF_GROUP, group_id)
    return [Fingerprint(row["fingerprint"]) for row in rows]


async def load_group_counts(
    conn: Conn, app_id: AppId, fingerprint: Fingerprint, last_day: date, days: int
) -> GroupCounts | None:
    """The counts of the fingerprint's group; None when there is no such group."""
    row = await conn.fetchrow(GROUP_COUNTS, app_id, fingerprint, last_day, days)
    return GroupCounts(row["occurrences"], row["devices"], tuple(row["trend"])) if row else None
