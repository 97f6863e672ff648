"""The database or Redis becomes unavailable while a server runs, and then available again."""

import asyncio
import shutil
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import asyncpg
import httpx
import httpx_sse
import pytest
from tests.conftest import REPOSITORY
from tests.e2e.payloads import INGEST, crash, events, instant, to_camel
from tests.e2e.processes import APP, Keys, Server, create_app, free_port, running

from telemetry_graph.db.migrate import migrate
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.resources import find_resource_folder
from telemetry_graph.runtime import PrivateServices, state_dir


@pytest.fixture
def services() -> Iterator[PrivateServices]:
    """A database and a Redis for one test, with the settings of production."""
    folder: Path = state_dir(REPOSITORY, f"faults-{uuid4().hex[:8]}")
    services = PrivateServices(folder)
    yield services
    services.down()
    shutil.rmtree(folder)


@pytest.fixture
async def database_url(services: PrivateServices) -> str:
    url = services.up().database_url
    pool = await Pool.open(url, size=2)
    await migrate(pool, find_resource_folder("migrations"))
    await pool.close()
    return url


@pytest.fixture
async def keys(database_url: str) -> Keys:
    return await create_app(database_url)


@pytest.fixture
async def server(services: PrivateServices, database_url: str) -> AsyncIterator[Server]:
    server = Server(
        {
            "DATABASE_URL": database_url,
            "REDIS_URL": services.up().redis_url,
            "TELEMETRY_DEVICE_PEPPER": "a pepper for tests",
            "TELEMETRY_PORT": str(free_port()),
            "TELEMETRY_LOG_LEVEL": "error",
        }
    )
    async with running(server):
        yield server


async def test_without_the_database_ingestion_returns_503_and_recovers(
    server: Server, keys: Keys, services: PrivateServices, database_url: str
) -> None:
    batch, rest_batch = to_camel(events()), events()
    async with server.client(keys.ingest_key) as device:
        before = await send(device, batch)
        await asyncio.to_thread(services.stop_postgres)
        without = await send(device, to_camel(events()))
        rest_without = await device.post("/v1/telemetry/events", json=rest_batch)
        ready_without = await device.get("/readyz")
        alive_without = await device.get("/healthz")
        await asyncio.to_thread(services.start_postgres)
        repeated = await send(device, batch)
        after = await device.post("/v1/telemetry/events", json=rest_batch)

    assert before.status_code == 200
    assert (without.status_code, rest_without.status_code) == (503, 503)
    assert int(without.headers["retry-after"]) >= 1
    assert int(rest_without.headers["retry-after"]) >= 1
    assert without.json()["errors"][0]["extensions"]["code"] == "DATABASE_UNAVAILABLE"
    assert rest_without.json()["error"]["code"] == "DATABASE_UNAVAILABLE"
    assert (ready_without.status_code, alive_without.status_code) == (503, 200)
    assert repeated.json()["data"]["ingestEvents"]["isDuplicate"] is True
    assert after.json() == {
        "received": 2, "is_duplicate": False, "rejected": [], "sampled_out": 0, "sampling": [],
    }  # fmt: skip
    assert await event_count(database_url) == 4


async def test_without_redis_ingestion_and_feeds_continue(
    server: Server, keys: Keys, services: PrivateServices, database_url: str
) -> None:
    subscription = {
        "query": "subscription Feed($app: ID!, $since: DateTime!) "
        "{ crashFeed(appId: $app, since: $since) { message } }",
        "variables": {"app": APP, "since": instant()},
    }
    async with (
        server.client(keys.ingest_key) as device,
        server.client(keys.access_token) as developer,
        httpx_sse.aconnect_sse(developer, "POST", "/graphql", json=subscription) as feed,
    ):
        messages = feed.aiter_sse()
        await report(device, line=1)
        with_redis = await anext(messages)
        await asyncio.to_thread(services.stop_redis)
        without = await report(device, line=2)
        ready_without = await device.get("/readyz")
        without_redis = await anext(messages)
        await asyncio.to_thread(services.start_redis)
        await report(device, line=3)
        redis_again = await anext(messages)

    assert without.status_code == 200
    assert ready_without.status_code == 200
    assert ready_without.json()["status"] == "degraded"
    assert ready_without.json()["checks"]["redis"] == "unavailable"
    for message in (with_redis, without_redis, redis_again):
        assert "attempt to index nil value" in message.data


async def test_a_stopping_server_finishes_accepted_requests(
    server: Server, keys: Keys, database_url: str
) -> None:
    async with server.client(keys.ingest_key) as device:
        sending = [asyncio.create_task(send(device, to_camel(events()))) for _ in range(40)]
        await asyncio.wait(sending, return_when=asyncio.FIRST_COMPLETED)
        exit_code = await server.stop(signal.SIGTERM)
        responses = await asyncio.gather(*sending, return_exceptions=True)

    accepted = [each for each in responses if isinstance(each, httpx.Response)]
    assert exit_code == 0
    assert {each.status_code for each in accepted} <= {200, 503}
    acknowledged = sum(each.status_code == 200 for each in accepted)
    assert acknowledged >= 1
    assert await event_count(database_url) == 2 * acknowledged


async def send(device: httpx.AsyncClient, batch: object) -> httpx.Response:
    body = {"query": INGEST, "variables": {"input": batch}}
    return await device.post("/graphql", json=body)


async def report(device: httpx.AsyncClient, *, line: int) -> httpx.Response:
    return await device.post("/v1/telemetry/crash", json=crash(line))


async def event_count(database_url: str) -> int:
    conn = await asyncpg.connect(database_url)
    try:
        count: int = await conn.fetchval("SELECT count(*) FROM telemetry_events")
    finally:
        await conn.close()
    return count
