"""Devices of the last minutes and the last event, with and without merged deltas."""

from datetime import UTC, datetime, timedelta

import pytest
from redis.asyncio import Redis
from tests.factories import APP, OTHER_APP, PEPPER, ManualClock, batch, device_id, event

from telemetry_graph.analytics.compaction import Compaction
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.db.pool import Pool
from telemetry_graph.events.reads import EventReads
from telemetry_graph.ingest.accept.batch import accept_batch
from telemetry_graph.ingest.write_path import WritePath
from telemetry_graph.kit.ids import AppId, uuid7
from telemetry_graph.live.bus import Bus

_ARRIVAL = datetime(2025, 6, 12, 8, 0, 17, tzinfo=UTC)
_STEP = _ARRIVAL.replace(second=10)


class Phones:
    """Devices whose events are received at the time of a clock."""

    def __init__(self, pool: Pool) -> None:
        self.clock = ManualClock(_ARRIVAL)
        self.analytics = Analytics(pool, self.clock, EventReads(pool))
        self._compaction = Compaction(pool, self.clock)
        self._path = WritePath.over(pool, self.clock, Bus(Redis(), prefix="never sent"))

    async def send(self, device: str, app_id: AppId = APP) -> None:
        now = self.clock()
        start = batch(
            event("app_start", at=now),
            app_id=app_id,
            device_id=device_id(device),
            batch_id=uuid7(now),
        )
        await self._path.flush([accept_batch(start, PEPPER, now)])

    async def merge(self) -> None:
        while await self._compaction.work():
            pass


@pytest.fixture
def phones(pool: Pool) -> Phones:
    return Phones(pool)


async def test_the_last_event_is_known_before_deltas_are_merged(phones: Phones) -> None:
    await phones.send("a")
    phones.clock.now += timedelta(minutes=1)

    live = await phones.analytics.live_now(APP)

    assert (live.devices, live.last_event_at) == (1, _STEP)


async def test_the_last_event_is_known_a_month_later(phones: Phones) -> None:
    await phones.send("a")
    await phones.merge()
    phones.clock.now += timedelta(seconds=30)
    await phones.send("b")
    await phones.merge()
    phones.clock.now += timedelta(days=30)
    await phones.send("c", OTHER_APP)
    await phones.merge()

    live = await phones.analytics.live_now(APP)

    assert (live.devices, live.last_event_at) == (0, _STEP + timedelta(seconds=30))


async def test_only_the_latest_row_of_an_app_is_stored(phones: Phones, pool: Pool) -> None:
    for _ in range(3):
        await phones.send("a")
        await phones.merge()
        phones.clock.now += timedelta(minutes=1)
    phones.clock.now += timedelta(hours=1)
    await phones.merge()

    async with pool.connection() as conn:
        assert await conn.fetchval("SELECT count(*) FROM live_use") == 1


async def test_the_last_event_is_known_when_the_worker_merges_late(phones: Phones) -> None:
    await phones.send("a")
    phones.clock.now += timedelta(seconds=20)
    await phones.send("a")
    phones.clock.now += timedelta(hours=3)
    await phones.merge()

    live = await phones.analytics.live_now(APP)

    assert (live.devices, live.last_event_at) == (0, _STEP + timedelta(seconds=20))


async def test_an_app_without_events_has_no_last_event(phones: Phones) -> None:
    await phones.send("a", OTHER_APP)

    live = await phones.analytics.live_now(APP)

    assert live.last_event_at is None
