"""Takes batches and crash reports, and commits them: an answer of success means stored."""

import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from uuid import UUID

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.alerting.pipeline.service import Alerting
from telemetry_graph.analytics import rollup
from telemetry_graph.catalog.service import Catalog
from telemetry_graph.crashes.model import RecordedCrashes
from telemetry_graph.crashes.service import Crashes
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.events import store as event_store
from telemetry_graph.events.reads import EventReads
from telemetry_graph.ingest import store
from telemetry_graph.ingest.accept.batch import accepted_batch, accepted_report, check_size
from telemetry_graph.ingest.accept.events import with_events
from telemetry_graph.ingest.accept.rollup_input import crash_fact
from telemetry_graph.ingest.model import (
    BatchKey,
    CrashReceipt,
    Policy,
    Rates,
    Receipt,
    Write,
    Written,
)
from telemetry_graph.ingest.policy import Policies
from telemetry_graph.ingest.rate_limiter import RateLimiter
from telemetry_graph.ingest.wire import CrashReportInput, EventBatchInput
from telemetry_graph.ingest.write_queue import Batcher, Limits
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import TelemetryError
from telemetry_graph.kit.ids import AppId
from telemetry_graph.live.bus import Bus
from telemetry_graph.live.model import Flushed

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WritePath:
    """One transaction per flush, then word of it to those who watch."""

    pool: Pool
    clock: Clock
    accounts: Accounts
    crashes: Crashes
    alerting: Alerting
    bus: Bus

    @classmethod
    def over(cls, pool: Pool, clock: Clock, bus: Bus) -> "WritePath":
        """With accounts, groups and rules of its own, where nothing else shares them."""
        accounts = Accounts.over(pool, clock)
        alerting = Alerting.over(pool, clock, accounts)
        return cls(pool, clock, accounts, Crashes(pool, clock, EventReads(pool)), alerting, bus)

    async def flush(self, writes: Sequence[Write]) -> list[Written | Exception]:
        """Store all writes in one transaction; one that cannot be stored fails alone."""
        try:
            return list(await self._store(writes))
        except TelemetryError as error:  # the database is away: everyone is to try again
            return [error for _ in writes]
        except Exception as error:
            if len(writes) == 1:
                log.exception("a write could not be stored")
                return [error]
            half = len(writes) // 2
            return [*await self.flush(writes[:half]), *await self.flush(writes[half:])]

    async def _store(self, writes: Sequence[Write]) -> list[Written]:
        async with self.pool.transaction() as conn:
            fresh, answered = await _split(conn, writes)
            if rows := [write.event_rows for write in fresh if write.events]:
                await event_store.append(conn, rows)
            recorded = await self.crashes.record(
                conn, list(chain.from_iterable(write.crashes for write in fresh))
            )
            usages = chain.from_iterable(write.usages for write in fresh)
            await rollup.add_deltas(conn, usages, map(crash_fact, recorded.crashes))
            has_alerts = await self.alerting.enqueue(conn, recorded)
        self._announce(recorded)
        if has_alerts:
            self.bus.wake_alerts()
        return _written(writes, fresh, answered, recorded)

    def _announce(self, recorded: RecordedCrashes) -> None:
        """Best effort: without Redis, what is stored stays stored."""
        by_app: defaultdict[AppId, Flushed] = defaultdict(lambda: Flushed(AppId(""), [], []))
        for crash in recorded.crashes:
            by_app[crash.app_id].crashes.append(crash)
        for group in recorded.new_groups:
            by_app[group.app_id].new_groups.append(group)
        if by_app:
            self.bus.publish([replace(part, app_id=app_id) for app_id, part in by_app.items()])


