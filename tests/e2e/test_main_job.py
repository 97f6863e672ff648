"""The product in one page: from a device's mutation to a row, a live message and an alert."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import httpx
import httpx_sse
import pytest
from gql import Client, gql
from gql.transport.websockets import WebsocketsTransport
from tests.e2e.payloads import INGEST, REPORT, crash, events, instant, to_camel
from tests.e2e.processes import APP, Keys, Process, Server, running
from tests.receivers import HttpReceiver, Mailbox

# With `since`, so that nothing is missed before the subscription has started.
FEED = """
subscription Feed($app: ID!, $since: DateTime!) {
  crashFeed(appId: $app, since: $since) { fingerprint message appVersion }
}
"""
NEW_GROUPS = """
subscription NewGroups($app: ID!, $since: DateTime!) {
  newCrashGroups(appId: $app, since: $since) { fingerprint message }
}
"""


@pytest.fixture
async def mailbox(environment: dict[str, str]) -> AsyncIterator[Mailbox]:
    mailbox = Mailbox()
    async with mailbox.listening() as port:
        environment |= {
            "TELEMETRY_SMTP_HOST": "127.0.0.1",
            "TELEMETRY_SMTP_PORT": str(port),
            "TELEMETRY_SMTP_SECURITY": "none",
            "TELEMETRY_ALERT_EMAIL_FROM": "telemetry@example.com",
            "TELEMETRY_ALERT_CHANNELS": "email=team@example.com",
        }
        yield mailbox


@pytest.fixture
async def webhook(environment: dict[str, str], mailbox: Mailbox) -> AsyncIterator[HttpReceiver]:
    async with HttpReceiver().listening() as receiver:
        environment["TELEMETRY_ALERT_CHANNELS"] += f" webhook={receiver.url}"
        yield receiver


@pytest.fixture
async def server(
    environment: dict[str, str], mailbox: Mailbox, webhook: HttpReceiver
) -> AsyncIterator[Server]:
    server = Server(environment)
    async with running(server, Process("worker", environment)):
        yield server


async def test_a_crash_reaches_the_database_a_subscriber_and_an_inbox_once(
    server: Server, keys: Keys, database_url: str, mailbox: Mailbox, webhook: HttpReceiver
) -> None:
    async with (
        server.client(keys.ingest_key) as device,
        subscribe_by_websocket(server, keys, FEED) as feed,
        subscribe_by_sse(server, keys, NEW_GROUPS) as new_groups,
    ):
        batch = await mutate(device, INGEST, input=to_camel(events()))
        first = await mutate(device, REPORT, input=to_camel(crash(line=42)))
        second = await mutate(device, REPORT, input=to_camel(crash(line=97)))
        rest_batch = await device.post("/v1/telemetry/events", json=events())
        rest_crash = await device.post("/v1/telemetry/crash", json=crash(line=7))

        assert batch["ingestEvents"] == {"received": 2, "isDuplicate": False, "rejected": []}
        assert rest_batch.json() == {
            "received": 2, "is_duplicate": False, "rejected": [], "sampled_out": 0, "sampling": [],
        }  # fmt: skip
        fingerprint = first["reportCrash"]["fingerprint"]
        assert second["reportCrash"]["fingerprint"] == fingerprint
        assert rest_crash.json()["fingerprint"] == fingerprint
        assert [(await feed.get())["crashFeed"] for _ in range(3)] == 3 * [
            {
                "fingerprint": fingerprint,
                "message": "attempt to index nil value 'user'",
                "appVersion": "1.2.0",
            }
        ]
        assert (await new_groups.get())["newCrashGroups"]["fingerprint"] == fingerprint
        await webhook.has_received.wait()
        await mailbox.has_received.wait()
        assert webhook.requests[0].json["crash"]["fingerprint"] == fingerprint
        assert "attempt to index nil value 'user'" in str(mailbox.mails[0]["Subject"])

    async with server.client(keys.access_token) as developer:
        assert await crash_groups(developer) == [
            {"fingerprint": fingerprint, "occurrenceCount": 3, "affectedVersions": ["1.2.0"]}
        ]
        deliveries = await alert_deliveries(developer)
    assert {each["channelKind"] for each in deliveries} == {"EMAIL", "WEBHOOK"}
    assert all(each["state"] == "DELIVERED" for each in deliveries)
    # The second and third crash cause no alert.
    assert len(mailbox.mails) == len(webhook.requests) == 1
    assert new_groups.empty()
    assert await stored_rows(database_url) == (4, 3, 1)


async def mutate(device: httpx.AsyncClient, query: str, **variables: Any) -> dict[str, Any]:
    response = await device.post("/graphql", json={"query": query, "variables": variables})
    body: dict[str, Any] = response.json()
    assert response.status_code == httpx.codes.OK, body
    data: dict[str, Any] = body["data"]
    return data


async def crash_groups(developer: httpx.AsyncClient) -> list[dict[str, Any]]:
    query = f"""{{ app(id: "{APP}") {{ crashGroups(first: 10) {{ edges {{ node {{
        fingerprint occurrenceCount affectedVersions }} }} }} }} }}"""
    data = await mutate(developer, query)
    return [edge["node"] for edge in data["app"]["crashGroups"]["edges"]]


async def alert_deliveries(developer: httpx.AsyncClient) -> list[dict[str, Any]]:
    query = f"""{{ app(id: "{APP}") {{ alertDeliveries(first: 10) {{ edges {{ node {{
        channelKind state }} }} }} }} }}"""
    data = await mutate(developer, query)
    return [edge["node"] for edge in data["app"]["alertDeliveries"]["edges"]]


async def stored_rows(database_url: str) -> tuple[int, int, int]:
    """Events, crash reports and crash groups."""
    conn = await asyncpg.connect(database_url)
    try:
        tables = ("telemetry_events", "crash_reports", "crash_groups")
        events_, reports, groups = [
            await conn.fetchval(f"SELECT count(*) FROM {table}") for table in tables
        ]
    finally:
        await conn.close()
    return events_, reports, groups


def variables_from_now() -> dict[str, Any]:
    return {"app": APP, "since": instant()}


Messages = asyncio.Queue[dict[str, Any]]


@asynccontextmanager
async def subscribe_by_websocket(
    server: Server, keys: Keys, subscription: str
) -> AsyncIterator[Messages]:
    """The messages of a subscription over graphql-transport-ws."""
    transport = WebsocketsTransport(
        url=server.websocket,
        subprotocols=[WebsocketsTransport.GRAPHQLWS_SUBPROTOCOL],
        init_payload={"authorization": f"Bearer {keys.access_token}"},
    )
    messages: Messages = asyncio.Queue()
    async with Client(transport=transport) as session:

        async def listen() -> None:
            request = gql(subscription)
            request.variable_values = variables_from_now()
            async for message in session.subscribe(request):
                messages.put_nowait(message)

        listener = asyncio.create_task(listen())
        yield messages
        listener.cancel()


@asynccontextmanager
async def subscribe_by_sse(
    server: Server, keys: Keys, subscription: str
) -> AsyncIterator[Messages]:
    """The messages of a subscription over Server-Sent Events."""
    messages: Messages = asyncio.Queue()
    async with server.client(keys.access_token) as client:

        async def listen() -> None:
            body = {"query": subscription, "variables": variables_from_now()}
            async with httpx_sse.aconnect_sse(client, "POST", "/graphql", json=body) as source:
                async for event in source.aiter_sse():
                    messages.put_nowait(json.loads(event.data)["data"])

        listener = asyncio.create_task(listen())
        yield messages
        listener.cancel()
