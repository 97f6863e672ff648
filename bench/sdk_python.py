"""What the Python SDK costs its host program, and whether its books balance after a day offline."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from statistics import median
from typing import Any

import asyncpg

from bench.report import run
from bench.testbed import REPOSITORY, run_testbed

SDK = REPOSITORY / "sdk" / "python" / "src"
APP = "com.bench.app0"
DAY_SECONDS = 86_400
OFFLINE_EVENTS, OFFLINE_CRASHES = 10_000, 20
EVENTS_A_SECOND = 1_000
ANSWER = {"received": 1, "is_duplicate": False, "rejected": [], "sampled_out": 0, "sampling": []}
COUNTS = """
SELECT (SELECT count(*) FROM telemetry_events),
       (SELECT count(DISTINCT event_data ->> 'screen_name') FROM telemetry_events),
       (SELECT count(*) FROM crash_reports),
       (SELECT count(DISTINCT message) FROM crash_reports)
"""


def measure(is_quick: bool) -> dict[str, Any]:  # noqa: FBT001 - what bench.report calls
    with _run_sink() as url:
        seconds = 6 if is_quick else 30
        loop = _run_child("loop", url, seconds)
        track = _run_child("track", url, 40 if is_quick else 200)
    offline = asyncio.run(_measure_offline())
    return {**track, **loop, "offline": offline}


# The cost of one call, and of the background threads


def time_track(url: str, rounds: int) -> dict[str, float]:
    """Time bursts of 500 calls, with the background threads at work between them."""
    with _start_client(url) as client:
        means, cpu = [], time.process_time()
        for _ in range(rounds):
            began = time.perf_counter()
            for _ in range(500):
                client.track("screen_view", {"screen_name": "home"})
            means.append((time.perf_counter() - began) / 500)
            time.sleep(0.02)
        client.flush(30)
        cpu = time.process_time() - cpu
        assert client.stats().tracked == 500 * rounds + 1
    return {
        "python_track_us": round(median(means) * 1e6, 2),
        "python_track_and_send_us": round(cpu / (500 * rounds) * 1e6, 2),
    }


def time_loop(url: str, seconds: int) -> dict[str, float]:
    """Compare the speed of a busy loop with and without 1,000 events a second, by turns.

    The measure is the processor time of the process, its background threads included, for the same
    work: other programs of the machine do not change it.
    """
    with _start_client(url) as client:
        ratios = []
        for _ in range(seconds):
            plain = _spin(0.5, lambda: None)
            tracked = _spin(0.5, lambda: client.track("screen_view", {"screen_name": "home"}))
            ratios.append(tracked / plain - 1)
        assert client.stats().tracked > 0.9 * seconds * EVENTS_A_SECOND / 2
    return {"python_slowdown": round(median(ratios), 4)}


def _spin(seconds: float, act: Any) -> float:
    """Work for some wall time, acting every millisecond; returns processor time per unit."""
    units, began, cpu = 0, time.perf_counter(), time.process_time()
    next_act = began
    while (now := time.perf_counter()) < began + seconds:
        if now >= next_act:
            next_act += 1 / EVENTS_A_SECOND
            act()
        sum(range(300))
        units += 1
    return (time.process_time() - cpu) / units


@contextmanager
def _start_client(url: str) -> Iterator[Any]:
    import telemetry_graph_sdk as telemetry

    with tempfile.TemporaryDirectory() as folder:
        client = telemetry.init(url, APP, "tgi_bench", folder=folder, usage_analytics=True)
        yield client
        client.shutdown()


def _run_child(name: str, *arguments: Any) -> dict[str, float]:
    environment = {**os.environ, "PYTHONPATH": str(SDK)}
    command = [sys.executable, "-m", "bench.sdk_python", name, *map(str, arguments)]
    ended = subprocess.run(
        command, env=environment, cwd=REPOSITORY, stdout=subprocess.PIPE, check=True
    )
    figures: dict[str, float] = json.loads(ended.stdout)
    return figures


class _Sink(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        content = json.dumps(ANSWER).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def _run_sink() -> Iterator[str]:
    """Run a server that acknowledges everything, in this process and not in the measured one."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Sink)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# A day offline


async def _measure_offline() -> dict[str, int]:
    """Spend a day of a simulated clock offline, go online, and compare the books with the rows."""
    async with run_testbed() as testbed:
        testbed.environment["TELEMETRY_EVENTS_PER_DEVICE"] = "1000000"
        with testbed.run_product(1) as server:
            books = await asyncio.to_thread(_run_child, "offline", server.address, server.keys[APP])
        conn = await asyncpg.connect(testbed.environment["DATABASE_URL"])
        try:
            events, names, crashes, messages = await conn.fetchrow(COUNTS)
        finally:
            await conn.close()
    tracked, dropped = int(books["tracked"]), int(books["dropped"])
    doubled = events - names + crashes - messages
    stored = events + crashes
    lost = tracked - (stored - doubled) - dropped
    return {
        "tracked": tracked,
        "stored": stored,
        "reported_dropped": dropped,
        "lost": lost,
        "doubled": doubled,
    }


class OfflineDay:
    """A day of a simulated clock that ends now, spent by a program that restarts once."""

    def __init__(self, url: str, key: str, folder: str) -> None:
        self._target = url, APP, key
        self._folder = folder
        self._passed = 0.0
        self._is_online = False
        self._began = time.time() - DAY_SECONDS, time.monotonic()
        self._client = self._start()

    def spend(self) -> dict[str, float]:
        for number in range(OFFLINE_EVENTS):
            self._client.track("screen_view", {"screen_name": f"screen {number}"})
            if number % (OFFLINE_EVENTS // OFFLINE_CRASHES) == 0:
                self._client.crash(f"crash at event {number}")
            if number == OFFLINE_EVENTS // 2:
                tracked = self._restart()
            self._passed += DAY_SECONDS / OFFLINE_EVENTS
            if number % 5 == 0:
                self._client.pump()
        self._is_online = True
        while not self._client.pump(is_flush=True):
            self._passed += 1
        stats = self._client.stats()
        return {"tracked": tracked + stats.tracked, "dropped": stats.dropped}

    def _restart(self) -> int:
        """End as a killed program does; returns what it had tracked."""
        self._client.pump()
        tracked: int = self._client.stats().tracked
        self._client._engine.abandon()
        self._client = self._start()
        return tracked

    def _start(self) -> Any:
        from telemetry_graph_sdk import Client, Options
        from telemetry_graph_sdk._clock import Clock

        wall, steady = self._began
        clock = Clock(lambda: wall + self._passed, lambda: steady + self._passed)
        options = Options(
            *self._target, folder=self._folder, usage_analytics=True, sends_app_events=False,
            captures_unhandled=False, transport=self._send,
        )  # fmt: skip
        return Client(options, clock=clock, has_threads=False)

    def _send(self, request: Any) -> Any:
        from telemetry_graph_sdk._transport import send_with_urllib

        if not self._is_online:
            raise OSError("offline")
        return send_with_urllib(request)


def spend_day_offline(url: str, key: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        return OfflineDay(url, key, folder).spend()


CHILDREN = {"track": time_track, "loop": time_loop, "offline": spend_day_offline}


def main() -> None:
    if len(sys.argv) > 1 and sys.argv[1] in CHILDREN:
        name, url, argument = sys.argv[1:]
        child: Any = CHILDREN[name]
        print(json.dumps(child(url, argument if name == "offline" else int(argument))))
    else:
        run(__doc__, measure)


if __name__ == "__main__":
    main()
