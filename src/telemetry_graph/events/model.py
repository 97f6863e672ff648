"""The values of raw events."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events of an app to read; None matches all."""

    event_type: str | None = None
    app_version: str | None = None
    """Empty matches events without a version."""
    device_id: bytes | None = None


@dataclass(frozen=True, slots=True)
class RawEvent:
    """An event as stored."""

    row_id: tuple[int, int]
    """The block and offset of the row. It orders events of the same instant and never changes."""
    timestamp: datetime
    received_at: datetime
    event_type: str
    app_version: str | None
    device_id: bytes
    session_id: str | None
    data: Any
    weight: float


class EventCount(NamedTuple):
    """The number of matching events, weighted, and of the devices that sent them."""

    events: int
    devices: int


@dataclass(frozen=True, slots=True)
class Breadcrumb:
    """An event of the session before a crash."""

    timestamp: datetime
    event_type: str
    data: Any
