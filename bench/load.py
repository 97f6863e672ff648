"""A load generator in a separate process: unique batches of 50 events over keep-alive HTTP.

`python -m bench.load` reads a `Plan` as JSON from standard input and prints a `Result`.
"""

import asyncio
import os
import random
import sys
import time
from datetime import UTC, datetime
from typing import NamedTuple, cast

import msgspec
import uvloop
from msgspec import Struct

EVENTS = 50
DEVICES = 200_000
MUTATION = "mutation Ingest($input: EventBatchInput!) { ingestEvents(input: $input) { received } }"
CRASH = "mutation Report($input: CrashReportInput!) { reportCrash(input: $input) { id } }"
_BUGS = 200
_LETTERS = str.maketrans("0123456789", "ghijklmnop")
_SAMPLE = 10_000


class _Names(NamedTuple):
    """The names of the fields of a batch."""

    app: str
    version: str
    mosis: str
    device: str
    session: str
    batch: str
    usage: str


_CAMEL = _Names(
    "appId", "appVersion", "mosisVersion", "deviceId", "sessionId", "batchId", "usageAnalytics"
)
_SNAKE = _Names(
    "app_id",
    "app_version",
    "mosis_version",
    "device_id",
    "session_id",
    "batch_id",
    "usage_analytics",
)


class Plan(Struct):
    """What to send, to which server, and for how long."""

    host: str
    port: int
    kind: str
    """graphql, rest, crash (for existing groups) or new_crash (a new group for each)."""
    seconds: float
    keys: dict[str, str]
    """The ingest key of each app."""
    connections: int = 256
    rate: float | None = None
    """Requests per second over all connections. None sends as many as possible."""


class Result(Struct):
    acknowledged: int
    """The number of acknowledged events or crashes."""
    refused: int
    elapsed_seconds: float
    latencies_ms: list[float]

    @property
    def per_second(self) -> float:
        return self.acknowledged / self.elapsed_seconds

    def percentile(self, share: float) -> float:
        ordered = sorted(self.latencies_ms)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0


