"""What the server has stored of an app, to compare with what its devices recorded."""

from dataclasses import dataclass

import asyncpg

COUNTS = """
SELECT (SELECT count(*) FROM telemetry_events),
       (SELECT count(*) FROM telemetry_events WHERE event_type = 'screen_view'),
       (SELECT count(DISTINCT event_data ->> 'screen_name') FROM telemetry_events
        WHERE event_type = 'screen_view'),
       (SELECT count(*) FROM crash_reports),
       (SELECT count(DISTINCT message) FROM crash_reports)
"""


@dataclass(frozen=True)
class Books:
    events: int
    screen_views: int
    different_screens: int
    crashes: int
    different_crashes: int


async def read_books(database_url: str) -> Books:
    conn = await asyncpg.connect(database_url)
    try:
        row = await conn.fetchrow(COUNTS)
        assert row is not None
        return Books(*row.values())
    finally:
        await conn.close()
