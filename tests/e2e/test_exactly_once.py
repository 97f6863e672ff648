"""Processes are killed at random moments under load; clients retry; nothing is lost or doubled.

`make soak` runs it longer: SOAK_SECONDS in the environment.
"""

import asyncio
import os
import random
import shutil
import signal
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest
from tests.conftest import REPOSITORY
from tests.e2e.payloads import DEVICE, INGEST, REPORT, camel, crash, instant
from tests.e2e.processes import APP, Keys, Process, Server, app_with_keys, free_port, running

from telemetry_graph.db.migrate import migrate
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.resources import resource_dir
from telemetry_graph.runtime import PrivateServices, state_dir

SECONDS = float(os.environ.get("SOAK_SECONDS", "12"))
CLIENTS = 12
EVENTS = 7
COUNTS = """
SELECT (SELECT count(*) FROM telemetry_events WHERE event_type <> 'lua_error') AS events,
       (SELECT count(*) FROM telemetry_events WHERE event_type = 'lua_error') AS crash_events,
       (SELECT count(*) FROM ingest_batches) AS batches,
       (SELECT sum(received) FROM ingest_batches) AS received,
       coalesce((SELECT sum(events) FROM rollup_delta WHERE kind = 'event'), 0)
       + coalesce((SELECT sum(events) FROM daily_events WHERE is_total), 0) AS counted,
       (SELECT count(*) FROM crash_reports) AS crashes,
       (SELECT sum(occurrence_count) FROM crash_groups) AS grouped
"""


@dataclass
class Tally:
    """What clients were told, once for each thing that they sent."""

    batches: int = 0
    events: int = 0
    crashes: int = 0
    retries: int = 0
    kills: list[str] = field(default_factory=list)


@pytest.fixture
def services() -> Iterator[PrivateServices]:
    folder: Path = state_dir(REPOSITORY, f"kills-{uuid4().hex[:8]}")
    services = PrivateServices(folder)
    yield services
    services.down()
    shutil.rmtree(folder)


@pytest.mark.timeout(SECONDS * 2 + 120)
async def test_what_is_acknowledged_is_stored_once_whatever_is_killed(
    services: PrivateServices,
) -> None:
    endpoints = services.up()
    pool = await Pool.open(endpoints.database_url, size=2)
    await migrate(pool, resource_dir("migrations"))
    await pool.close()
    keys = await app_with_keys(endpoints.database_url)
    tally, rng = Tally(), random.Random(SECONDS)
    environment = {
        "DATABASE_URL": endpoints.database_url,
        "REDIS_URL": endpoints.redis_url,
        "TELEMETRY_DEVICE_PEPPER": "a pepper for tests",
        "TELEMETRY_PORT": str(free_port()),
        "TELEMETRY_LOG_LEVEL": "error",
    }
    server, worker = Server(environment, ["--workers", "2"]), Process("worker", environment)

    async with running(server, worker):
        stop = asyncio.Event()
        clients = [
            asyncio.create_task(_client(server, keys, tally, stop, number))
            for number in range(CLIENTS)
        ]
        await _kill_now_and_then(services, server, worker, tally, rng)
        stop.set()
        await asyncio.gather(*clients)

    counts = await _counts(endpoints.database_url)
    assert {"postgres", "server", "worker"} <= set(tally.kills)
    assert tally.retries > 0
    assert tally.batches > 50
    assert counts == {
        "events": tally.events - tally.batches,
        "crash_events": tally.batches,
        "batches": tally.batches,
        "received": tally.events,
        "counted": tally.events,
        "crashes": tally.crashes + tally.batches,
        "grouped": tally.crashes + tally.batches,
    }


async def _client(
    server: Server, keys: Keys, tally: Tally, stop: asyncio.Event, number: int
) -> None:
    """Sends batches and crashes, each again and again until it is acknowledged."""
    path = number % 2  # half of the clients by REST
    async with server.client(keys.ingest_key) as http:
        while not stop.is_set():
            batch = _batch()
            answer = await _insist(lambda: _send_batch(http, batch, path), tally)  # noqa: B023
            tally.batches += 1
            tally.events += answer["received"]
            report = {**crash(number), "crash_id": str(uuid4())}
            await _insist(lambda: _send_crash(http, report, path), tally)  # noqa: B023
            tally.crashes += 1


async def _insist(
    send: Callable[[], Awaitable[dict[str, Any] | None]], tally: Tally
) -> dict[str, Any]:
    while True:
        with suppress(httpx.HTTPError):
            if (answer := await send()) is not None:
                return answer
        tally.retries += 1
        await asyncio.sleep(0.05)


async def _send_batch(
    http: httpx.AsyncClient, batch: dict[str, Any], path: int
) -> dict[str, Any] | None:
    if path:
        return _acknowledged(await http.post("/v1/telemetry/events", json=batch))
    body = {"query": INGEST, "variables": {"input": camel(batch)}}
    data = _acknowledged(await http.post("/graphql", json=body))
    return data and dict(data["data"]["ingestEvents"])


async def _send_crash(
    http: httpx.AsyncClient, report: dict[str, Any], path: int
) -> dict[str, Any] | None:
    if path:
        return _acknowledged(await http.post("/v1/telemetry/crash", json=report))
    body = {"query": REPORT, "variables": {"input": camel(report)}}
    return _acknowledged(await http.post("/graphql", json=body))


def _acknowledged(answer: httpx.Response) -> dict[str, Any] | None:
    """The answer of success; None when the client is to try again, as it is told."""
    if answer.status_code == 200:
        return dict(answer.json())
    assert answer.status_code in (429, 503), answer.text
    assert int(answer.headers["retry-after"]) >= 1
    return None


def _batch() -> dict[str, Any]:
    events = [{"type": "app_start", "timestamp": instant(n), "data": {}} for n in range(EVENTS - 1)]
    crashed = {"type": "lua_error", "timestamp": instant(), "data": {"message": "soak"}}
    return {
        "app_id": APP,
        "app_version": "1.2.0",
        "device_id": DEVICE,
        "batch_id": str(uuid4()),
        "events": [*events, crashed],
    }


async def _kill_now_and_then(
    services: PrivateServices, server: Server, worker: Process, tally: Tally, rng: random.Random
) -> None:
    until = asyncio.get_running_loop().time() + SECONDS
    victims = ["server", "postgres", "worker", "redis", "server"]
    while asyncio.get_running_loop().time() < until:
        await asyncio.sleep(rng.uniform(0.8, 2.0))
        victim = victims[len(tally.kills) % len(victims)]
        tally.kills.append(victim)
        if victim == "server":
            os.kill(rng.choice(await _children(server)), signal.SIGKILL)
        elif victim == "worker":  # it merges the rollups that are counted in the end
            await worker.stop(signal.SIGKILL)
            await worker.start()
        elif victim == "postgres":
            await asyncio.to_thread(services.kill_postgres)
            await asyncio.to_thread(services.start_postgres)
        else:
            await asyncio.to_thread(services.kill_redis)
            await asyncio.to_thread(services.start_redis)


async def _children(server: Server) -> list[int]:
    """There are none for a while when both were killed in short order."""
    while not (children := server.children()):  # noqa: ASYNC110 - the kernel tells nobody
        await asyncio.sleep(0.05)
    return children


async def _counts(database_url: str) -> dict[str, int]:
    conn = await asyncpg.connect(database_url)
    try:
        row = await conn.fetchrow(COUNTS)
        assert row is not None
        return {name: int(value) for name, value in row.items()}
    finally:
        await conn.close()