class Requests:
    """Builds the bytes of requests, which differ in ids and versions only.

    The constant parts are built beforehand, as the load generator runs on the server's cores.
    """

    def __init__(self, plan: Plan, seed: int) -> None:
        self._rng = random.Random(seed)
        self._kind = plan.kind
        self._is_new = plan.kind == "new_crash"
        self._stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._path = "/v1/telemetry/events" if plan.kind == "rest" else "/graphql"
        self._apps = list(plan.keys.items())
        self._batches = [
            self._build_template(app, key, f"1.2.{patch}")
            for app, key in self._apps
            for patch in range(5)
        ]

    def next(self) -> bytes:
        if self._kind.endswith("crash"):
            app, key = self._rng.choice(self._apps)
            return self._build(key, self._build_crash(app))
        before, between, after = self._rng.choice(self._batches)
        device = b"%064x" % self._rng.randrange(DEVICES)
        digits = b"%012x7%019x" % (time.time_ns() // 1_000_000, self._rng.getrandbits(74))
        batch_id = b"-".join(
            (digits[:8], digits[8:12], digits[12:16], b"8" + digits[16:19], digits[19:31])
        )
        return b"".join((before, device, between, batch_id, after[0], batch_id, after[1]))

    def _build_template(
        self, app: str, key: str, version: str
    ) -> tuple[bytes, bytes, tuple[bytes, ...]]:
        """Return the parts of a request around the ids of the device, session and batch."""
        names = _SNAKE if self._kind == "rest" else _CAMEL
        events = [
            {"type": "app_start", "data": {}},
            {"type": "screen_view", "data": {"screen_name": "home"}},
            {"type": "perf_frame", "data": {"avg_ms": 16.2, "p95_ms": 22.1}},
        ]
        stamped = [{**event, "timestamp": self._stamp} for event in events]
        batch = {
            names.app: app,
            names.version: version,
            names.mosis: "1.0.0",
            names.device: "\x7f" * 64,
            names.session: "\x7f" * 36,
            names.batch: "\x7f" * 36,
            "consent": {names.usage: True},
            "events": [stamped[n % 3] for n in range(EVENTS)],
        }
        body = batch if self._kind == "rest" else {"query": MUTATION, "variables": {"input": batch}}
        whole = self._build(key, msgspec.json.encode(body))
        before, between, *after = (part for part in whole.split(b"\x7f") if part)
        return before, between, tuple(after)

    def _build(self, key: str, body: bytes) -> bytes:
        head = (
            f"POST {self._path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    def _build_crash(self, app: str) -> bytes:
        line, bug = self._rng.randrange(1, 999), self._rng.randrange(_BUGS)
        # Use letters, because grouping ignores numbers.
        name = f"{self._rng.getrandbits(80):020x}".translate(_LETTERS) if self._is_new else ""
        frames = [
            f"module_{name}{bug}_{depth}.lua:{line + depth}: in function 'step{name}{depth}'"
            for depth in range(12)
        ]
        report = {
            "appId": app,
            "appVersion": f"1.2.{bug % 5}",
            "deviceId": f"{self._rng.randrange(DEVICES):064x}",
            "timestamp": self._stamp,
            "crash": {
                "type": "lua_error",
                "message": f"attempt to index nil value 'field_{name}{bug}'",
                "stackTrace": "\n".join(frames),
                "context": {"screen": "home", "memoryMb": 45, "uptimeSeconds": 300},
            },
        }
        return msgspec.json.encode({"query": CRASH, "variables": {"input": report}})


class Connection(asyncio.Protocol):
    """A keep-alive connection. A response is complete when its content length has arrived."""

    def __init__(self) -> None:
        self._buffer = b""
        self._response: asyncio.Future[int] | None = None
        self._transport: asyncio.WriteTransport | None = None
        self.is_lost = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.WriteTransport, transport)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head_end = self._buffer.find(b"\r\n\r\n")
        if head_end < 0:
            return
        head = self._buffer[:head_end].lower()
        length = int(head[head.index(b"content-length:") + 15 :].split(b"\r\n", 1)[0])
        if len(self._buffer) >= head_end + 4 + length:
            has_errors = b'"errors"' in self._buffer  # GraphQL errors have status 200
            status = 0 if has_errors else int(self._buffer[9:12])
            self._buffer = b""
            self._finish(status)

    def connection_lost(self, error: Exception | None) -> None:
        self.is_lost = True
        self._finish(0)

    async def send(self, request: bytes) -> int:
        """Return the status; 0 for a lost connection or a response with errors."""
        assert self._transport
        self._response = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._response

    def _finish(self, status: int) -> None:
        if self._response is not None and not self._response.done():
            self._response.set_result(status)


class Driver:
    """Sends requests over all connections of a plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._requests = Requests(plan, seed=os.getpid())
        self._latencies: list[float] = []
        self._refused = 0
        self._pause = plan.connections / plan.rate if plan.rate else 0.0

    async def run(self) -> Result:
        connections = [await self._connect() for _ in range(self._plan.connections)]
        self._started = time.perf_counter()
        await asyncio.gather(
            *(self._drive(number, each) for number, each in enumerate(connections))
        )
        elapsed = time.perf_counter() - self._started
        per_request = 1 if self._plan.kind.endswith("crash") else EVENTS
        acknowledged = (len(self._latencies) - self._refused) * per_request
        count = min(_SAMPLE, len(self._latencies))
        sample = random.Random(1).sample(self._latencies, count)
        return Result(acknowledged, self._refused, elapsed, sample)

    async def _connect(self) -> Connection:
        loop = asyncio.get_running_loop()
        return (await loop.create_connection(Connection, self._plan.host, self._plan.port))[1]

    async def _drive(self, number: int, connection: Connection) -> None:
        plan = self._plan
        end = self._started + plan.seconds
        due = self._started + self._pause * number / plan.connections
        while (now := time.perf_counter()) < end:
            if due > now:
                await asyncio.sleep(due - now)
            # Measure from the due time, so that a slow server cannot hide its queue.
            since = due if self._pause else time.perf_counter()
            status = await connection.send(self._requests.next())
            self._latencies.append(round((time.perf_counter() - since) * 1000, 2))
            self._refused += status != 200
            due += self._pause
            if connection.is_lost:
                return


def main() -> None:
    plan = msgspec.json.decode(sys.stdin.buffer.read(), type=Plan)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        result = runner.run(Driver(plan).run())
    sys.stdout.buffer.write(msgspec.json.encode(result))


if __name__ == "__main__":
    main()
