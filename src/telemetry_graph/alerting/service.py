"""The rules of alerting as other domains see them: hand in facts, look at the delivery log."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from telemetry_graph.alerting import store
from telemetry_graph.alerting.model import AlertKind, CrashFacts, Delivery
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.connection import Cursor, Page, page_bounds
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import AppId


class Alerting:
    def __init__(self, pool: Pool, clock: Clock) -> None:
        self._pool = pool
        self._clock = clock

    async def enqueue(self, conn: Conn, facts: Sequence[CrashFacts]) -> None:
        """Promise an alert for each new crash group, if and only if `conn` commits."""
        if facts:
            bounded = [fact.bounded() for fact in facts]
            await store.insert_outbox(conn, AlertKind.NEW_CRASH_GROUP, bounded, self._clock())

    async def deliveries(self, app_id: AppId, first: int, after: str | None) -> Page[Delivery]:
        """The delivery log of an app, newest first."""
        before = _position(page_bounds(first, after))
        async with self._pool.connection() as conn:
            rows = await store.deliveries_of_app(conn, app_id, before, first + 1)
        return Page.of(rows, first, lambda row: Cursor(row.created_at, str(row.id)))


def _position(cursor: Cursor | None) -> tuple[datetime, UUID] | None:
    if cursor is None:
        return None
    try:
        return cursor.at, UUID(cursor.id)
    except ValueError as error:
        raise InvalidField("`after` is not a cursor that this API gave out.") from error
