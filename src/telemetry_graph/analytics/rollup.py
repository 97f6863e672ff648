"""Rollup deltas: what one flush adds to the figures, written in the transaction of its rows."""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from telemetry_graph.analytics import store
from telemetry_graph.analytics.sketch import sketches
from telemetry_graph.db import copy
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId

_FIELDS = len(store.DELTA_COLUMNS)
_head = struct.Struct("!hii").pack
_figures = struct.Struct("!iqidi").pack


class DeltaKey(NamedTuple):
    """What one row of rollup_delta is about."""

    app_id: AppId
    day: int
    """The UTC day, in days since 2000."""
    app_version: str
    """Empty when it was not sent."""
    event_type: str


class Tally(NamedTuple):
    """Events of one key that one device sent."""

    key: DeltaKey
    device_id: bytes
    events: int
    weight: float


@dataclass(slots=True)
class _Sum:
    events: int = 0
    weight: float = 0.0
    devices: set[bytes] = field(default_factory=set)


async def add_deltas(conn: Conn, tallies: Iterable[Tally]) -> None:
    """Append them, one row per key; joins the caller's transaction."""
    await store.copy_deltas(conn, [b"".join(_rows(key, each)) for key, each in _summed(tallies)])


def _summed(tallies: Iterable[Tally]) -> Iterable[tuple[DeltaKey, _Sum]]:
    sums: dict[DeltaKey, _Sum] = {}
    for tally in tallies:
        total = sums.get(tally.key)
        if total is None:
            total = sums[tally.key] = _Sum()
        total.events += tally.events
        total.weight += tally.weight
        total.devices.add(tally.device_id)
    return sums.items()


def _rows(key: DeltaKey, total: _Sum) -> Iterator[bytes]:
    """One row, or more when the devices do not fit into one sketch; the counts are in the first."""
    head = _head(_FIELDS, 4, key.day) + _names(key.app_id, key.app_version, key.event_type)
    events, weight = total.events, total.weight
    for sketch in sketches(total.devices):
        yield head + _figures(8, events, 8, weight, len(sketch)) + sketch
        events, weight = 0, 0.0


@lru_cache(maxsize=4_096)  # apps times versions times types that are sent at the moment
def _names(app_id: AppId, app_version: str, event_type: str) -> bytes:
    return copy.text(app_id) + copy.text(app_version) + copy.text(event_type)
