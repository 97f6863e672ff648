"""Rows of telemetry_events, encoded for COPY; what is the same for a whole batch only once."""

import struct
from datetime import datetime

from telemetry_graph.db import copy
from telemetry_graph.ingest.identity import Identity

COLUMNS = (
    "time", "event_data", "event_type", "weight", "app_id", "device_id", "session_id",
    "app_version", "mosis_version", "received_at",
)  # fmt: skip

_FIELDS = len(COLUMNS)
_JSONB_VERSION = 1
_head = struct.Struct("!hiqi").pack
_head_with_data = struct.Struct("!hiqib").pack


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


def row(micros: int, data: bytes | None, event_type: bytes, tail: bytes) -> bytes:
    """One row; `event_type` and `tail` are encoded fields, and `tail` begins with the weight."""
    if data is None:
        return b"".join((_head(_FIELDS, 8, micros, -1), event_type, tail))
    head = _head_with_data(_FIELDS, 8, micros, len(data) + 1, _JSONB_VERSION)
    return b"".join((head, data, event_type, tail))
