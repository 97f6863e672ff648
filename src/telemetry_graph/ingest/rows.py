"""Rows of telemetry_events, encoded for COPY; what is the same for a whole batch only once."""

import struct
from collections.abc import Iterable, Sequence
from datetime import datetime

from telemetry_graph.db import copy
from telemetry_graph.ingest.checks import Accepted
from telemetry_graph.ingest.identity import Identity

COLUMNS = (
    "time", "event_data", "event_type", "weight", "app_id", "device_id", "session_id",
    "app_version", "mosis_version", "received_at",
)  # fmt: skip

_FIELDS = len(COLUMNS)
_JSONB_VERSION = 1
_EMPTY_BYTES = len(b"null")  # no longer than this are `{}` and `null`, and nothing else
_time = struct.Struct("!hiq").pack
_json_head = struct.Struct("!ib").pack
_SHORT_JSON_HEADS = [_json_head(size + 1, _JSONB_VERSION) for size in range(256)]


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


def encoded(accepted: Accepted, types: Sequence[bytes], tails: Iterable[bytes]) -> bytes:
    """A row for each accepted event, with its type and tail, which are encoded fields.

    A tail begins with the weight and ends with what `batch_fields` gives.
    """
    times = {each: _time(_FIELDS, 8, each) for each in accepted.instants}
    parts: list[bytes] = []
    columns = zip(accepted.micros, accepted.data, types, tails)  # noqa: B905 - tails may be endless
    for at, line, event_type, tail in columns:
        size = len(line)
        if size <= _EMPTY_BYTES:
            parts += (times[at], copy.NULL, event_type, tail)
        elif size < len(_SHORT_JSON_HEADS):
            parts += (times[at], _SHORT_JSON_HEADS[size], line, event_type, tail)
        else:
            parts += (times[at], _json_head(size + 1, _JSONB_VERSION), line, event_type, tail)
    return b"".join(parts)
