"""Adds deltas up to rows of rollup_delta, encodes the rows, and inserts them."""

import hashlib
import struct
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, zip_longest

from msgspec import Struct

from telemetry_graph.analytics import sketch
from telemetry_graph.analytics.deltas import BatchDelta, CrashDelta
from telemetry_graph.db import copy
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId

COLUMNS = (
    "kind", "app_id", "day", "app_version", "key", "field", "item", "arrived_at", "events",
    "weight", "devices", "sessions", "measured",
)  # fmt: skip
LIVE_STEP_MICROSECONDS = 10_000_000
"""Resolution of the time at which events were received."""

_ROW_HEAD = len(COLUMNS).to_bytes(2, "big")
_SESSION_BYTES = 8
_EVENT, _USE, _CRASH, _MEASURE, _ITEM = (
    copy.encode_text(kind) for kind in ("event", "use", "crash", "measure", "item")
)
# There are few apps, versions and types, and every flush has them again.
_text = lru_cache(maxsize=16_384)(copy.encode_text)
_figures = struct.Struct("!iqid").pack
_NO_FIGURES = _figures(8, 0, 8, 0.0)
_NO_SKETCH = [copy.NULL]
_to_signed = struct.Struct(">q").unpack_from


class _RowTotals(Struct, gc=False):
    """The figures of a row of rollup_delta."""

    events: int = 0
    weight: float = 0.0
    devices: set[bytes] = set()
    sessions: set[bytes] = set()
    measured: list[float] = []


_Rows = dict[tuple[bytes, float], _RowTotals]
"""Totals by the encoded key of the row and, for measures, the weight of its values."""


async def add_deltas(
    conn: Conn, batches: Iterable[BatchDelta], crashes: Iterable[CrashDelta]
) -> None:
    """Insert one row for each key; joins the caller's transaction."""
    rows: _Rows = {}
    for batch in batches:
        _add_batch(rows, batch)
    for crash in crashes:
        _add_crash(rows, crash)
    if rows:
        encoded = (_encode_rows(key, totals) for (key, _), totals in rows.items())
        await copy.copy_rows(conn, "rollup_delta", COLUMNS, chain.from_iterable(encoded))


@lru_cache(maxsize=16_384)
def _encode_key(
    kind: bytes,
    app_id: AppId,
    day: int,
    version: str,
    subject: tuple[str, str | None, str | None] = ("", None, None),
    received_at: int | None = None,
) -> bytes:
    """The first fields of a row; `subject` are its key, field and item."""
    return b"".join(
        (
            _ROW_HEAD,
            kind,
            _text(app_id),
            copy.encode_date(day),
            _text(version),
            *map(_text, subject),
            copy.NULL if received_at is None else copy.encode_int64(received_at),
        )
    )


def hash_session(session_id: str) -> bytes:
    return hashlib.sha256(session_id.encode()).digest()[:_SESSION_BYTES]


def _add_batch(rows: _Rows, batch: BatchDelta) -> None:
    app_id, version, device = batch.app_id, batch.app_version, batch.device_id
    session = hash_session(batch.session_id) if batch.session_id else None
    received = batch.received_at - batch.received_at % LIVE_STEP_MICROSECONDS
    weight, days = batch.weight, dict[int, int]()
    for (day, event_type), events in batch.events:
        days[day] = days.get(day, 0) + events
        key = _encode_key(_EVENT, app_id, day, version, (event_type, None, None))
        _add_events(rows, key, events, weight).devices.add(device)
    for day, events in days.items():
        key = _encode_key(_USE, app_id, day, version, received_at=received)
        totals = _add_events(rows, key, events, weight)
        totals.devices.add(device)
        if session is not None:
            totals.sessions.add(session)
    for (day, event_type, field_name, item), events in batch.items:
        key = _encode_key(_ITEM, app_id, day, version, (event_type, field_name, item))
        _add_events(rows, key, events, weight).devices.add(device)
    for (day, measure), values in batch.measured.items():
        key = _encode_key(_MEASURE, app_id, day, version, (measure, None, None))
        totals = _add_events(rows, key, len(values), weight, value_weight=weight)
        totals.measured.extend(values)


def _add_crash(rows: _Rows, crash: CrashDelta) -> None:
    session = hash_session(crash.session_id) if crash.session_id else None
    for severity in ("all", "fatal") if crash.is_fatal else ("all",):
        subject = (severity, None, None)
        key = _encode_key(_CRASH, crash.app_id, crash.day, crash.app_version, subject)
        totals = _add_events(rows, key, 1, 1.0)
        totals.devices.add(crash.device_id)
        if session is not None:
            totals.sessions.add(session)


def _add_events(
    rows: _Rows, key: bytes, events: int, weight: float, value_weight: float = 0.0
) -> _RowTotals:
    totals = rows.get((key, value_weight))
    if totals is None:
        totals = rows[key, value_weight] = _RowTotals()
    totals.events += events
    totals.weight += events * weight
    return totals


def _encode_rows(key: bytes, totals: _RowTotals) -> list[bytes]:
    """One row, or several when the devices need several sketches; the first has the counts."""
    figures = _figures(8, totals.events, 8, totals.weight)
    measured = copy.encode_float64_array(totals.measured) if totals.measured else copy.NULL
    devices, sessions = _encode_sketches(totals.devices), _encode_sketches(totals.sessions)
    rows = [b"".join((key, figures, devices[0], sessions[0], measured))]
    if len(devices) > 1 or len(sessions) > 1:
        others = zip_longest(devices[1:], sessions[1:], fillvalue=copy.NULL)
        rows += [b"".join((key, _NO_FIGURES, *pair, copy.NULL)) for pair in others]
    return rows


def _encode_sketches(hashes: set[bytes]) -> list[bytes]:
    """One sketch, or several of at most 512 hashes each; see `sketch`.

    A hash is keyed and evenly distributed, so its first 8 bytes are used unchanged.
    """
    if not hashes:
        return _NO_SKETCH
    if len(hashes) == 1:  # as for most keys of most flushes
        (only,) = hashes
        return [copy.encode_bytes(sketch.HEADER + only[: sketch.HASH_BYTES])]
    prefixes = sorted({each[: sketch.HASH_BYTES] for each in hashes}, key=_to_signed)
    return [
        copy.encode_bytes(sketch.HEADER + b"".join(prefixes[at : at + sketch.MAX_EXACT_DEVICES]))
        for at in range(0, len(prefixes), sketch.MAX_EXACT_DEVICES)
    ]
