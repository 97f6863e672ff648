"""Decodes binary COPY rows, so that tests can compare them."""

import struct
from typing import Any

import msgspec

from telemetry_graph.db.copy import to_datetime
from telemetry_graph.events.rows import COLUMNS


def decode_event_rows(data: bytes) -> list[dict[str, Any]]:
    """Rows of telemetry_events, by column."""
    rows, offset = [], 0
    while offset < len(data):
        (fields,) = struct.unpack_from("!h", data, offset)
        offset += 2
        values: list[bytes | None] = []
        for _ in range(fields):
            (size,) = struct.unpack_from("!i", data, offset)
            offset += 4
            values.append(None if size < 0 else data[offset : offset + size])
            offset += max(size, 0)
        rows.append(_decode_row(dict(zip(COLUMNS, values, strict=True))))
    return rows


def _decode_row(row: dict[str, bytes | None]) -> dict[str, Any]:
    return {
        name: None if value is None else _DECODERS.get(name, bytes.decode)(value)
        for name, value in row.items()
    }


def _decode_instant(value: bytes) -> Any:
    return to_datetime(struct.unpack("!q", value)[0])


_DECODERS: dict[str, Any] = {
    "time": _decode_instant,
    "received_at": _decode_instant,
    "event_data": lambda value: msgspec.json.decode(value[1:]),
    "device_id": bytes,
    "weight": lambda value: struct.unpack("!f", value)[0],
}
