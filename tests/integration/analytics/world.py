"""The product's write path and worker beside the oracle, and what may disturb them."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from redis.asyncio import Redis
from tests.factories import PEPPER, HandClock, batch, device_id, event, report
from tests.integration.analytics.oracle import Oracle, Sent

from telemetry_graph.analytics.compaction import Compaction, CompactionLimits
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.crashes.service import Crashes
from telemetry_graph.db.pool import Pool
from telemetry_graph.events.reads import EventReads
from telemetry_graph.ingest.accept.batch import accepted_batch, accepted_report
from telemetry_graph.ingest.model import Written
from telemetry_graph.ingest.service import WritePath
from telemetry_graph.ingest.wire import ConsentInput
from telemetry_graph.kit.ids import AppId
from telemetry_graph.live.bus import Bus

TODAY = date(2025, 6, 12)
NOW = datetime(2025, 6, 12, 23, 0, tzinfo=UTC)
REMOVING = {
    "raw gone": "SELECT drop_chunks('telemetry_events', older_than => '2030-01-01'::timestamptz)",
    "weeks gone": "TRUNCATE weekly_use, weekly_items",
}


class Killed(Exception):
    pass


@dataclass(frozen=True)
class Batch:
    device: str
    session: str | None
    version: str | None
    day: date
    events: tuple[tuple[str, Any], ...]
    weight: int
    batch_id: UUID
    after_seconds: int = 0


@dataclass(frozen=True)
class Report:
    device: str
    session: str | None
    version: str | None
    day: date
    is_fatal: bool
    crash_id: UUID


class World:
    """The product's write path and worker beside the oracle, about an app of their own."""

    def __init__(self, pool: Pool) -> None:
        self.clock = clock = HandClock(NOW)
        self.app_id = AppId(f"com.example.{uuid4().hex}")
        self.oracle = Oracle()
        self._pool = pool
        self._path = WritePath.over(pool, clock, Bus(Redis(), prefix="never sent"))
        self._sent: list[Batch | Report] = []
        self.analytics = Analytics(pool, clock, EventReads(pool))
        self.crashes = Crashes(pool, clock, EventReads(pool))

    async def step(self, step: Any) -> None:
        if isinstance(step, Batch | Report):
            await self.send(step)
            self._sent.append(step)
            self._count(step)
        elif step == "again" and self._sent:
            await self.send(self._sent[len(self._sent) // 2])
        else:
            await self._disturb(step)

    async def _disturb(self, step: str) -> None:
        merging = Compaction(self._pool, self.clock, CompactionLimits(max_rows=5))
        match step:
            case "merge":
                await merging.work()
            case "merge all":
                while await merging.work():
                    pass
            case "two merge":
                await asyncio.gather(merging.work(), merging.work())
            case "killed":
                with pytest.raises(Killed):
                    await self._merge_and_die()
            case "later":
                self.clock.advance(seconds=100)
            case _ if step in REMOVING:
                await self._remove(step)

    async def _remove(self, step: str) -> None:
        async with self._pool.connection() as conn:
            await conn.execute(REMOVING[step])
        if step == "raw gone":
            self.oracle.raw.clear()

    async def send(self, sent: Batch | Report) -> None:
        common: dict[str, Any] = {
            "app_id": self.app_id,
            "device_id": device_id(sent.device),
            "session_id": sent.session,
            "app_version": sent.version,
        }
        if isinstance(sent, Batch):
            events = [
                event(kind, at=time_of(sent, place), data=data)
                for place, (kind, data) in enumerate(sent.events)
            ]
            consent = ConsentInput(usage_analytics=True)
            given = batch(*events, batch_id=sent.batch_id, consent=consent, **common)
            write = accepted_batch(given, PEPPER, self.arrival_of(sent))
            (usage,) = write.usages
            usage.weight = float(sent.weight)
        else:
            crash = {"fatal": sent.is_fatal}
            lone = report(at=time_of(sent), crash_id=sent.crash_id, crash=crash, **common)
            write = accepted_report(lone, PEPPER, self.clock())
        (result,) = await self._path.flush([write])
        assert isinstance(result, Written)

    def arrival_of(self, sent: Batch | Report) -> datetime:
        """Now; what is older than a late event may be arrived on its day."""
        return self.clock() if sent.day > TODAY - timedelta(days=7) else time_of(sent)

    def _count(self, sent: Batch | Report) -> None:
        common = (self.arrival_of(sent), sent.device, sent.session, sent.version)
        if isinstance(sent, Report):
            self.oracle.add(Sent(time_of(sent), *common, "crash"))
            if not sent.is_fatal:
                self.oracle.fatal.pop()
            return
        for place, (kind, data) in enumerate(sent.events):
            value = next(iter(data.values())) if data else None
            known = float(value) if isinstance(value, int) else value
            self.oracle.add(Sent(time_of(sent, place), *common, kind, known, sent.weight))

    async def _merge_and_die(self) -> None:
        async with self._pool.transaction() as conn:
            held = _OneConnection(conn)
            await Compaction(held, self.clock, CompactionLimits(max_rows=5)).work()  # type: ignore[arg-type]
            raise Killed


def time_of(sent: Batch | Report, place: int = 0) -> datetime:
    """Sessions overlap: what is sent later may have happened before."""
    after = sent.after_seconds if isinstance(sent, Batch) else 0
    return datetime.combine(sent.day, time(22, tzinfo=UTC)) + timedelta(seconds=after + place)


class _OneConnection:
    """A pool whose transactions are parts of one that will not be committed."""

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
