"""What other domains read of raw events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from telemetry_graph.db.pool import Pool
from telemetry_graph.events import store
from telemetry_graph.events.model import Breadcrumb, EventCount, EventFilter, RawEvent
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.pagination import Cursor, Page, decode_after

_MAX_ROW_ID_CHARACTERS = 16


@dataclass(frozen=True, slots=True)
class EventReads:
    """Each method is one query; another event store would implement the same methods."""

    pool: Pool

    async def page(
        self,
        app_id: AppId,
        days: DayRange,
        event_filter: EventFilter,
        *,
        first: int,
        after: str | None,
    ) -> Page[RawEvent]:
        """A page of the matching events, the newest first."""
        position = decode_after(first, after, _parse_row_id)
        async with self.pool.connection() as conn:
            rows = await store.page(
                conn, app_id, days, event_filter, after=position, limit=first + 1
            )
        return Page.of(rows, first, _cursor_of)

    async def count(self, app_id: AppId, days: DayRange, event_filter: EventFilter) -> EventCount:
        async with self.pool.connection() as conn:
            return await store.count(conn, app_id, days, event_filter)

    async def funnel(
        self,
        app_id: AppId,
        days: DayRange,
        app_version: str | None,
        steps: Sequence[str],
    ) -> list[int]:
        """The number of sessions that reached each of up to five steps, in order."""
        async with self.pool.connection() as conn:
            return await store.funnel(conn, app_id, days, app_version, steps)

    async def breadcrumbs(
        self, app_id: AppId, device_id: bytes, session_id: str, until: datetime, limit: int
    ) -> list[Breadcrumb]:
        """The last events of a session within 15 minutes before `until`, the oldest first."""
        async with self.pool.connection() as conn:
            newest_first = await store.breadcrumbs(
                conn, app_id, device_id, session_id, until, limit
            )
        return newest_first[::-1]


def _cursor_of(event: RawEvent) -> Cursor:
    block, offset = event.row_id
    return Cursor(event.timestamp, f"{block}-{offset}")


def _parse_row_id(text: str) -> tuple[int, int]:
    """The block and offset of a row; raises ValueError when no row can have them."""
    block, _, offset = text.partition("-")
    are_numbers = block.isdecimal() and offset.isdecimal() and len(text) <= _MAX_ROW_ID_CHARACTERS
    if not (are_numbers and int(block) < 2**32 and int(offset) < 2**16):
        raise ValueError(text)
    return int(block), int(offset)
