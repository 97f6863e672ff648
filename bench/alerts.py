"""How fast alerts arrive under load, that none is lost, what a storm costs; `make bench-alerts`.

A real SMTP server and a webhook receiver in a process of their own; the product's own processes.
"""

import asyncio
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import msgspec

from bench.inbox import Arrival
from bench.load import Result
from bench.report import run
from bench.testbed import REPOSITORY, BenchServer, Testbed, find_free_port, run_testbed

BUSY_APP = "com.bench.app0"
STORM_APP = "com.bench.app1"
CRASHES_PER_SECOND = 500.0
PROBES_OF_AN_APP = 9
"""In a minute: one more would be a storm."""
CHANNELS = ("email", "webhook")
FRESH_START = """
DELETE FROM alert_outbox; DELETE FROM alert_bundles; DELETE FROM alert_told
"""
UNFINISHED = "SELECT count(*) FROM alert_deliveries WHERE next_attempt_at IS NOT NULL"
UNDECIDED = "SELECT count(*) FROM alert_outbox WHERE expanded_at IS NULL"
# A receiver that was away is tried again minutes later; the bench need not wait for that.
HURRY = """
UPDATE alert_deliveries SET next_attempt_at = now()
 WHERE state = 'retrying' AND next_attempt_at > now()
"""
SUMMARISED = "SELECT count(*) FROM alert_deliveries WHERE state = 'held' AND channel = 'email'"
STORM_NOW = "UPDATE alert_bundles SET due_at = now() WHERE closed_at IS NULL AND reason = 'storm'"


@dataclass(frozen=True)
class Scale:
    latency_seconds: float
    storm_seconds: float
    storm_groups: int
    down_seconds: float


FULL = Scale(60.0, 60.0, 10_000, 600.0)
QUICK = Scale(15.0, 15.0, 2_500, 10.0)


class Receivers:
    """Can be stopped and started again, on the same ports."""

    def __init__(self, folder: Path) -> None:
        self.smtp_port, self.http_port = find_free_port(), find_free_port()
        self._file = folder / "arrivals"
        self._file.touch()
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.inbox", str(self.smtp_port), str(self.http_port),
             str(self._file)],
            cwd=REPOSITORY, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._process.stdout
        self._process.stdout.readline()

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            assert self._process.stdout
            self._process.stdout.close()
            self._process = None

    def arrivals(self, since: float = 0.0) -> list[Arrival]:
        lines = self._file.read_text(encoding="utf-8").splitlines()
        found = [msgspec.json.decode(line, type=Arrival) for line in lines]
        return [each for each in found if each.at >= since]

    @property
    def environment(self) -> dict[str, str]:
        return {
            "TELEMETRY_SMTP_HOST": "127.0.0.1",
            "TELEMETRY_SMTP_PORT": str(self.smtp_port),
            "TELEMETRY_SMTP_SECURITY": "none",
            "TELEMETRY_ALERT_EMAIL_FROM": "telemetry@example.com",
            "TELEMETRY_ALERT_EMAIL_TO": "team@example.com",
            "TELEMETRY_ALERT_WEBHOOK_URL": f"http://127.0.0.1:{self.http_port}/alerts",
        }


class Worker:
    def __init__(self, testbed: Testbed, receivers: Receivers) -> None:
        self._environment = {**testbed.environment, **receivers.environment}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "telemetry_graph", "worker"],
            env={**self._environment, "TELEMETRY_LOG_LEVEL": "error"}, cwd=REPOSITORY,
        )  # fmt: skip

    def stop(self, number: signal.Signals = signal.SIGTERM) -> None:
        assert self._process
        self._process.send_signal(number)
        self._process.wait()


class Probes:
    """New crash groups, one after the other; knows when each was sent and accepted."""

    def __init__(self, server: BenchServer, name: str) -> None:
        self._server = server
        self._name = name
        self._number = 0
        self.accepted: dict[str, tuple[float, float]] = {}

    async def send(self, client: httpx.AsyncClient, app: str) -> None:
        self._number += 1
        marker = f"probe-{self._name}{letters(self._number)}"
        sent = time.time()
        answer = await client.post(
            f"{self._server.address}/v1/telemetry/crash",
            json=crash_report(app, marker),
            headers={"Authorization": f"Bearer {self._server.keys[app]}"},
        )
        answer.raise_for_status()
        self.accepted[marker] = (sent, time.time())


