"""Sends events and crash reports of a Python program to telemetry-graph.

    import telemetry_graph_sdk as telemetry

    telemetry.init("https://telemetry.example.com", "com.example.notes", "tgi_…")
    telemetry.track("feature_used", {"feature_name": "export"})

Every function may be called from any thread, before `init` and after `shutdown`. None raises, waits
for the network (but `flush` and `shutdown`, within their bounds), or prints.
"""

from __future__ import annotations

import asyncio
import threading
from typing import Any

from telemetry_graph_sdk import _hooks
from telemetry_graph_sdk._client import NOT_AVAILABLE, Client
from telemetry_graph_sdk._options import Options
from telemetry_graph_sdk._stats import Stats
from telemetry_graph_sdk._transport import Answer, Request, Transport

__version__ = "0.1.0"
__all__ = [
    "Answer",
    "Client",
    "Options",
    "Request",
    "Stats",
    "Transport",
    "breadcrumb",
    "capture_exception",
    "crash",
    "flush",
    "frame",
    "get_client",
    "init",
    "memory",
    "opt_out",
    "request_deletion",
    "request_export",
    "screen",
    "set_consent",
    "shutdown",
    "startup",
    "track",
    "watch_loop",
]

_client: Client | None = None
_lock = threading.Lock()


def init(url: str, app_id: str, ingest_key: str, **options: Any) -> Client:
    """Start the client of this program. A second call returns the client that runs already."""
    global _client
    with _lock:
        if _client is None or not _client.is_open:
            _client = _make_client(url, app_id, ingest_key, options)
            _client.start()
        return _client


def get_client() -> Client | None:
    """Return the client of this program, if `init` was called."""
    return _client


def track(event_type: str, data: dict[str, Any] | None = None) -> bool:
    """Record an event; True when it is in the queue."""
    client = _client
    return client is not None and client.track(event_type, data)


def screen(name: str) -> bool:
    """Record that a screen is shown; crashes that follow name it."""
    return _client is not None and _client.screen(name)


def breadcrumb(line: str) -> bool:
    """Keep a line, of which a crash shows the last twenty."""
    return _client is not None and _client.breadcrumb(line)


def frame(milliseconds: float) -> None:
    """Record one frame time; average and 95th percentile are sent once a minute."""
    if _client is not None:
        _client.frame(milliseconds)


def startup(milliseconds: float | None = None) -> bool:
    """Record the time until the app was ready; without a value, since the process began."""
    return _client is not None and _client.startup(milliseconds)


def memory() -> bool:
    """Record the memory in use now."""
    return _client is not None and _client.memory()


def capture_exception(exception: BaseException, **details: Any) -> bool:
    """Report an exception that the program handled. Details: is_fatal, screen, fingerprint."""
    try:
        return _client is not None and _client.capture_exception(exception, **details)
    except TypeError:
        return False


def crash(message: str, **details: Any) -> bool:
    """Report a crash that is no exception. Details: kind, is_fatal, screen, fingerprint."""
    try:
        return _client is not None and _client.crash(message, **details)
    except TypeError:
        return False


def set_consent(*, usage_analytics: bool | None = None, crash_reports: bool | None = None) -> None:
    """Record what the user agrees to. What is no longer allowed is erased at once."""
    if _client is not None:
        _client.set_consent(usage_analytics=usage_analytics, crash_reports=crash_reports)


def opt_out(is_opted_out: bool = True) -> None:  # noqa: FBT001, FBT002 - reads as a sentence
    """Stop recording and sending, and erase what waits; `opt_out(False)` resumes."""
    if _client is not None:
        _client.opt_out(is_opted_out)


def request_export() -> str:
    """Ask for a copy of this device's data."""
    return NOT_AVAILABLE if _client is None else _client.request_export()


def request_deletion() -> str:
    """Ask for the deletion of this device's data."""
    return NOT_AVAILABLE if _client is None else _client.request_deletion()


def flush(timeout: float = 5.0) -> bool:
    """Send everything now; True when nothing is left. Waits for at most `timeout` seconds."""
    return _client is not None and _client.flush(timeout)


def shutdown(timeout: float | None = None) -> bool:
    """Record the stop, send what waits within a bound, and close the queue."""
    return _client is not None and _client.shutdown(timeout)


def watch_loop(loop: asyncio.AbstractEventLoop | None = None) -> bool:
    """Report exceptions that an event loop, the running one if left out, reports."""
    return _client is not None and _hooks.watch_loop(_client, loop)


def _make_client(url: str, app_id: str, ingest_key: str, options: dict[str, Any]) -> Client:
    try:
        return Client(Options(url, app_id, ingest_key, **options))
    except Exception as error:  # an unknown option: the program runs on without telemetry
        client = Client(Options("", "", ""))
        client.problem = str(error) or type(error).__name__
        return client
