"""A worker of alerting with everything but time and the receivers real."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from tests.unit.alerting.examples import NOW, crash_facts, renderer

from telemetry_graph.alerting.channels.promise import Channel
from telemetry_graph.alerting.dispatcher import Dispatcher
from telemetry_graph.alerting.model import CrashFacts, Delivery
from telemetry_graph.alerting.service import Alerting
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.ids import AppId

APP = crash_facts().app_id


class HandClock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def advance_to(self, instant: datetime | None) -> None:
        assert instant is not None
        self.now = instant


class Alerts:
    """The alerting of one installation: its database, and as many workers as a test wants."""

    def __init__(self, pool: Pool, clock: HandClock) -> None:
        self.pool = pool
        self.clock = clock
        self.service = Alerting(pool, clock)

    async def enqueue(self, *facts: CrashFacts) -> None:
        async with self.pool.transaction() as conn:
            await self.service.enqueue(conn, facts or [crash_facts()])

    def worker(self, *channels: Channel, **options: Any) -> Dispatcher:
        return Dispatcher(
            self.pool, channels=channels, renderer=renderer(), clock=self.clock, **options
        )

    async def log(self, app_id: AppId = APP) -> Sequence[Delivery]:
        return (await self.service.deliveries(app_id, 100, None)).items

    async def only_delivery(self) -> Delivery:
        (delivery,) = await self.log()
        return delivery

    async def rows(self, table: str) -> int:
        counts = {
            "alert_outbox": "SELECT count(*) FROM alert_outbox",
            "alert_deliveries": "SELECT count(*) FROM alert_deliveries",
        }
        async with self.pool.connection() as conn:
            return int(await conn.fetchval(counts[table]))


async def run_dry(worker: Dispatcher) -> None:
    """Work until there is none."""
    while await worker.work():
        pass
