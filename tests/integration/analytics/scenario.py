"""Runs a random sequence of steps on the real write path and worker, and on the oracle."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from redis.asyncio import Redis
from tests.factories import PEPPER, ManualClock, batch, device_id, event, report
from tests.integration.analytics.oracle import Oracle, SentEvent

from telemetry_graph.analytics.compaction import Compaction, CompactionLimits
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.crashes.service import Crashes
from telemetry_graph.db.pool import Pool
from telemetry_graph.events.reads import EventReads
from telemetry_graph.ingest.accept.batch import accept_batch
from telemetry_graph.ingest.accept.crash import accept_report
from telemetry_graph.ingest.model import WriteResult
from telemetry_graph.ingest.wire import ConsentInput
from telemetry_graph.ingest.write_path import WritePath
from telemetry_graph.kit.ids import AppId
from telemetry_graph.live.bus import Bus

TODAY = date(2025, 6, 12)
NOW = datetime(2025, 6, 12, 23, 0, tzinfo=UTC)
DELETIONS = {
    "delete raw events": (
        "SELECT drop_chunks('telemetry_events', older_than => '2030-01-01'::timestamptz)"
    ),
    "delete weeks": "TRUNCATE weekly_use, weekly_items",
}


class Killed(Exception):
    """Simulates the death of a worker."""


@dataclass(frozen=True)
class SentBatch:
    device: str
    session: str | None
    version: str | None
    day: date
    events: tuple[tuple[str, Any], ...]
    weight: int
    batch_id: UUID
    after_seconds: int = 0


@dataclass(frozen=True)
class SentReport:
    device: str
    session: str | None
    version: str | None
    day: date
    is_fatal: bool
    crash_id: UUID


class Scenario:
    """The write path, the worker and the oracle of a new app."""

    def __init__(self, pool: Pool) -> None:
        self.clock = clock = ManualClock(NOW)
        self.app_id = AppId(f"com.example.{uuid4().hex}")
        self.oracle = Oracle()
        self._pool = pool
        self._path = WritePath.over(pool, clock, Bus(Redis(), prefix="never sent"))
        self._sent: list[SentBatch | SentReport] = []
        self.analytics = Analytics(pool, clock, EventReads(pool))
        self.crashes = Crashes(pool, clock, EventReads(pool))

    async def step(self, step: Any) -> None:
        if isinstance(step, SentBatch | SentReport):
            await self.send(step)
            self._sent.append(step)
            self._count(step)
        elif step == "resend" and self._sent:
            await self.send(self._sent[len(self._sent) // 2])
        else:
            await self._run_operation(step)

    async def _run_operation(self, step: str) -> None:
        compaction = Compaction(self._pool, self.clock, CompactionLimits(max_rows=5))
        match step:
            case "merge":
                await compaction.work()
            case "merge all":
                while await compaction.work():
                    pass
            case "merge concurrently":
                await asyncio.gather(compaction.work(), compaction.work())
            case "kill during merge":
                with pytest.raises(Killed):
                    await self._merge_and_roll_back()
            case "wait":
                self.clock.advance(seconds=100)
            case _ if step in DELETIONS:
                await self._delete(step)

    async def _delete(self, step: str) -> None:
        async with self._pool.connection() as conn:
            await conn.execute(DELETIONS[step])
        if step == "delete raw events":
            self.oracle.raw.clear()

    async def send(self, sent: SentBatch | SentReport) -> None:
        common: dict[str, Any] = {
            "app_id": self.app_id,
            "device_id": device_id(sent.device),
            "session_id": sent.session,
            "app_version": sent.version,
        }
        if isinstance(sent, SentBatch):
            events = [
                event(kind, at=time_of(sent, place), data=data)
                for place, (kind, data) in enumerate(sent.events)
            ]
            consent = ConsentInput(usage_analytics=True)
            sent_batch = batch(*events, batch_id=sent.batch_id, consent=consent, **common)
            write = accept_batch(sent_batch, PEPPER, self.arrival_of(sent))
            (delta,) = write.deltas
            delta.weight = float(sent.weight)
        else:
            crash = {"is_fatal": sent.is_fatal}
            sent_report = report(at=time_of(sent), crash_id=sent.crash_id, crash=crash, **common)
            write = accept_report(sent_report, PEPPER, self.clock())
        (result,) = await self._path.flush([write])
        assert isinstance(result, WriteResult)

    def arrival_of(self, sent: SentBatch | SentReport) -> datetime:
        """Now; events that are too old to arrive now arrived on their day."""
        return self.clock() if sent.day > TODAY - timedelta(days=7) else time_of(sent)

    def _count(self, sent: SentBatch | SentReport) -> None:
        common = (self.arrival_of(sent), sent.device, sent.session, sent.version)
        if isinstance(sent, SentReport):
            self.oracle.add(SentEvent(time_of(sent), *common, "crash"))
            if not sent.is_fatal:
                self.oracle.fatal.pop()
            return
        for place, (kind, data) in enumerate(sent.events):
            value = next(iter(data.values())) if data else None
            number = float(value) if isinstance(value, int) else value
            self.oracle.add(SentEvent(time_of(sent, place), *common, kind, number, sent.weight))

    async def _merge_and_roll_back(self) -> None:
        async with self._pool.transaction() as conn:
            pool = _OneConnection(conn)
            await Compaction(pool, self.clock, CompactionLimits(max_rows=5)).work()  # type: ignore[arg-type]
            raise Killed


def time_of(sent: SentBatch | SentReport, place: int = 0) -> datetime:
    """Sessions overlap: a batch that is sent later can have earlier events."""
    after = sent.after_seconds if isinstance(sent, SentBatch) else 0
    return datetime.combine(sent.day, time(22, tzinfo=UTC)) + timedelta(seconds=after + place)


class _OneConnection:
    """A pool whose transactions are parts of one transaction, which is rolled back."""

    def __init__(self, conn: Any) -> None:
        self._conn = conn

    def transaction(self) -> Any:
        conn = self._conn

        class Joined:
            async def __aenter__(self) -> Any:
                return conn

            async def __aexit__(self, *error: object) -> None:
                pass

        return Joined()
