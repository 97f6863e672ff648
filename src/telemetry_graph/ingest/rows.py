"""Rows of telemetry_events, encoded for COPY; what is the same for a whole batch only once."""

import struct
from datetime import datetime

from telemetry_graph.db import copy
from telemetry_graph.ingest.identity import Identity

COLUMNS = (
    "time", "event_type", "event_data", "weight", "app_id", "device_id", "session_id",
    "app_version", "mosis_version", "received_at",
)  # fmt: skip

_JSONB_VERSION = b"\x01"
_row_head = struct.Struct("!hiq").pack


def batch_fields(sender: Identity, received_at: datetime) -> bytes:
    """The fields that all rows of a batch end with."""
    return b"".join(
        (
            copy.text(sender.app_id),
            copy.raw(sender.device_id),
            copy.text(sender.session_id),
            copy.text(sender.app_version),
            copy.text(sender.mosis_version),
            copy.timestamp(received_at),
        )
    )


def row(micros: int, event_type: bytes, data: bytes | None, tail: bytes) -> bytes:
    """One row; `event_type` and `tail` are encoded fields, and `tail` begins with the weight."""
    if data is None:
        return b"".join((_row_head(len(COLUMNS), 8, micros), event_type, copy.NULL, tail))
    size = copy.length(len(data) + 1)
    head = _row_head(len(COLUMNS), 8, micros)
    return b"".join((head, event_type, size, _JSONB_VERSION, data, tail))
