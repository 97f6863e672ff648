"""Writes as they are handed in, and the rows that come of them."""

from typing import Any

from tests.factories import NOW, PEPPER, batch

from telemetry_graph.app import Parts
from telemetry_graph.ingest.accept.batch import accepted_batch
from telemetry_graph.ingest.model import Write, Written

TABLES = ("telemetry_events", "ingest_batches", "crash_reports", "crash_groups", "alert_outbox")


async def counts(own: Parts, *tables: str) -> tuple[int, ...]:
    async with own.pool.connection() as conn:
        return tuple(
            [int(await conn.fetchval(f'SELECT count(*) FROM "{table}"')) for table in tables]
        )


def accepted(*events: Any, **changes: Any) -> Write:
    return accepted_batch(batch(*events, **changes), PEPPER, NOW)


def received(results: list[Written | Exception]) -> list[int]:
    written = [result for result in results if isinstance(result, Written)]
    assert len(written) == len(results)
    return [result.receipt.received for result in written]
