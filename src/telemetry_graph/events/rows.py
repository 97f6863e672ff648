"""Encodes and appends rows of telemetry_events; fields that a batch shares are encoded once."""

import struct
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from telemetry_graph.db import copy
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId

COLUMNS = (
    "time", "event_data", "event_type", "weight", "app_id", "device_id", "session_id",
    "app_version", "mosis_version", "received_at",
)  # fmt: skip

_FIELDS = len(COLUMNS)
_JSONB_VERSION = 1
_EMPTY_BYTES = len(b"null")  # only `{}` and `null` are this short: stored as NULL
_time = struct.Struct("!hiq").pack
_json_head = struct.Struct("!ib").pack
_SHORT_JSON_HEADS = [_json_head(size + 1, _JSONB_VERSION) for size in range(256)]


def encode_batch_fields(
    app_id: AppId,
    device_id: bytes,
    session_id: str | None,
    app_version: str | None,
    mosis_version: str | None,
    received_at: datetime,
) -> bytes:
    """The fields that are the same in all rows of a batch; they are the last ones of a row."""
    return b"".join(
        (
            copy.encode_text(app_id),
            copy.encode_bytes(device_id),
            copy.encode_text(session_id),
            copy.encode_text(app_version),
            copy.encode_text(mosis_version),
            copy.encode_timestamp(received_at),
        )
    )


def encode_rows(
    micros: Sequence[int],
    distinct_micros: Collection[int],
    data: Sequence[bytes],
    type_fields: Sequence[bytes],
    tails: Iterable[bytes],
) -> bytes:
    """One row for each event, from columns of equal length; only `tails` may be endless.

    Times are in microseconds since 2000; `distinct_micros` are the different ones. `data` is
    canonical JSON. Type fields and tails are encoded; a tail is the weight, followed by the fields
    of the batch.
    """
    times = {each: _time(_FIELDS, 8, each) for each in distinct_micros}
    parts: list[bytes] = []
    for at, line, type_field, tail in zip(micros, data, type_fields, tails):  # noqa: B905 - endless
        size = len(line)
        if size <= _EMPTY_BYTES:
            parts += (times[at], copy.NULL, type_field, tail)
        elif size < len(_SHORT_JSON_HEADS):
            parts += (times[at], _SHORT_JSON_HEADS[size], line, type_field, tail)
        else:
            parts += (times[at], _json_head(size + 1, _JSONB_VERSION), line, type_field, tail)
    return b"".join(parts)


async def append_rows(conn: Conn, rows: Iterable[bytes]) -> None:
    """Append rows that `encode_rows` returned; joins the caller's transaction."""
    await copy.copy_rows(conn, "telemetry_events", COLUMNS, rows)
