"""The options of a client."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Optional
from urllib.parse import urlsplit

from telemetry_graph_sdk._catalogue import CUSTOM_TIERS, USAGE, is_valid_type
from telemetry_graph_sdk._limits import MAX_BATCH_EVENTS
from telemetry_graph_sdk._transport import Transport, send_with_urllib

BeforeSend = Callable[[str, dict[str, Any]], Optional[dict[str, Any]]]
"""Receives an event's type and data, or `crash` and a crash; returns what is kept, or None."""


@dataclass(frozen=True)
class Options:
    """What `init` takes; docs/sdk-python.md describes each option."""

    url: str
    app_id: str
    ingest_key: str
    app_version: str | None = None
    mosis_version: str | None = None
    raw_device_id: str | None = None
    session_id: str | None = None
    usage_analytics: bool | None = None
    crash_reports: bool | None = None
    folder: str | os.PathLike[str] | None = None
    uses_disk: bool = True
    sends_app_events: bool = True
    captures_unhandled: bool = True
    memory_seconds: float = 300.0
    batch_events: int = 50
    interval_seconds: float = 60.0
    max_queue_events: int = 10_000
    max_queue_bytes: int = 5 * 1024 * 1024
    request_timeout_seconds: float = 10.0
    exit_timeout_seconds: float = 2.0
    event_types: Mapping[str, str] = field(default_factory=dict)
    before_send: BeforeSend | None = None
    transport: Transport = send_with_urllib

    @property
    def address(self) -> str:
        return self.url.rstrip("/")

    def tiers(self) -> dict[str, int]:
        """The tiers of the app's custom event types."""
        return {name: CUSTOM_TIERS.get(tier, USAGE) for name, tier in self.event_types.items()}


def find_problem(options: Options) -> str | None:
    """Return what is wrong with the options, or None."""
    if not all(map(_is_plain, (options.url, options.app_id, options.ingest_key))):
        return "`url`, `app_id` and `ingest_key` must be texts of printable ASCII characters."
    if urlsplit(options.url).scheme not in ("http", "https"):
        return "`url` must begin with http:// or https://."
    for name, least in _LEAST.items():
        value = getattr(options, name)
        if not isinstance(value, (int, float)) or not value >= least:
            return f"`{name}` must be a number of at least {least}."
    if options.batch_events > MAX_BATCH_EVENTS:
        return f"`batch_events` must be at most {MAX_BATCH_EVENTS}."
    if not _are_tiers(options.event_types):
        return f"`event_types` must map names to one of {', '.join(CUSTOM_TIERS)}."
    return _find_wrong_text(options)


def _find_wrong_text(options: Options) -> str | None:
    for name in ("app_version", "mosis_version", "raw_device_id", "session_id"):
        if not isinstance(getattr(options, name), (str, type(None))):
            return f"`{name}` must be a text."
    return None


def _is_plain(value: object) -> bool:
    return isinstance(value, str) and value != "" and value.isascii() and value.isprintable()


def _are_tiers(event_types: object) -> bool:
    return isinstance(event_types, Mapping) and all(
        is_valid_type(name) and tier in CUSTOM_TIERS for name, tier in event_types.items()
    )


_LEAST: dict[str, float] = {
    "batch_events": 1,
    "memory_seconds": 0,
    "interval_seconds": 0.05,
    "max_queue_events": 1,
    "max_queue_bytes": 1_000,
    "request_timeout_seconds": 0.1,
    "exit_timeout_seconds": 0,
}