def letters(number: int) -> str:
    """Without digits, which grouping does not look at."""
    found = ""
    while number:
        number, digit = divmod(number - 1, 26)
        found = chr(ord("a") + digit) + found
    return found


def crash_report(app: str, marker: str) -> dict[str, Any]:
    return {
        "app_id": app,
        "app_version": "1.2.0",
        "device_id": f"{random.getrandbits(256):064x}",
        "timestamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "crash": {
            "type": "lua_error",
            "message": f"{marker} went wrong",
            "stack_trace": f"{marker}.lua:1: in function '{marker}'",
        },
    }


async def measure(scale: Scale) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        async with run_testbed() as testbed:
            receivers = Receivers(Path(folder))
            receivers.start()
            try:
                return await _measure(testbed, receivers, scale)
            finally:
                receivers.stop()


async def _measure(testbed: Testbed, receivers: Receivers, scale: Scale) -> dict[str, Any]:
    with testbed.run_product(2) as server, working(testbed, receivers) as worker:
        latency = await _latency(testbed, server, receivers, scale.latency_seconds)
        print(f"  {latency}", file=sys.stderr, flush=True)
        storm = await _storm(testbed, server, receivers, scale)
        print(f"  {storm}", file=sys.stderr, flush=True)
        faults = await _faults(testbed, server, receivers, worker, scale.down_seconds)
        print(f"  {faults}", file=sys.stderr, flush=True)
    return {
        "p50_ms": latency["p50_ms"],
        "p95_ms": latency["p95_ms"],
        "lost": latency["lost"] + faults["lost"],
        "repeated": latency["repeated"] + faults["repeated"],
        "messages_in_storm": max(storm["messages"].values()),
        "ingest_in_storm": storm["ratio"],
        "latency": latency,
        "storm": storm,
        "faults": faults,
    }


@contextmanager
def working(testbed: Testbed, receivers: Receivers) -> Iterator[Worker]:
    worker = Worker(testbed, receivers)
    worker.start()
    try:
        yield worker
    finally:
        worker.stop()


async def _latency(
    testbed: Testbed, server: BenchServer, receivers: Receivers, seconds: float
) -> dict[str, Any]:
    """New groups of many apps, while known groups crash 500 times a second."""

    async def crash(for_seconds: float) -> Result:
        return await server.load_apps(
            [BUSY_APP], "crash", seconds=for_seconds, rate=CRASHES_PER_SECOND, connections=16
        )

    await crash(min(seconds, 10.0))  # afterwards its groups are known
    await asyncio.sleep(2)
    await _execute(testbed, FRESH_START)
    since = time.time()
    probes = Probes(server, "calm")
    apps = [app for app in server.keys if app not in (BUSY_APP, STORM_APP)]
    count = min(len(apps) * PROBES_OF_AN_APP, int(seconds * 4))
    async with asyncio.TaskGroup() as tasks, httpx.AsyncClient(trust_env=False) as client:
        load = tasks.create_task(crash(seconds))
        await asyncio.sleep(1)
        for number in range(count):
            await probes.send(client, apps[number % len(apps)])
            await asyncio.sleep((seconds - 2) / count)
    await _until_sent(testbed)
    arrivals = [each for each in receivers.arrivals(since) if each.marker in probes.accepted]
    after = [max(each.at - probes.accepted[each.marker][1], 0.0) * 1000 for each in arrivals]
    return {
        "alerts": count,
        "p50_ms": round(statistics.median(after), 1),
        "p95_ms": round(statistics.quantiles(after, n=20)[-1], 1),
        "max_ms": round(max(after), 1),
        "crashes_per_second": round(load.result().per_second),
        **_reckoned(probes, arrivals),
    }


def _reckoned(probes: Probes, arrivals: Sequence[Arrival]) -> dict[str, int]:
    """Lost: an alert that a channel never got. Repeated: a message too many, and whether under
    another id, by which a receiver could not tell."""
    told = Counter((each.channel, each.marker) for each in arrivals)
    ids = {(each.channel, each.marker): set[str]() for each in arrivals}
    for each in arrivals:
        ids[each.channel, each.marker].add(each.delivery_id)
    wanted = {(channel, marker) for channel in CHANNELS for marker in probes.accepted}
    return {
        "lost": len(wanted - told.keys()),
        "repeated": sum(told.values()) - len(told),
        "repeated_under_another_id": sum(len(each) - 1 for each in ids.values()),
    }


