"""The testbed of the benchmarks: a private database and Redis, servers, load generators."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import msgspec

from bench.load import Plan, Result
from telemetry_graph.accounts.service import Accounts
from telemetry_graph.db.migrate import migrate
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.clock import utc_now
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.resources import find_resource_folder
from telemetry_graph.runtime import PrivateServices, state_dir

REPOSITORY = Path(__file__).resolve().parents[1]
APPS = 20
EMPTY_TABLES = """
TRUNCATE telemetry_events, ingest_batches, crash_reports, crash_groups, crash_fingerprints,
         crash_days, crash_group_words, crash_versions, crash_activity, alert_outbox,
         alert_deliveries, rollup_delta, daily_use, daily_events, daily_measures, daily_items,
         weekly_use, weekly_items, live_use, live_versions, alert_summaries, alert_cooldowns,
         crash_minutes, hourly_events
"""


class BenchServer:
    """A server under load, of one process or several."""

    def __init__(self, pid: int, port: int, keys: dict[str, str]) -> None:
        self._pid = pid
        self._port = port
        self.keys = keys

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def wait_until_ready(self, path: str) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with suppress(httpx.HTTPError):
                httpx.get(f"http://127.0.0.1:{self._port}{path}", trust_env=False)
                time.sleep(0.5)  # for the other processes that share the port
                return
            time.sleep(0.1)
        raise TimeoutError("the server did not start within 30 seconds")

    def load(
        self, kind: str, seconds: float, *, rate: float | None = None, connections: int = 256
    ) -> Result:
        """Load the server for all apps, and wait for the result."""
        plan = Plan("127.0.0.1", self._port, kind, seconds, self.keys, connections, rate)
        completed = subprocess.run(
            [sys.executable, "-m", "bench.load"],
            input=msgspec.json.encode(plan),
            stdout=subprocess.PIPE,
            cwd=REPOSITORY,
            check=True,
        )
        return msgspec.json.decode(completed.stdout, type=Result)

    async def load_apps(self, apps: Sequence[str], kind: str, **options: Any) -> Result:
        """Load the server for some apps only, without blocking the event loop."""
        keys = {app: self.keys[app] for app in apps}
        plan = Plan("127.0.0.1", self._port, kind, keys=keys, **options)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.load",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=REPOSITORY,
        )  # fmt: skip
        output, _ = await process.communicate(msgspec.json.encode(plan))
        return msgspec.json.decode(output, type=Result)

    def rss_mb(self) -> float:
        """Return the resident memory of the largest process."""
        return max(_read_resident_mb(pid) for pid in self._pids())

    def cpu_seconds(self) -> float:
        return sum(_read_cpu_seconds(pid) for pid in self._pids())

    def _pids(self) -> list[int]:
        children = Path(f"/proc/{self._pid}/task/{self._pid}/children").read_text().split()
        return [int(pid) for pid in children] or [self._pid]


class Testbed:
    def __init__(self, environment: Mapping[str, str], keys: dict[str, str]) -> None:
        self.environment = {**os.environ, **environment}
        self._keys = keys

    def run_product(self, processes: int) -> AbstractContextManager[BenchServer]:
        serve = ["-m", "telemetry_graph", "serve", "--workers", str(processes)]
        return self.run_server(serve, "/readyz")

    @contextmanager
    def run_server(self, arguments: Sequence[str], ready_path: str) -> Iterator[BenchServer]:
        """Run a Python program that serves. `{port}` in its arguments is replaced."""
        port = find_free_port()
        process = subprocess.Popen(
            [sys.executable, *(part.format(port=port) for part in arguments)],
            env={**self.environment, "TELEMETRY_PORT": str(port)},
            cwd=REPOSITORY,
        )
        try:
            server = BenchServer(process.pid, port, self._keys)
            server.wait_until_ready(ready_path)
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()

    async def query_value(self, query: str) -> int:
        conn = await asyncpg.connect(self.environment["DATABASE_URL"])
        try:
            return int(await conn.fetchval(query) or 0)
        finally:
            await conn.close()

    async def empty_tables(self) -> None:
        """Remove all data, so that each contender starts with empty tables."""
        conn = await asyncpg.connect(self.environment["DATABASE_URL"])
        try:
            await conn.execute(EMPTY_TABLES)
            await conn.execute("CHECKPOINT")
        finally:
            await conn.close()


@asynccontextmanager
async def run_testbed() -> AsyncIterator[Testbed]:
    folder = state_dir(REPOSITORY, f"bench-{uuid4().hex[:8]}")
    services = PrivateServices(folder)
    try:
        endpoints = await asyncio.to_thread(services.up)
        environment = {
            "DATABASE_URL": endpoints.database_url,
            "REDIS_URL": endpoints.redis_url,
            "TELEMETRY_DEVICE_PEPPER": "a pepper for the bench",
            "TELEMETRY_LOG_LEVEL": "warning",
        }
        yield Testbed(environment, await _create_apps(endpoints.database_url))
    finally:
        await asyncio.to_thread(services.down)
        shutil.rmtree(folder, ignore_errors=True)


async def _create_apps(database_url: str) -> dict[str, str]:
    pool = await Pool.open(database_url, size=4)
    await migrate(pool, find_resource_folder("migrations"))
    accounts, keys = Accounts.over(pool, utc_now), {}
    for number in range(APPS):
        app = await accounts.create_app(f"com.bench.app{number}", "Bench")
        _, secret = await accounts.create_key(AppId(app.app_id), "bench")
        keys[str(app.app_id)] = secret.secret
    await pool.close()
    return keys


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _read_resident_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def _read_cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
