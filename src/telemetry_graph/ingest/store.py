"""The SQL of the write path."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec

from telemetry_graph.db.copy import copy_rows
from telemetry_graph.db.pool import Conn
from telemetry_graph.ingest import rows
from telemetry_graph.ingest.model import BatchKey, Receipt, Rejection, Write
from telemetry_graph.kit.owned import OwnedTable, Policy

OWNED = (
    OwnedTable("telemetry_events", "time", "device_id", 7, Policy.RAW_EVENTS),
    OwnedTable("ingest_batches", "batch_time", default_days=15),
)

CLAIM_BATCHES = """
INSERT INTO ingest_batches (app_id, batch_id, batch_time, received, rejected, received_at)
SELECT app_id, batch_id, batch_time, received, rejected::jsonb, received_at
  FROM unnest(
       $1::text[], $2::uuid[], $3::timestamptz[], $4::integer[], $5::text[], $6::timestamptz[])
    AS b (app_id, batch_id, batch_time, received, rejected, received_at)
    ON CONFLICT (app_id, batch_id, batch_time) DO NOTHING
 RETURNING app_id, batch_id, batch_time
"""
FIRST_ANSWERS = """
SELECT b.app_id, b.batch_id, b.batch_time, b.received, b.rejected
  FROM unnest($1::text[], $2::uuid[], $3::timestamptz[]) AS k (app_id, batch_id, batch_time)
  JOIN ingest_batches b USING (app_id, batch_id, batch_time)
"""


async def claim_batches(conn: Conn, writes: Sequence[Write]) -> set[BatchKey]:
    """Enter the batches in the book of those taken; answers the ones that were not in it."""
    # In one order everywhere, so that two flushes with the same batches cannot deadlock.
    book = sorted(
        (_book_row(write.key, write) for write in writes if write.key), key=lambda row: row[:3]
    )
    if not book:
        return set()
    columns = (list(column) for column in zip(*book, strict=True))
    return {BatchKey(**row) for row in await conn.fetch(CLAIM_BATCHES, *columns)}


async def first_answers(conn: Conn, keys: Collection[BatchKey]) -> dict[BatchKey, Receipt]:
    """What the first try of each batch was answered."""
    if not keys:
        return {}
    columns = zip(*((key.app_id, key.batch_id, key.batch_time) for key in keys), strict=True)
    found = await conn.fetch(FIRST_ANSWERS, *(list(column) for column in columns))
    return {
        BatchKey(row["app_id"], row["batch_id"], row["batch_time"]): Receipt(
            received=row["received"],
            rejected=[Rejection(**fields) for fields in row["rejected"] or ()],
            is_duplicate=True,
        )
        for row in found
    }


async def copy_events(conn: Conn, encoded: Iterable[bytes]) -> None:
    """Append rows that ingest/rows.py has encoded."""
    await copy_rows(conn, "telemetry_events", rows.COLUMNS, encoded)


def _book_row(key: BatchKey, write: Write) -> tuple[Any, ...]:
    return (
        key.app_id,
        key.batch_id,
        key.batch_time,
        write.events,
        msgspec.json.encode(write.rejected).decode() if write.rejected else None,
        write.received_at,
    )
