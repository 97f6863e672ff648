"""Inserts deltas, in the transaction of the rows that they count."""

from collections.abc import Iterable

from telemetry_graph.db.copy import copy_rows
from telemetry_graph.db.pool import Conn

COLUMNS = (
    "kind", "app_id", "day", "app_version", "key", "field", "item", "arrived_at", "events",
    "weight", "devices", "sessions", "measured",
)  # fmt: skip
ROW_HEAD = len(COLUMNS).to_bytes(2, "big")
"""The first bytes of a row in binary COPY: its number of fields."""


async def copy_deltas(conn: Conn, rows: Iterable[bytes]) -> None:
    await copy_rows(conn, "rollup_delta", COLUMNS, rows)
