"""Writes for tests of the write path, and the number of rows that they add."""

from typing import Any

from tests.factories import NOW, PEPPER, batch

from telemetry_graph.app import Services
from telemetry_graph.ingest.accept.batch import accept_batch
from telemetry_graph.ingest.model import Write, WriteResult

TABLES = ("telemetry_events", "ingest_batches", "crash_reports", "crash_groups", "alert_outbox")


async def count_rows(services: Services, *tables: str) -> tuple[int, ...]:
    async with services.pool.connection() as conn:
        return tuple(
            [int(await conn.fetchval(f'SELECT count(*) FROM "{table}"')) for table in tables]
        )


def make_write(*events: Any, **changes: Any) -> Write:
    return accept_batch(batch(*events, **changes), PEPPER, NOW)


def received_counts(results: list[WriteResult | Exception]) -> list[int]:
    stored = [result for result in results if isinstance(result, WriteResult)]
    assert len(stored) == len(results)
    return [result.receipt.received for result in stored]
