"""Migrations to rollups and weeks compute the figures of data that was stored before."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
from redis.asyncio import Redis
from tests.conftest import with_database
from tests.factories import APP, PEPPER, ManualClock, batch, device_id, event

from telemetry_graph.analytics.compaction import Compaction
from telemetry_graph.analytics.model import DayEvents, ItemUsage, Measure
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.crashes.service import Crashes
from telemetry_graph.db.migrate import migrate
from telemetry_graph.db.pool import Pool
from telemetry_graph.events.reads import EventReads
from telemetry_graph.events.rows import append_rows
from telemetry_graph.ingest.accept.batch import accept_batch
from telemetry_graph.ingest.model import Write, WriteResult
from telemetry_graph.ingest.wire import ConsentInput
from telemetry_graph.ingest.write_path import WritePath
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.resources import find_resource_folder
from telemetry_graph.live.bus import Bus
from telemetry_graph.runtime import Endpoints

NOW = datetime(2025, 6, 12, 23, 30, tzinfo=UTC)
SPAN = DayRange(NOW.date(), NOW.date())
BEFORE_ROLLUPS = 8
BEFORE_WEEKS = 20
ADD_DAYS = """
INSERT INTO daily_items (
       app_id, is_total, day, app_version, event_type, field, item, events, weight, devices)
SELECT $1, false, day, '1.0', 'screen_view', 'screen_name', 'home', 1, 1,
       hll_add(hll_empty(14, 5, 512, 1), hll_hash_integer(device))
  FROM unnest($2::date[], $3::integer[]) AS devices (day, device)
"""


@pytest.fixture
async def old(endpoints: Endpoints, tmp_path: Path) -> AsyncIterator[Pool]:
    """A database without rollups."""
    name = f"test_{uuid4().hex}"
    admin = await asyncpg.connect(endpoints.database_url)
    await admin.execute(f'CREATE DATABASE "{name}"')
    pool = await Pool.open(with_database(endpoints.database_url, name), size=2)
    await _migrate_to(pool, BEFORE_ROLLUPS, tmp_path)
    yield pool
    await pool.close()
    await admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    await admin.close()


async def _migrate_to(pool: Pool, version: int, folder: Path) -> None:
    for path in sorted(find_resource_folder("migrations").glob("*.sql"))[:version]:
        shutil.copy(path, folder)
    await migrate(pool, folder)


def write_path(pool: Pool) -> WritePath:
    return WritePath.over(pool, ManualClock(NOW), Bus(Redis(), prefix="never sent"))


def _write(number: int, events: int) -> Write:
    """The first events of the batch of a device; the fourth event is a crash."""
    consent = ConsentInput(usage_analytics=True)
    kinds = (("app_start", None), ("app_stop", {"duration_seconds": 10 * number}),
             ("screen_view", {"screen_name": "home"}), ("app_crash", None))  # fmt: skip
    sent_batch = batch(
        *(event(kind, at=NOW, data=data) for kind, data in kinds[:events]),
        device_id=device_id(str(number)),
        session_id=f"session \\{number} 🎈",
        consent=consent,
    )
    return accept_batch(sent_batch, PEPPER, NOW)


async def _store(pool: Pool, number: int) -> None:
    """Store only raw events and crashes, as before there were rollups."""
    write = _write(number, 4 if number == 1 else 3)
    async with pool.transaction() as conn:
        await append_rows(conn, [write.event_rows])
        await Crashes(pool, ManualClock(NOW), EventReads(pool)).record(conn, write.crashes)


async def test_data_that_was_stored_before_rollups_is_counted(old: Pool) -> None:
    for number in (1, 2, 3):
        await _store(old, number)
    await migrate(old, find_resource_folder("migrations"))
    while await Compaction(old, ManualClock(NOW)).work():
        pass
    # The same devices and sessions again: their hashes must equal those of the migration.
    path = write_path(old)
    for number in (1, 2, 3):
        (written,) = await path.flush([_write(number, 2)])
        assert isinstance(written, WriteResult)

    analytics = Analytics(old, ManualClock(NOW), EventReads(old))
    overview = await analytics.overview(APP, SPAN)
    assert await analytics.events(APP, SPAN, "app_start") == [DayEvents(NOW.date(), 6, 3)]
    assert overview.sessions.value == 3
    assert (overview.crash_free_users.numerator, overview.crash_free_users.denominator) == (2, 3)
    assert overview.crash_free_sessions.numerator == 2
    assert overview.average_session_seconds.value == 20.0
    assert await analytics.top_items(APP, SPAN, ("screen_view", "screen_name"), 5) == [
        ItemUsage("home", 3, 3, 1.0)
    ]
    ((whole,), _, _) = await analytics.performance(APP, SPAN, Measure.SESSION)
    assert whole.events == 6


async def test_sketches_use_lz4_compression(pool: Pool) -> None:
    async with pool.connection() as conn:
        rows = await conn.fetch(
            "SELECT attrelid::regclass::text AS name, count(*) FROM pg_attribute "
            "WHERE attcompression = 'l' GROUP BY 1"
        )

    assert {row["name"]: row["count"] for row in rows} == {
        "daily_use": 7, "daily_events": 1, "daily_items": 1, "daily_measures": 1,
        "weekly_use": 3, "weekly_items": 1,
    }  # fmt: skip


async def test_weeks_are_merged_from_existing_days(old: Pool, tmp_path: Path) -> None:
    await _migrate_to(old, BEFORE_WEEKS, tmp_path)
    days = [date(2025, 6, day) for day in (1, 2, 5, 8, 9)]  # a Sunday, a week, a Monday
    async with old.connection() as conn:
        await conn.execute(ADD_DAYS, APP, days, [1, 2, 3, 2, 4])

    await migrate(old, find_resource_folder("migrations"))

    async with old.connection() as conn:
        weeks = await conn.fetch("SELECT week, #devices FROM weekly_items ORDER BY week")
    assert [tuple(week) for week in weeks] == [
        (date(2025, 5, 26), 1), (date(2025, 6, 2), 2), (date(2025, 6, 9), 1),
    ]  # fmt: skip
