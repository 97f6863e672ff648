"""The write path: a flush stores many writes in one transaction, then announces what it stored."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import msgspec

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.alerting.pipeline.triggers import CrashTriggers
from telemetry_graph.alerting.rules.rule_cache import AlertRuleCache
from telemetry_graph.analytics.deltas import CrashDelta
from telemetry_graph.analytics.rows import add_deltas
from telemetry_graph.crashes.model import CrashOccurrence, RecordedCrashes
from telemetry_graph.crashes.service import Crashes
from telemetry_graph.db import copy
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.events.reads import EventReads
from telemetry_graph.events.rows import append_rows
from telemetry_graph.ingest import store
from telemetry_graph.ingest.model import BatchKey, Write, WriteResult
from telemetry_graph.ingest.wire import BatchReceipt
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import TelemetryError
from telemetry_graph.kit.ids import AppId
from telemetry_graph.live.bus import Bus
from telemetry_graph.live.model import StoredCrashes

log = logging.getLogger(__name__)

_NO_CRASHES = RecordedCrashes([], [])


@dataclass(frozen=True, slots=True)
class WritePath:
    pool: Pool
    clock: Clock
    accounts: Accounts
    crashes: Crashes
    alerts: CrashTriggers
    bus: Bus

    @classmethod
    def over(cls, pool: Pool, clock: Clock, bus: Bus) -> "WritePath":
        """A write path and the services that it needs, for a process without other services."""
        accounts = Accounts.over(pool, clock)
        alerts = CrashTriggers(clock, AlertRuleCache(), bus.wake_alerts)
        return cls(pool, clock, accounts, Crashes(pool, clock, EventReads(pool)), alerts, bus)

    async def flush(self, writes: Sequence[Write]) -> list[WriteResult | Exception]:
        """Store all writes in one transaction. A write that cannot be stored fails alone."""
        try:
            return list(await self._store(writes))
        except TelemetryError as error:  # the database is unavailable, so all writes can be retried
            return [error for _ in writes]
        except Exception as error:  # a write that fails must not affect the others
            if len(writes) == 1:
                log.exception("a write could not be stored")
                return [error]
            half = len(writes) // 2
            return [*await self.flush(writes[:half]), *await self.flush(writes[half:])]

    async def _store(self, writes: Sequence[Write]) -> list[WriteResult]:
        async with self.pool.transaction() as conn:
            new, earlier = await _separate_repeats(conn, writes)
            if rows := [write.event_rows for write in new if write.event_count]:
                await append_rows(conn, rows)
            crashes = list(chain.from_iterable(write.crashes for write in new))
            recorded = await self.crashes.record(conn, crashes) if crashes else _NO_CRASHES
            deltas = chain.from_iterable(write.deltas for write in new)
            await add_deltas(conn, deltas, map(_to_crash_delta, recorded.crashes))
            has_alerts = bool(crashes) and await self.alerts.raise_alerts(conn, recorded)
        if recorded.crashes:
            self._announce(recorded)
        if has_alerts:
            self.alerts.wake_worker()
        return _make_results(writes, new, earlier, recorded)

    def _announce(self, recorded: RecordedCrashes) -> None:
        """Best effort: without Redis, feeds find the rows in the database."""
        by_app: dict[AppId, StoredCrashes] = {}
        for crash in recorded.crashes:
            stored = by_app.setdefault(crash.app_id, StoredCrashes(crash.app_id, [], []))
            stored.crashes.append(crash)
        for group in recorded.new_groups:
            by_app[group.app_id].new_groups.append(group)
        self.bus.publish(list(by_app.values()))


async def _separate_repeats(
    conn: Conn, writes: Sequence[Write]
) -> tuple[list[Write], dict[BatchKey, BatchReceipt]]:
    """The writes to store, and the receipts of batches that were stored before."""
    if all(write.key is None for write in writes):  # as for crash reports
        return list(writes), {}
    unclaimed = await store.claim_batches(conn, writes)
    new = []
    for write in writes:
        if write.key is None or write.key in unclaimed:
            new.append(write)
            unclaimed.discard(write.key)  # a second copy in this flush is a repeat
    if len(new) == len(writes):
        return new, {}
    repeated = {write.key for write in writes if write.key} - {write.key for write in new}
    return new, await store.find_receipts(conn, repeated)


def _make_results(
    writes: Sequence[Write],
    new: Sequence[Write],
    earlier: Mapping[BatchKey, BatchReceipt],
    recorded: RecordedCrashes,
) -> list[WriteResult]:
    """The result of each write; a repeat within the flush has the receipt of the first copy."""
    stored = {(crash.app_id, crash.crash_id) for crash in recorded.crashes}
    receipts, following, results = dict(earlier), iter(new), []
    next_new = next(following, None)
    for write in writes:  # those in `new` have the same order
        if write is not next_new:
            assert write.key is not None  # noqa: S101 - only a write with a key is a repeat
            receipt = msgspec.structs.replace(receipts[write.key], is_duplicate=True)
            results.append(WriteResult(receipt, 0))
            continue
        next_new, receipt = next(following, None), to_receipt(write)
        if write.key is not None:
            receipts[write.key] = receipt
        new_ids = {(crash.app_id, crash.crash_id) for crash in write.crashes} & stored
        stored -= new_ids  # a second copy in this flush is a repeat
        results.append(WriteResult(receipt, len(new_ids)))
    return results


def to_receipt(write: Write) -> BatchReceipt:
    """The receipt of a batch that was not stored before."""
    return BatchReceipt(
        received=write.event_count,
        is_duplicate=False,
        rejected=write.rejected,
        sampled_out=write.sampled_out,
    )


def _to_crash_delta(crash: CrashOccurrence) -> CrashDelta:
    return CrashDelta(
        crash.app_id,
        copy.to_microseconds(crash.timestamp) // copy.DAY_MICROSECONDS,
        crash.app_version or "",
        crash.device_id,
        crash.session_id,
        crash.is_fatal,
    )
