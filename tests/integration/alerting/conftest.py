"""The alerting of one installation, on a fresh database."""

from collections.abc import AsyncIterator

import pytest
from tests.integration.alerting.workers import Alerts, HandClock

from telemetry_graph.db.pool import Pool


@pytest.fixture
async def alerts(database_url: str) -> AsyncIterator[Alerts]:
    pool = await Pool.open(database_url, size=6)
    yield Alerts(pool, HandClock())
    await pool.close()