class Ingest:
    """What the API calls."""

    def __init__(
        self,
        write_path: WritePath,
        catalog: Catalog,
        policies: Policies,
        limiter: RateLimiter,
        *,
        pepper: bytes,
        limits: Limits,
    ) -> None:
        self.policies = policies
        self.limiter = limiter
        self._catalog = catalog
        self._clock = write_path.clock
        self._pepper = pepper
        self._crashes = write_path.crashes
        self._batcher = Batcher[Write, Written](write_path.flush, limits)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Ingest"]:
        """Writes are taken for as long as the block lasts; leaving it finishes those taken."""
        async with self.limiter.running(), self._batcher.running():
            yield self

    async def ingest_events(self, batch: EventBatchInput, key_id: UUID) -> Receipt:
        """Returns once the batch is committed; the key must be one of `batch.app_id`.

        `UnreadableEvents`, with nothing done, when its events were left undecoded and do not fit.
        """
        write, rates = await self._read(batch, key_id)
        if write.rows == 0 and write.key is None:
            return replace(_receipt(write), rates=rates)
        receipt = (await self._batcher.submit(write, write.weight)).receipt
        return replace(receipt, rates=rates) if rates else receipt

    async def _read(self, batch: EventBatchInput, key_id: UUID) -> tuple[Write, Rates]:
        """What is to be stored. The decoded events end here, not when they are committed."""
        now, app_id = self._clock(), AppId(batch.app_id)
        types = await self._catalog.get_types(app_id)
        batch = with_events(batch, types)
        check_size(batch)
        policy = await self._admitted(batch, key_id, len(batch.events), now)
        write = accepted_batch(batch, self._pepper, now, types, policy.rates)
        if write.unknown and types.is_collecting_unknown:
            types = await self._catalog.collect(app_id, write.unknown)
            write = accepted_batch(batch, self._pepper, now, types, policy.rates)
        if write.crashes:
            write.crashes = await self._crashes.symbolicate(write.crashes)
        return write, policy.rates

    async def report_crash(self, report: CrashReportInput, key_id: UUID) -> CrashReceipt:
        """Returns once the crash is committed; the key must be one of `report.app_id`."""
        now = self._clock()
        await self._admitted(report, key_id, 1, now)
        write = accepted_report(report, self._pepper, now)
        (crash,) = write.crashes = await self._crashes.symbolicate(write.crashes)
        written = await self._batcher.submit(write, write.weight)
        return CrashReceipt(crash.crash_id, crash.fingerprint, written.stored_crashes == 0)

    async def used(self, key_ids: Sequence[UUID]) -> Mapping[UUID, int]:
        """Events that each key has sent in this minute."""
        return await self.limiter.used(key_ids, self._clock())

    async def _admitted(
        self, sent: EventBatchInput | CrashReportInput, key_id: UUID, events: int, now: datetime
    ) -> Policy:
        app_id = AppId(sent.app_id)
        policy = await self.policies.of(app_id)
        self.limiter.admit(key_id, app_id, sent.device_id, events, policy.limits, now)
        return policy


async def _split(
    conn: Conn, writes: Sequence[Write]
) -> tuple[list[Write], dict[BatchKey, Receipt]]:
    """The writes to store, and the first answers to those that were stored before."""
    unseen = await store.claim_batches(conn, writes)
    fresh = []
    for write in writes:
        if write.key is None or write.key in unseen:
            fresh.append(write)
            unseen.discard(write.key)  # a second copy in this flush is a repeat
    if len(fresh) == len(writes):
        return fresh, {}
    repeated = {write.key for write in writes if write.key} - {write.key for write in fresh}
    return fresh, await store.first_answers(conn, repeated)


def _written(
    writes: Sequence[Write],
    fresh: Sequence[Write],
    answered: Mapping[BatchKey, Receipt],
    recorded: RecordedCrashes,
) -> list[Written]:
    """Each write's own part: a repeat inside the flush gets the first one's answer."""
    stored = {(crash.app_id, crash.crash_id) for crash in recorded.crashes}
    receipts, firsts, answers = dict(answered), iter(fresh), []
    first = next(firsts, None)
    for write in writes:  # those in `fresh` come in the same order
        if write is not first:
            assert write.key is not None  # noqa: S101 - only a write with a key is a repeat
            answers.append(Written(replace(receipts[write.key], is_duplicate=True), 0))
            continue
        first, receipt = next(firsts, None), _receipt(write)
        if write.key is not None:
            receipts[write.key] = receipt
        own = {(crash.app_id, crash.crash_id) for crash in write.crashes} & stored
        stored -= own  # a second copy in this flush is a repeat
        answers.append(Written(receipt, len(own)))
    return answers


def _receipt(write: Write) -> Receipt:
    return Receipt(write.events, write.rejected, is_duplicate=False, sampled_out=write.sampled_out)
