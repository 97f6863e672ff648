"""Rows of telemetry_events, encoded for COPY; what is the same for a whole batch only once."""

import struct
from collections.abc import Iterable
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


def encoded(columns: Iterable[tuple[int, bytes | None, bytes, bytes]]) -> bytes:
    """A row for each time, data, event type and tail; the last two are encoded fields.

    A tail begins with the weight and ends with what `batch_fields` gives.
    """
    parts: list[bytes] = []
    for micros, data, event_type, tail in columns:
        if data is None:
            parts += (_head(_FIELDS, 8, micros, -1), event_type, tail)
        else:
            head = _head_with_data(_FIELDS, 8, micros, len(data) + 1, _JSONB_VERSION)
            parts += (head, data, event_type, tail)
    return b"".join(parts)
