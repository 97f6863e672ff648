"""Accepts batches and crash reports. A receipt means that the data is committed."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

import msgspec

from telemetry_graph.catalog.service import Catalog
from telemetry_graph.crashes.service import Crashes
from telemetry_graph.ingest.accept.batch import accept_batch, check_size
from telemetry_graph.ingest.accept.crash import accept_report
from telemetry_graph.ingest.accept.events import decode_events
from telemetry_graph.ingest.model import IngestPolicy, Write, WriteResult
from telemetry_graph.ingest.policy import Policies
from telemetry_graph.ingest.rate_limiter import RateLimiter
from telemetry_graph.ingest.wire import (
    BatchReceipt,
    CrashReceipt,
    CrashReportInput,
    EventBatchInput,
    SenderFields,
)
from telemetry_graph.ingest.write_path import WritePath, to_receipt
from telemetry_graph.ingest.write_queue import QueueLimits, WriteQueue
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.ids import AppId


class Ingest:
    """The service that the API calls."""

    def __init__(
        self,
        write_path: WritePath,
        catalog: Catalog,
        policies: Policies,
        limiter: RateLimiter,
        *,
        pepper: bytes,
        limits: QueueLimits,
    ) -> None:
        self.policies = policies
        self.limiter = limiter
        self._catalogue = catalog
        self._clock: Clock = write_path.clock
        self._pepper = pepper
        self._crashes: Crashes = write_path.crashes
        self._queue = WriteQueue[Write, WriteResult](write_path.flush, limits)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Ingest"]:
        """Accept writes until the block ends, then finish those that were accepted."""
        async with self.limiter.running(), self._queue.running():
            yield self

    async def ingest_events(self, batch: EventBatchInput, key_id: UUID) -> BatchReceipt:
        """Store a batch; return after its commit. The key must belong to `batch.app_id`.

        Raises UnreadableEvents, before anything is stored, when raw events cannot be decoded.
        """
        write, policy = await self._accept(batch, key_id)
        if not write.event_count and write.key is None:
            receipt = to_receipt(write)
        else:
            receipt = (await self._queue.submit(write, count_queue_rows(write))).receipt
        if not policy.sampling:
            return receipt
        return msgspec.structs.replace(receipt, sampling=policy.sampling)

    async def _accept(self, batch: EventBatchInput, key_id: UUID) -> tuple[Write, IngestPolicy]:
        """Turn a batch into a write. Its decoded events are released before the write waits."""
        now, app_id = self._clock(), AppId(batch.app_id)
        types = await self._catalogue.get_types(app_id)
        batch = decode_events(batch, types)
        check_size(batch)
        policy = await self._admit(batch, key_id, len(batch.events), now)
        write = accept_batch(batch, self._pepper, now, types, policy.rates)
        if write.unknown_types and types.is_collecting_unknown:
            types = await self._catalogue.collect(app_id, write.unknown_types)
            write = accept_batch(batch, self._pepper, now, types, policy.rates)
        if write.crashes:
            write.crashes = await self._crashes.symbolicate(write.crashes)
        return write, policy

    async def report_crash(self, report: CrashReportInput, key_id: UUID) -> CrashReceipt:
        """Store a crash; return after its commit. The key must belong to `report.app_id`."""
        now = self._clock()
        await self._admit(report, key_id, 1, now)
        write = accept_report(report, self._pepper, now)
        (crash,) = write.crashes = await self._crashes.symbolicate(write.crashes)
        result = await self._queue.submit(write, count_queue_rows(write))
        return CrashReceipt(crash.crash_id, crash.fingerprint, result.stored_crashes == 0)

    async def load_key_usage(self, key_ids: Sequence[UUID]) -> Mapping[UUID, int]:
        """Events that each key has sent in the current minute."""
        return await self.limiter.load_usage(key_ids, self._clock())

    async def _admit(
        self, fields: SenderFields, key_id: UUID, events: int, now: datetime
    ) -> IngestPolicy:
        """Count the events; raise TooManyRequests above a limit."""
        app_id = AppId(fields.app_id)
        policy = await self.policies.load(app_id)
        self.limiter.admit(key_id, app_id, fields.device_id, events, policy.limits, now)
        return policy


def count_queue_rows(write: Write) -> int:
    """The rows that a write occupies in the queue. Each KiB of its data counts as a row."""
    crash_characters = sum(len(crash.message) + len(crash.stack_trace) for crash in write.crashes)
    size = len(write.event_rows) + crash_characters
    return max(write.event_count + len(write.crashes), size // 1_024, 1)
