"""PostgreSQL's binary COPY format, field by field.

It is the format of PostgreSQL's documentation of COPY, section «Binary Format». Rows that repeat
most of their fields are encoded several times faster here than from tuples.
"""

import struct
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import UTC, datetime
from itertools import repeat

from telemetry_graph.db.pool import Conn

NULL = b"\xff\xff\xff\xff"

_HEADER = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
_TRAILER = b"\xff\xff"
DAY_MICROSECONDS = 86_400_000_000

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)

length = struct.Struct("!i").pack
_int32 = struct.Struct("!ii").pack
_int64 = struct.Struct("!iq").pack
_float32 = struct.Struct("!if").pack
_float64 = struct.Struct("!id").pack
_array_head = struct.Struct("!iiiii").pack
_FLOAT64_TYPE = 701


async def copy_rows(conn: Conn, table: str, columns: Sequence[str], rows: Iterable[bytes]) -> None:
    """Append encoded rows, each beginning with its number of fields (16 bits)."""
    # As one piece: asyncpg sends, and waits for, each piece that a source yields.
    data = b"".join((_HEADER, *rows, _TRAILER))
    await conn.copy_to_table(table, source=_whole(data), columns=columns, format="binary")


async def _whole(data: bytes) -> AsyncIterator[bytes]:
    yield data


def microseconds(time: datetime) -> int:
    """Microseconds since 2000, as PostgreSQL counts them."""
    since = time - EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def raw(data: bytes) -> bytes:
    return length(len(data)) + data


def text(value: str | None) -> bytes:
    return NULL if value is None else raw(value.encode())


def timestamp(time: datetime) -> bytes:
    return _int64(8, microseconds(time))


def day(days: int) -> bytes:
    """A date, as days since 2000."""
    return _int32(4, days)


def int64(value: int) -> bytes:
    return _int64(8, value)


def float32(value: float) -> bytes:
    return _float32(4, value)


def float64_array(values: Sequence[float]) -> bytes:
    """One dimension, counted from 1, without nulls."""
    head = _array_head(1, 0, _FLOAT64_TYPE, len(values), 1)
    return raw(head + b"".join(map(_float64, repeat(8), values)))
