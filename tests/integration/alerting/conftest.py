"""The alerting of one installation, on a fresh database."""

from collections.abc import AsyncIterator

import httpx
import pytest
from tests.integration.alerting.workers import APP, OTHER_APP, Alerts, ManualClock
from tests.receivers import HttpReceiver

from telemetry_graph.alerting.channels.outbound import outbound_client
from telemetry_graph.alerting.channels.slack.sender import SlackChannel, SlackConfig
from telemetry_graph.alerting.channels.webhook.sender import WebhookChannel, WebhookConfig
from telemetry_graph.db.pool import Pool


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with outbound_client() as opened:
        yield opened


@pytest.fixture
async def alerts(database_url: str, client: httpx.AsyncClient) -> AsyncIterator[Alerts]:
    pool = await Pool.open(database_url, size=6)
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
def webhook(receiver: HttpReceiver, client: httpx.AsyncClient, alerts: Alerts) -> WebhookChannel:
    return WebhookChannel(WebhookConfig(receiver.url, "signing-secret"), client, alerts.clock)


@pytest.fixture
def slack(receiver: HttpReceiver, client: httpx.AsyncClient, alerts: Alerts) -> SlackChannel:
    return SlackChannel(SlackConfig(receiver.url), client, alerts.clock)
