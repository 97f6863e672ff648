"""Rollup deltas: what one flush adds to the figures, written in the transaction of its rows."""

import hashlib
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, zip_longest
from typing import NamedTuple

from msgspec import Struct

from telemetry_graph.analytics.sketch import sketches
from telemetry_graph.analytics.store.deltas import ROW_HEAD, copy_deltas
from telemetry_graph.db import copy
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId

LIVE_STEP_MICROSECONDS = 10_000_000
"""How finely it is kept when a device was heard of."""

_SESSION_BYTES = 8
_EVENT, _USE, _CRASH, _MEASURE, _ITEM = (
    copy.text(kind) for kind in ("event", "use", "crash", "measure", "item")
)
# Apps, versions and types are few and come again in every flush.
_text = lru_cache(maxsize=16_384)(copy.text)
_figures = struct.Struct("!iqid").pack
_NO_FIGURES = _figures(8, 0, 8, 0.0)
_NO_SKETCH = [copy.NULL]


@dataclass(slots=True)
class Usage:
    """What one batch adds to the figures of its app."""

    app_id: AppId
    app_version: str
    """Empty when it was not sent."""
    device_id: bytes
    session_id: str | None
    arrived_at: int
    """In microseconds since 2000."""
    weight: float
    """Of each of its events: how many it stands for."""
    events: list[tuple[tuple[int, str], int]] = field(default_factory=list)
    """How many of which day and type; days count since 2000."""
    items: list[tuple[tuple[int, str, str, str], int]] = field(default_factory=list)
    """How many of which day, type, data field and its value: a screen, an element, a feature."""
    measured: dict[tuple[int, str], list[float]] = field(default_factory=dict)
    """The values of each measure of a day."""


class CrashFact(NamedTuple):
    """What one crash, stored for the first time, adds to the figures of its app."""

    app_id: AppId
    day: int
    app_version: str
    device_id: bytes
    session_id: str | None
    is_fatal: bool


class _Sum(Struct, gc=False):
    """The figures of one row of rollup_delta."""

    events: int = 0
    weight: float = 0.0
    devices: set[bytes] = set()
    sessions: set[bytes] = set()
    measured: list[float] = []


_Sums = dict[tuple[bytes, float], _Sum]
"""By what the row is about, encoded, and for a measure by the weight of each of its values too."""


async def add_deltas(conn: Conn, usages: Iterable[Usage], crashes: Iterable[CrashFact]) -> None:
    """Append them, one row per key; joins the caller's transaction."""
    sums: _Sums = {}
    for usage in usages:
        _add_usage(sums, usage)
    for crash in crashes:
        _add_crash(sums, crash)
    if sums:
        rows = (_rows(head, total) for (head, _), total in sums.items())
        await copy_deltas(conn, chain.from_iterable(rows))


@lru_cache(maxsize=16_384)
def _head(
    kind: bytes,
    app_id: AppId,
    day: int,
    version: str,
    subject: tuple[str, str | None, str | None] = ("", None, None),
    arrived_at: int | None = None,
) -> bytes:
    """What a row is about: its first fields, encoded; `subject` are key, field and item."""
    return b"".join(
        (
            ROW_HEAD,
            kind,
            _text(app_id),
            copy.day(day),
            _text(version),
            *map(_text, subject),
            copy.NULL if arrived_at is None else copy.int64(arrived_at),
        )
    )


def hashed_session(session_id: str) -> bytes:
    return hashlib.sha256(session_id.encode()).digest()[:_SESSION_BYTES]


def _add_usage(sums: _Sums, usage: Usage) -> None:
    app_id, version, device = usage.app_id, usage.app_version, usage.device_id
    session = hashed_session(usage.session_id) if usage.session_id else None
    arrived = usage.arrived_at - usage.arrived_at % LIVE_STEP_MICROSECONDS
    weight, days = usage.weight, dict[int, int]()
    for (day, event_type), events in usage.events:
        days[day] = days.get(day, 0) + events
        head = _head(_EVENT, app_id, day, version, (event_type, None, None))
        _sum_of(sums, head, events, weight).devices.add(device)
    for day, events in days.items():
        head = _head(_USE, app_id, day, version, arrived_at=arrived)
        total = _sum_of(sums, head, events, weight)
        total.devices.add(device)
        if session is not None:
            total.sessions.add(session)
    for (day, event_type, name, item), events in usage.items:
        head = _head(_ITEM, app_id, day, version, (event_type, name, item))
        _sum_of(sums, head, events, weight).devices.add(device)
    for (day, measure), values in usage.measured.items():
        head = _head(_MEASURE, app_id, day, version, (measure, None, None))
        _sum_of(sums, head, len(values), weight, apart=weight).measured.extend(values)


def _add_crash(sums: _Sums, crash: CrashFact) -> None:
    session = hashed_session(crash.session_id) if crash.session_id else None
    for grade in ("all", "fatal") if crash.is_fatal else ("all",):
        head = _head(_CRASH, crash.app_id, crash.day, crash.app_version, (grade, None, None))
        total = _sum_of(sums, head, 1, 1.0)
        total.devices.add(crash.device_id)
        if session is not None:
            total.sessions.add(session)


def _sum_of(sums: _Sums, head: bytes, events: int, weight: float, apart: float = 0.0) -> _Sum:
    total = sums.get((head, apart))
    if total is None:
        total = sums[head, apart] = _Sum()
    total.events += events
    total.weight += events * weight
    return total


def _rows(head: bytes, total: _Sum) -> list[bytes]:
    """One row, or more when the devices do not fit into one sketch; the counts are in the first."""
    figures = _figures(8, total.events, 8, total.weight)
    measured = copy.float64_array(total.measured) if total.measured else copy.NULL
    devices, sessions = _fields(total.devices), _fields(total.sessions)
    rows = [b"".join((head, figures, devices[0], sessions[0], measured))]
    if len(devices) > 1 or len(sessions) > 1:
        others = zip_longest(devices[1:], sessions[1:], fillvalue=copy.NULL)
        rows += [b"".join((head, _NO_FIGURES, *pair, copy.NULL)) for pair in others]
    return rows


def _fields(devices: set[bytes]) -> list[bytes]:
    return [copy.raw(sketch) for sketch in sketches(devices)] if devices else _NO_SKETCH
