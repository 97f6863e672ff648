"""Processes are killed at random moments under load while clients retry: each write is stored once.

`make soak` sets SOAK_SECONDS for a longer run.
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
from tests.e2e.payloads import DEVICE, INGEST, REPORT, crash, instant, to_camel
from tests.e2e.processes import APP, Keys, Process, Server, create_app, free_port, running

from telemetry_graph.db.migrate import migrate
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.resources import find_resource_folder
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
    """What was acknowledged to the clients."""

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
async def test_acknowledged_data_is_stored_once_while_processes_are_killed(
    services: PrivateServices,
) -> None:
    endpoints = services.up()
    pool = await Pool.open(endpoints.database_url, size=2)
    await migrate(pool, find_resource_folder("migrations"))
    await pool.close()
    keys = await create_app(endpoints.database_url)
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
        await _kill_repeatedly(services, server, worker, tally, rng)
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
    """Send batches and crashes, and retry each until it is acknowledged."""
    is_rest = number % 2 == 1
    async with server.client(keys.ingest_key) as http:
        while not stop.is_set():
            batch = _batch()
            receipt = await _retry(lambda: _send_batch(http, batch, is_rest=is_rest), tally)  # noqa: B023
            tally.batches += 1
            tally.events += receipt["received"]
            report = {**crash(number), "crash_id": str(uuid4())}
            await _retry(lambda: _send_crash(http, report, is_rest=is_rest), tally)  # noqa: B023
            tally.crashes += 1


async def _retry(
    send: Callable[[], Awaitable[dict[str, Any] | None]], tally: Tally
) -> dict[str, Any]:
    while True:
        with suppress(httpx.HTTPError):
            if (receipt := await send()) is not None:
                return receipt
        tally.retries += 1
        await asyncio.sleep(0.05)


async def _send_batch(
    http: httpx.AsyncClient, batch: dict[str, Any], *, is_rest: bool
) -> dict[str, Any] | None:
    if is_rest:
        return _acknowledgement(await http.post("/v1/telemetry/events", json=batch))
    body = {"query": INGEST, "variables": {"input": to_camel(batch)}}
    data = _acknowledgement(await http.post("/graphql", json=body))
    return data and dict(data["data"]["ingestEvents"])


async def _send_crash(
    http: httpx.AsyncClient, report: dict[str, Any], *, is_rest: bool
) -> dict[str, Any] | None:
    if is_rest:
        return _acknowledgement(await http.post("/v1/telemetry/crash", json=report))
    body = {"query": REPORT, "variables": {"input": to_camel(report)}}
    return _acknowledgement(await http.post("/graphql", json=body))


def _acknowledgement(response: httpx.Response) -> dict[str, Any] | None:
    """The body of a successful response; None for a response that asks for a retry."""
    if response.status_code == 200:
        return dict(response.json())
    assert response.status_code in (429, 503), response.text
    assert int(response.headers["retry-after"]) >= 1
    return None


def _batch() -> dict[str, Any]:
    events = [{"type": "app_start", "timestamp": instant(n), "data": {}} for n in range(EVENTS - 1)]
    crash_event = {"type": "lua_error", "timestamp": instant(), "data": {"message": "soak"}}
    return {
        "app_id": APP,
        "app_version": "1.2.0",
        "device_id": DEVICE,
        "batch_id": str(uuid4()),
        "events": [*events, crash_event],
    }


async def _kill_repeatedly(
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
        elif victim == "worker":  # it compacts the rollups that are counted at the end
            await worker.stop(signal.SIGKILL)
            await worker.start()
        elif victim == "postgres":
            await asyncio.to_thread(services.kill_postgres)
            await asyncio.to_thread(services.start_postgres)
        else:
            await asyncio.to_thread(services.kill_redis)
            await asyncio.to_thread(services.start_redis)


async def _children(server: Server) -> list[int]:
    """Wait for children: there are none for a moment after both were killed."""
    while not (children := server.children()):  # noqa: ASYNC110 - the kernel has no event for it
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
