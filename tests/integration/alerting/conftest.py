"""The alerting of one installation, on a new database."""

from collections.abc import AsyncIterator

import httpx
import pytest
from tests.integration.alerting.workers import APP, OTHER_APP, Alerts, ManualClock
from tests.receivers import HttpReceiver

from telemetry_graph.alerting.channels.http.guarded_client import create_client
from telemetry_graph.alerting.channels.log import LOG
from telemetry_graph.alerting.channels.slack import SLACK
from telemetry_graph.alerting.channels.webhook import WEBHOOK
from telemetry_graph.alerting.pipeline.sender import OpenChannel
from telemetry_graph.db.pool import Pool


@pytest.fixture
async def alerts(database_url: str) -> AsyncIterator[Alerts]:
    pool = await Pool.open(database_url, size=6)
    async with create_client() as client:
        alerts = Alerts(pool, ManualClock(), client)
        await alerts.accounts.create_app(APP, "Notes")
        await alerts.accounts.create_app(OTHER_APP, "Other")
        yield alerts
    await pool.close()


@pytest.fixture
async def receiver() -> AsyncIterator[HttpReceiver]:
    async with HttpReceiver().listening() as listening:
        yield listening


@pytest.fixture
def client(alerts: Alerts) -> httpx.AsyncClient:
    return alerts.client


@pytest.fixture
def webhook(receiver: HttpReceiver, alerts: Alerts) -> OpenChannel:
    return alerts.open_channel(WEBHOOK, receiver.url, "signing-secret")


@pytest.fixture
def slack(receiver: HttpReceiver, alerts: Alerts) -> OpenChannel:
    return alerts.open_channel(SLACK, receiver.url)


@pytest.fixture
def log_channel(alerts: Alerts) -> OpenChannel:
    return alerts.open_channel(LOG, "")
