"""Reads binary COPY rows back, for tests to look into."""

import struct
from typing import Any

import msgspec

from telemetry_graph.db.copy import to_datetime
from telemetry_graph.events.rows import COLUMNS


def event_rows(data: bytes) -> list[dict[str, Any]]:
    """Rows of telemetry_events by column."""
    rows, at = [], 0
    while at < len(data):
        (fields,) = struct.unpack_from("!h", data, at)
        at += 2
        values: list[bytes | None] = []
        for _ in range(fields):
            (size,) = struct.unpack_from("!i", data, at)
            at += 4
            values.append(None if size < 0 else data[at : at + size])
            at += max(size, 0)
        rows.append(_named(dict(zip(COLUMNS, values, strict=True))))
    return rows


def _named(row: dict[str, bytes | None]) -> dict[str, Any]:
    return {
        name: None if value is None else _READERS.get(name, bytes.decode)(value)
        for name, value in row.items()
    }


def _instant(value: bytes) -> Any:
    return to_datetime(struct.unpack("!q", value)[0])


_READERS: dict[str, Any] = {
    "time": _instant,
    "received_at": _instant,
    "event_data": lambda value: msgspec.json.decode(value[1:]),
    "device_id": bytes,
    "weight": lambda value: struct.unpack("!f", value)[0],
}
