"""Latency of alerts under load, lost and repeated alerts, and the cost of a storm.

`make bench-alerts` runs it, with a real SMTP server and a webhook receiver in their own process.
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
PROBES_PER_APP = 9
"""In a minute; one more would be a storm."""
CHANNELS = ("email", "webhook")
CLEAR_ALERTS = """
DELETE FROM alert_outbox; DELETE FROM alert_summaries; DELETE FROM alert_cooldowns
"""
UNFINISHED = "SELECT count(*) FROM alert_deliveries WHERE next_attempt_at IS NOT NULL"
UNDECIDED = "SELECT count(*) FROM alert_outbox WHERE decided_at IS NULL"
# Retries are due minutes later; the bench does not wait for them.
RETRY_NOW = """
UPDATE alert_deliveries SET next_attempt_at = now()
 WHERE state = 'retrying' AND next_attempt_at > now()
"""
COUNT_GROUPS = "SELECT count(*) FROM crash_groups"
COUNT_HELD = "SELECT count(*) FROM alert_deliveries WHERE state = 'held' AND channel_kind = 'email'"
SEND_STORM_NOW = (
    "UPDATE alert_summaries SET due_at = now() WHERE closed_at IS NULL AND reason = 'storm'"
)


@dataclass(frozen=True)
class Scale:
    latency_seconds: float
    storm_seconds: float
    storm_groups: int
    down_seconds: float


FULL = Scale(60.0, 60.0, 10_000, 600.0)
QUICK = Scale(15.0, 15.0, 2_500, 10.0)


class Receivers:
    """The process of the receivers, which can stop and start again on the same ports."""

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

    def read_arrivals(self, since: float = 0.0) -> list[Arrival]:
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
            "TELEMETRY_ALERT_CHANNELS": (
                f"email=team@example.com webhook=http://127.0.0.1:{self.http_port}/alerts"
            ),
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
    """Crashes of new groups, with the time when each was sent and accepted."""

    def __init__(self, server: BenchServer, name: str) -> None:
        self._server = server
        self._name = name
        self._number = 0
        self.accepted: dict[str, tuple[float, float]] = {}

    async def send(self, client: httpx.AsyncClient, app: str) -> None:
        self._number += 1
        marker = f"probe-{self._name}{to_letters(self._number)}"
        sent_at = time.time()
        response = await client.post(
            f"{self._server.address}/v1/telemetry/crash",
            json=create_report(app, marker),
            headers={"Authorization": f"Bearer {self._server.keys[app]}"},
        )
        response.raise_for_status()
        self.accepted[marker] = (sent_at, time.time())


def to_letters(number: int) -> str:
    """The number in letters, as grouping ignores digits."""
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("a") + digit) + letters
    return letters


def create_report(app: str, marker: str) -> dict[str, Any]:
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
    with testbed.run_product(2) as server, run_worker(testbed, receivers) as worker:
        bench = AlertBench(testbed, server, receivers, worker)
        latency = await bench.measure_latency(scale.latency_seconds)
        print(f"  {latency}", file=sys.stderr, flush=True)
        storm = await bench.measure_storm(scale)
        print(f"  {storm}", file=sys.stderr, flush=True)
        faults = await bench.measure_faults(scale.down_seconds)
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
def run_worker(testbed: Testbed, receivers: Receivers) -> Iterator[Worker]:
    worker = Worker(testbed, receivers)
    worker.start()
    try:
        yield worker
    finally:
        worker.stop()


@dataclass(frozen=True)
class AlertBench:
    testbed: Testbed
    server: BenchServer
    receivers: Receivers
    worker: Worker

    async def measure_latency(self, seconds: float) -> dict[str, Any]:
        """Send crashes of new groups, beside 500 crashes per second of known groups."""
        await self._send_crashes(min(seconds, 10.0))  # creates the known groups
        await asyncio.sleep(2)
        await _execute(self.testbed, CLEAR_ALERTS)
        since, probes = time.time(), Probes(self.server, "calm")
        apps = self._list_probe_apps()
        count = min(len(apps) * PROBES_PER_APP, int(seconds * 4))
        async with asyncio.TaskGroup() as tasks, httpx.AsyncClient(trust_env=False) as client:
            load = tasks.create_task(self._send_crashes(seconds))
            await asyncio.sleep(1)
            for number in range(count):
                await probes.send(client, apps[number % len(apps)])
                await asyncio.sleep((seconds - 2) / count)
        await _wait_until_sent(self.testbed)
        arrivals = self._read_arrivals(probes, since)
        waits = [max(each.at - probes.accepted[each.marker][1], 0.0) * 1000 for each in arrivals]
        return {
            "alerts": count,
            "p50_ms": round(statistics.median(waits), 1),
            "p95_ms": round(statistics.quantiles(waits, n=20)[-1], 1),
            "max_ms": round(max(waits), 1),
            "crashes_per_second": round(load.result().per_second),
            **count_faults(probes, arrivals),
        }

    async def measure_storm(self, scale: Scale) -> dict[str, Any]:
        """Send events as fast as possible beside crashes of known groups, then of new groups."""
        # Creates the known groups.
        await self.server.load_apps([STORM_APP], "crash", seconds=10.0, rate=300.0, connections=16)
        await _wait_until_sent(self.testbed)
        await _execute(self.testbed, CLEAR_ALERTS)
        before = await self._send_events("crash", scale)
        since, groups = time.time(), await self.testbed.query_value(COUNT_GROUPS)
        during = await self._send_events("new_crash", scale)
        await self._wait_for_summaries(scale)
        calm = statistics.mean((before, await self._send_events("crash", scale)))
        arrivals = self.receivers.read_arrivals(since)
        return {
            "new_groups": await self.testbed.query_value(COUNT_GROUPS) - groups,
            "held_alerts": await self.testbed.query_value(COUNT_HELD),
            "messages": dict(Counter(each.channel for each in arrivals)),
            "storm_summaries": sum(each.kind == "storm" for each in arrivals),
            "events_per_second_calm": round(calm),
            "events_per_second_in_storm": round(during),
            "ratio": round(during / calm, 3),
        }

    async def measure_faults(self, seconds: float) -> dict[str, Any]:
        """Stop the receivers, kill the worker repeatedly, and count what arrives afterwards."""
        await _execute(self.testbed, CLEAR_ALERTS)
        since, probes = time.time(), Probes(self.server, "away")
        apps = self._list_probe_apps()
        rng, kills = random.Random(7), 0
        self.receivers.stop()
        end = time.monotonic() + seconds
        async with httpx.AsyncClient(trust_env=False) as client:
            for app in apps:
                await probes.send(client, app)
            while time.monotonic() < end:
                await asyncio.sleep(rng.uniform(0.5, seconds / 8))
                await _kill(self.worker)
                kills += 1
        self.receivers.start()
        for _ in range(3):
            await _execute(self.testbed, RETRY_NOW)
            await asyncio.sleep(rng.uniform(0.05, 1.0))
            await _kill(self.worker)
            kills += 1
        await _wait_until_sent(self.testbed, retry_now=True)
        arrivals = self._read_arrivals(probes, since)
        return {"alerts": len(apps), "kills": kills, **count_faults(probes, arrivals)}

    def _list_probe_apps(self) -> list[str]:
        return [app for app in self.server.keys if app not in (BUSY_APP, STORM_APP)]

    def _read_arrivals(self, probes: Probes, since: float) -> list[Arrival]:
        arrivals = self.receivers.read_arrivals(since)
        return [each for each in arrivals if each.marker in probes.accepted]

    async def _send_crashes(self, seconds: float) -> Result:
        return await self.server.load_apps(
            [BUSY_APP], "crash", seconds=seconds, rate=CRASHES_PER_SECOND, connections=16
        )

    async def _send_events(self, crash_kind: str, scale: Scale) -> float:
        """Return the events per second that were accepted beside the crashes."""
        seconds, rate = scale.storm_seconds, scale.storm_groups / scale.storm_seconds
        events, crashes = await asyncio.gather(
            self.server.load_apps(list(self.server.keys), "graphql", seconds=seconds),
            self.server.load_apps(
                [STORM_APP], crash_kind, seconds=seconds, rate=rate, connections=128
            ),
        )
        if crashes.refused or events.refused:
            raise SystemExit(f"refused: {crashes.refused} crashes, {events.refused} events")
        return events.per_second

    async def _wait_for_summaries(self, scale: Scale) -> None:
        await _wait_until_sent(self.testbed)
        if scale is QUICK:
            await _execute(self.testbed, SEND_STORM_NOW)
        else:
            await asyncio.sleep(65)
        await _wait_until_sent(self.testbed)


def count_faults(probes: Probes, arrivals: Sequence[Arrival]) -> dict[str, int]:
    """Count the alerts that did not arrive, and those that arrived more than once.

    Receivers can recognise a repeated message by its delivery id, unless the id differs.
    """
    messages = Counter((each.channel, each.marker) for each in arrivals)
    ids = {(each.channel, each.marker): set[str]() for each in arrivals}
    for each in arrivals:
        ids[each.channel, each.marker].add(each.delivery_id)
    expected = {(channel, marker) for channel in CHANNELS for marker in probes.accepted}
    return {
        "lost": len(expected - messages.keys()),
        "repeated": sum(messages.values()) - len(messages),
        "repeated_under_another_id": sum(len(each) - 1 for each in ids.values()),
    }


async def _kill(worker: Worker) -> None:
    await asyncio.to_thread(worker.stop, signal.SIGKILL)
    worker.start()


async def _wait_until_sent(testbed: Testbed, *, retry_now: bool = False) -> None:
    """Wait until all are sent, longer than a lease: a killed worker keeps its claims so long."""
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        if retry_now:
            await _execute(testbed, RETRY_NOW)
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


def _run(is_quick: bool) -> dict[str, Any]:  # noqa: FBT001 - the shape that benches share
    return asyncio.run(measure(QUICK if is_quick else FULL))


if __name__ == "__main__":
    run(__doc__, _run)