async def _storm(
    testbed: Testbed, server: BenchServer, receivers: Receivers, scale: Scale
) -> dict[str, Any]:
    """Events as fast as they go, beside crashes of known groups, then of new ones, then again."""
    rate = scale.storm_groups / scale.storm_seconds

    async def events_beside(kind: str) -> float:
        events, crashes = await asyncio.gather(
            server.load_apps(list(server.keys), "graphql", seconds=scale.storm_seconds),
            server.load_apps(
                [STORM_APP], kind, seconds=scale.storm_seconds, rate=rate, connections=128
            ),
        )
        if crashes.refused or events.refused:
            raise SystemExit(f"refused: {crashes.refused} crashes, {events.refused} events")
        return events.per_second

    # Its groups are known then.
    await server.load_apps([STORM_APP], "crash", seconds=10.0, rate=300.0, connections=16)
    await _until_sent(testbed)
    await _execute(testbed, FRESH_START)
    before = await events_beside("crash")
    since, groups = time.time(), await testbed.query_value("SELECT count(*) FROM crash_groups")
    during = await events_beside("new_crash")
    await _until_sent(testbed)
    if scale is QUICK:
        await _execute(testbed, STORM_NOW)
    else:
        await asyncio.sleep(65)
    await _until_sent(testbed)
    after = await events_beside("crash")
    arrivals = receivers.arrivals(since)
    calm = statistics.mean((before, after))
    return {
        "new_groups": await testbed.query_value("SELECT count(*) FROM crash_groups") - groups,
        "told_in_summaries": await testbed.query_value(SUMMARISED),
        "messages": dict(Counter(each.channel for each in arrivals)),
        "storm_summaries": sum(each.kind == "storm" for each in arrivals),
        "events_per_second_calm": round(calm),
        "events_per_second_in_storm": round(during),
        "ratio": round(during / calm, 3),
    }


async def _faults(
    testbed: Testbed, server: BenchServer, receivers: Receivers, worker: Worker, seconds: float
) -> dict[str, Any]:
    """Receivers away, a worker that is killed now and then, and what came of each alert."""
    await _execute(testbed, FRESH_START)
    since, probes = time.time(), Probes(server, "away")
    apps = [app for app in server.keys if app not in (BUSY_APP, STORM_APP)]
    rng, kills = random.Random(7), 0
    receivers.stop()
    end = time.monotonic() + seconds
    async with httpx.AsyncClient(trust_env=False) as client:
        for app in apps:
            await probes.send(client, app)
        while time.monotonic() < end:
            await asyncio.sleep(rng.uniform(0.5, seconds / 8))
            await _killed(worker)
            kills += 1
    receivers.start()
    for _ in range(3):
        await _execute(testbed, HURRY)
        await asyncio.sleep(rng.uniform(0.05, 1.0))
        await _killed(worker)
        kills += 1
    await _until_sent(testbed, hurrying=True)
    arrivals = [each for each in receivers.arrivals(since) if each.marker in probes.accepted]
    return {"alerts": len(apps), "kills": kills, **_reckoned(probes, arrivals)}


async def _killed(worker: Worker) -> None:
    await asyncio.to_thread(worker.stop, signal.SIGKILL)
    worker.start()


async def _until_sent(testbed: Testbed, *, hurrying: bool = False) -> None:
    """Until nothing waits; longer than a lease, as a killed worker holds on to what it took."""
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        if hurrying:
            await _execute(testbed, HURRY)
        if not await testbed.query_value(UNDECIDED) and not await testbed.query_value(UNFINISHED):
            return
        await asyncio.sleep(0.5)
    raise SystemExit("alerts are still waiting after three minutes")


async def _execute(testbed: Testbed, statement: str) -> None:
    conn = await asyncpg.connect(testbed.environment["DATABASE_URL"])
    try:
        await conn.execute(statement)
    finally:
        await conn.close()


def _measured(is_quick: bool) -> dict[str, Any]:  # noqa: FBT001 - the shape that benches share
    return asyncio.run(measure(QUICK if is_quick else FULL))


if __name__ == "__main__":
    run(__doc__, _measured)
