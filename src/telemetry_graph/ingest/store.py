"""The SQL of ingestion: stored batches and the policies of apps."""

from collections.abc import Collection, Sequence
from typing import Any

import msgspec

from telemetry_graph.db.pool import Conn
from telemetry_graph.ingest.model import BatchKey, IngestPolicy, RateLimits, Write
from telemetry_graph.ingest.wire import BatchReceipt, Rejection
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.tables import OwnedTable

OWNED = (
    OwnedTable("ingest_batches", "batch_time", default_days=15),
    OwnedTable("ingest_policies"),
)

CLAIM_BATCHES = """
INSERT INTO ingest_batches
       (app_id, batch_id, batch_time, received, rejected, sampled_out, received_at)
SELECT app_id, batch_id, batch_time, received, rejected::jsonb, sampled_out, received_at
  FROM unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::integer[], $5::text[],
              $6::integer[], $7::timestamptz[])
    AS b (app_id, batch_id, batch_time, received, rejected, sampled_out, received_at)
    ON CONFLICT (app_id, batch_id, batch_time) DO NOTHING
 RETURNING app_id, batch_id, batch_time
"""
RECEIPTS = """
SELECT b.app_id, b.batch_id, b.batch_time, b.received, b.rejected, b.sampled_out
  FROM unnest($1::text[], $2::uuid[], $3::timestamptz[]) AS k (app_id, batch_id, batch_time)
  JOIN ingest_batches b USING (app_id, batch_id, batch_time)
"""
POLICY_BY_APP = """
SELECT events_per_key, events_per_device, sampling FROM ingest_policies WHERE app_id = $1
"""
PUT_RATE = """
INSERT INTO ingest_policies AS p (app_id, sampling)
VALUES ($1, jsonb_build_object($2::text, $3::float8))
    ON CONFLICT (app_id) DO UPDATE SET sampling = p.sampling || excluded.sampling
"""
DELETE_RATE = "UPDATE ingest_policies SET sampling = sampling - $2::text WHERE app_id = $1"
PUT_LIMITS = """
INSERT INTO ingest_policies (app_id, events_per_key, events_per_device) VALUES ($1, $2, $3)
    ON CONFLICT (app_id) DO UPDATE
   SET events_per_key = excluded.events_per_key, events_per_device = excluded.events_per_device
"""


async def claim_batches(conn: Conn, writes: Sequence[Write]) -> set[BatchKey]:
    """Insert the keys of the batches, at least one; return those that were not stored before."""
    # Sorted so that two flushes with the same batches lock them in the same order.
    rows = sorted(
        (_to_row(write.key, write) for write in writes if write.key), key=lambda row: row[:3]
    )
    columns = (list(column) for column in zip(*rows, strict=True))
    claimed = await conn.fetch(CLAIM_BATCHES, *columns)
    if len(claimed) == len(rows):  # almost always, and saves building the keys again
        return {write.key for write in writes if write.key}
    return {BatchKey(*row) for row in claimed}


async def find_receipts(conn: Conn, keys: Collection[BatchKey]) -> dict[BatchKey, BatchReceipt]:
    """The receipts of batches that were stored before."""
    if not keys:
        return {}
    columns = zip(*((key.app_id, key.batch_id, key.batch_time) for key in keys), strict=True)
    rows = await conn.fetch(RECEIPTS, *(list(column) for column in columns))
    return {
        BatchKey(row["app_id"], row["batch_id"], row["batch_time"]): BatchReceipt(
            received=row["received"],
            rejected=[Rejection(**fields) for fields in row["rejected"] or ()],
            is_duplicate=True,
            sampled_out=row["sampled_out"],
        )
        for row in rows
    }


async def find_policy(conn: Conn, app_id: AppId, default: RateLimits) -> IngestPolicy | None:
    """The app's policy, or None if nothing is set. `default` replaces unset limits."""
    row = await conn.fetchrow(POLICY_BY_APP, app_id)
    if row is None:
        return None
    per_key, per_device = row["events_per_key"], row["events_per_device"]
    limits = RateLimits(per_key or default.per_key, per_device or default.per_device)
    return IngestPolicy.of(limits, row["sampling"])


async def put_rate(conn: Conn, app_id: AppId, event_type: str, rate: float) -> None:
    """Set the sampling rate of a type; a rate of 1 removes it."""
    if rate == 1:
        await conn.execute(DELETE_RATE, app_id, event_type)
    else:
        await conn.execute(PUT_RATE, app_id, event_type, rate)


async def put_limits(
    conn: Conn, app_id: AppId, per_key: int | None, per_device: int | None
) -> None:
    await conn.execute(PUT_LIMITS, app_id, per_key, per_device)


def _to_row(key: BatchKey, write: Write) -> tuple[Any, ...]:
    return (
        key.app_id,
        key.batch_id,
        key.batch_time,
        write.event_count,
        msgspec.json.encode(write.rejected).decode() if write.rejected else None,
        write.sampled_out,
        write.received_at,
    )
