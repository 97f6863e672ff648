"""Deltas: what batches and crashes add to the figures of their apps."""

from dataclasses import dataclass, field
from typing import NamedTuple

from telemetry_graph.kit.ids import AppId


@dataclass(slots=True)
class BatchDelta:
    """What the events of a batch with the same weight add to the figures of its app."""

    app_id: AppId
    app_version: str
    """Empty when it was not sent."""
    device_id: bytes
    session_id: str | None
    received_at: int
    """In microseconds since 2000."""
    weight: float
    """The number of events that each event represents."""
    events: list[tuple[tuple[int, str], int]] = field(default_factory=list)
    """The number of events by day and type. Days are counted from 2000."""
    items: list[tuple[tuple[int, str, str, str], int]] = field(default_factory=list)
    """The number of events by day, type, data field and value: a screen, an element, a feature."""
    measured: dict[tuple[int, str], list[float]] = field(default_factory=dict)
    """The values by day and measure."""


class CrashDelta(NamedTuple):
    """What a new crash adds to the figures of its app."""

    app_id: AppId
    day: int
    app_version: str
    device_id: bytes
    session_id: str | None
    is_fatal: bool
