"""The services of two processes over one database, with a stopped clock."""

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis
from tests.factories import APP, OTHER_APP, ManualClock

from telemetry_graph.app import Services, build_services
from telemetry_graph.db.pool import Pool
from telemetry_graph.settings import Settings


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def two(settings: Settings, clock: ManualClock) -> AsyncIterator[tuple[Services, Services]]:
    pools = [await Pool.open(settings.database_url, size=8) for _ in range(2)]
    redis = Redis.from_url(settings.redis_url)
    first, second = (build_services(settings, pool, redis, clock) for pool in pools)
    await first.accounts.create_app(APP, "Notes")
    await first.accounts.create_app(OTHER_APP, "Other")
    async with first.ingest.running(), second.ingest.running():
        yield first, second
    for pool in pools:
        await pool.close()
    await redis.aclose()


@pytest.fixture
def one(two: tuple[Services, Services]) -> Services:
    return two[0]
