"""A server on loopback that answers as each test says, and a client that talks to it."""

from __future__ import annotations

import gzip
import json
import shutil
import tempfile
import threading
import unittest
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import Any, Callable, NamedTuple

from telemetry_graph_sdk import Answer, Client, Options, Request
from telemetry_graph_sdk._clock import Clock

APP = "com.example.notes"
DAY = 86_400.0
NOON = 1_750_000_000.0


class FakeClock(Clock):
    """A clock that stands until a test moves it; both of its parts can be moved alone."""

    def __init__(self) -> None:
        super().__init__(lambda: self.wall_time, lambda: self.steady_time)
        self.wall_time = NOON
        self.steady_time = 1_000.0

    def advance(self, seconds: float) -> None:
        self.wall_time += seconds
        self.steady_time += seconds


class Reply(NamedTuple):
    status: int
    body: Any = None
    headers: Mapping[str, str] = MappingProxyType({})


Answering = Callable[[str, dict[str, Any]], Any]
"""Receives `events` or `crash` and the body; returns a Reply, or raises for a broken connection."""


def accept(kind: str, body: dict[str, Any]) -> Reply:
    """Answer as a server that stores everything."""
    if kind == "crash":
        return Reply(200, {"id": body["crash_id"], "fingerprint": "0" * 16, "is_duplicate": False})
    answer = {"received": len(body["events"]), "is_duplicate": False, "rejected": []}
    return Reply(200, {**answer, "sampled_out": 0, "sampling": []})


class Recorder:
    """A transport that keeps each request and answers from a list, then by `accept`."""

    def __init__(self, *answers: Any) -> None:
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.requests: list[Request] = []
        self.answers = list(answers)
        self.default: Any = accept

    def __call__(self, request: Request) -> Answer:
        kind, body = request.url.rsplit("/", 1)[1], read_body(request)
        self.requests.append(request)
        self.sent.append((kind, body))
        answer = self.answers.pop(0) if self.answers else self.default
        reply = answer(kind, body) if callable(answer) else answer
        if isinstance(reply, Exception):
            raise reply
        return to_answer(reply)

    @property
    def batches(self) -> list[dict[str, Any]]:
        return [body for kind, body in self.sent if kind == "events"]

    @property
    def crashes(self) -> list[dict[str, Any]]:
        return [body for kind, body in self.sent if kind == "crash"]

    @property
    def events(self) -> list[dict[str, Any]]:
        return [event for body in self.batches for event in body["events"]]

    def reported(self) -> dict[tuple[str, str], int]:
        counts: dict[tuple[str, str], int] = {}
        for body in self.batches:
            for entry in body.get("client_report", {}).get("dropped", []):
                key = entry["reason"], entry["event_type"]
                counts[key] = counts.get(key, 0) + entry["count"]
        return counts


def read_body(request: Request) -> dict[str, Any]:
    content = request.body
    if request.headers.get("Content-Encoding") == "gzip":
        content = gzip.decompress(content)
    body: dict[str, Any] = json.loads(content)
    return body


def to_answer(reply: Reply) -> Answer:
    body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
    return Answer(
        reply.status, {name.lower(): value for name, value in reply.headers.items()}, body
    )


class SdkTest(unittest.TestCase):
    """A test with its own folder and clock; its clients send in the test's thread."""

    def setUp(self) -> None:
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.clock = FakeClock()
        self.server = Recorder()

    def make_client(self, **options: Any) -> Client:
        """A client that may record usage, without threads, hooks and automatic events."""
        defaults: dict[str, Any] = {
            "raw_device_id": "my-device",
            "usage_analytics": True,
            "folder": self.folder,
            "sends_app_events": False,
            "captures_unhandled": False,
            "memory_seconds": 0,
            "transport": self.server,
        }
        settings = Options("http://127.0.0.1:1", APP, "tgi_key", **{**defaults, **options})
        client = Client(settings, clock=self.clock, has_threads=False)
        self.assertIsNone(client.problem)
        return client

    def kill(self, client: Client) -> None:
        """End a client as a power cut does: nothing is written, the lock is gone."""
        client._engine.abandon()

    def journals(self) -> list[Path]:
        return sorted(Path(self.folder).glob("*.journal"))

    def journal(self) -> Path:
        (found,) = self.journals()
        return found

    def views(self, client: Client, count: int, first: int = 0) -> None:
        for number in range(first, first + count):
            self.assertTrue(client.track("screen_view", {"screen_name": f"s{number}"}))


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        request = Request(f"http://loopback{self.path}", dict(self.headers), content, 0)
        answer: Answer = self.server.recorder(request)  # type: ignore[attr-defined]
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_: Any) -> None:
        pass


class LoopbackServer:
    """The recorder behind real HTTP."""

    def __init__(self, recorder: Recorder) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.recorder = recorder  # type: ignore[attr-defined]
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
