"""Expired data is deleted, other data is not, and figures outlive their raw events."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from redis.asyncio import Redis
from tests.factories import APP, OTHER_APP, PEPPER, ManualClock, batch, event, report

from telemetry_graph.analytics.model import DayEvents
from telemetry_graph.app import Services, build_services, list_owned_tables
from telemetry_graph.db.pool import Pool
from telemetry_graph.ingest.accept.batch import accept_batch
from telemetry_graph.ingest.accept.crash import accept_report
from telemetry_graph.ingest.model import WriteResult
from telemetry_graph.ingest.wire import ConsentInput
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.tables import RetentionPolicy
from telemetry_graph.settings import Settings

DAY = date(2025, 6, 1)
DATA = {"perf_frame": {"avg_ms": 9}, "screen_view": {"screen_name": "home"}}
START = datetime(2025, 6, 1, 12, tzinfo=UTC)
ROWS = """
SELECT count(*) FILTER (WHERE app_id = $1), count(*) FILTER (WHERE app_id <> $1)
  FROM telemetry_events
"""


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def services(settings: Settings, pool: Pool, clock: ManualClock) -> Services:
    return build_services(settings, pool, Redis(), clock)


async def _send(
    services: Services,
    clock: ManualClock,
    app_id: AppId = APP,
    kinds: Sequence[str] = ("app_start",),
) -> None:
    """Send an event of each kind and a crash, which happen now, and merge their deltas."""
    now = clock()
    events = [event(kind, at=now, data=DATA.get(kind)) for kind in kinds]
    consent = ConsentInput(usage_analytics=True)
    writes = [
        accept_batch(batch(*events, app_id=app_id, consent=consent), PEPPER, now),
        accept_report(report(at=now, app_id=app_id), PEPPER, now),
    ]
    for result in await services.write_path.flush(writes):
        assert isinstance(result, WriteResult)
    while await services.compaction.work():
        pass


async def _events(pool: Pool) -> tuple[int, int]:
    """The number of raw events of APP, and of other apps."""
    async with pool.connection() as conn:
        row = await conn.fetchrow(ROWS, APP)
        assert row is not None
        return row[0], row[1]


async def _has_run(services: Services) -> bool:
    """Let the worker work; returns whether it did a run."""
    before = len(await services.retention.runs(100))
    await services.retention.work()
    return len(await services.retention.runs(100)) > before


async def test_raw_events_are_deleted_after_seven_days_and_their_figures_remain(
    services: Services, pool: Pool, clock: ManualClock
) -> None:
    await _send(services, clock)
    clock.advance(days=7)
    await services.retention.work()
    after_seven_days = await _events(pool)

    clock.advance(days=1)
    await services.retention.work()

    assert after_seven_days == (1, 0)
    assert await _events(pool) == (0, 0)
    run, *_ = await services.retention.runs(1)
    (removal,) = run.removals
    assert (removal.table, removal.rows, removal.app_id) == ("telemetry_events", 1, None)
    assert removal.bytes > 0
    assert run.finished_at is not None
    span = DayRange(DAY, DAY)
    assert await services.analytics.events(APP, span, "app_start") == [DayEvents(DAY, 1, 1)]
    assert (await services.analytics.overview(APP, span)).crashes.value == 1


async def test_a_late_event_counts_on_its_day_after_the_chunk_was_dropped(
    services: Services, pool: Pool, clock: ManualClock
) -> None:
    await _send(services, clock)
    async with pool.connection() as conn:
        await conn.execute("SELECT drop_chunks('telemetry_events', older_than => $1::timestamptz)",
                           START + timedelta(days=2))  # fmt: skip
    late = accept_batch(
        batch(event(at=START), device_id="f" * 64), PEPPER, START + timedelta(days=6)
    )

    await services.write_path.flush([late])

    events = await services.analytics.events(APP, DayRange(DAY, DAY), "app_start")
    assert events == [DayEvents(DAY, 2, 2)]


async def test_a_dry_run_reports_the_same_and_deletes_nothing(
    services: Services, pool: Pool, clock: ManualClock
) -> None:
    await _send(services, clock)
    clock.advance(days=9)

    planned = await services.retention.plan()

    assert await _events(pool) == (1, 0)
    assert await services.retention.run_now() == planned
    assert [each.rows for each in planned] == [1]


WEEKS = {RetentionPolicy.COUNTS: 21, RetentionPolicy.ACTIVE_USERS: 14}
DAYS = {
    RetentionPolicy.RAW_EVENTS: 2,
    RetentionPolicy.CRASH_REPORTS: 3,
    RetentionPolicy.PERFORMANCE: 9,
}
DELIVER = """
INSERT INTO alert_deliveries (id, alert_id, app_id, channel_kind, target, state, created_at)
SELECT gen_random_uuid(), id, app_id, 'log', '', 'delivered', created_at FROM alert_outbox
"""


async def _rows_by_table(pool: Pool) -> Counter[str]:
    names = [table.name for table in list_owned_tables() if table.default_days is not None]
    async with pool.connection() as conn:
        return Counter(
            {name: await conn.fetchval(f"SELECT count(*) FROM {name}") for name in names}
        )


@pytest.mark.parametrize(
    "limits",
    [{}, DAYS, WEEKS, DAYS | WEEKS, {RetentionPolicy.COUNTS: 14, RetentionPolicy.ACTIVE_USERS: 21},
     {RetentionPolicy.COUNTS: 365, RetentionPolicy.ACTIVE_USERS: 300}],
)  # fmt: skip
async def test_a_dry_run_lists_everything_that_a_run_would_delete(
    services: Services, pool: Pool, clock: ManualClock, limits: dict[RetentionPolicy, int]
) -> None:
    for days in (0, 350, 300, 60, 11, 4, 2, 4):
        clock.advance(days=days)
        for app_id in (APP, OTHER_APP):
            await _send(services, clock, app_id, ("app_start", *DATA))
    async with pool.connection() as conn:
        await conn.execute(DELIVER)
    for policy, days in limits.items():
        await services.retention.set_limit(APP, policy, days)
    before = await _rows_by_table(pool)

    planned = await services.retention.plan()

    assert await _rows_by_table(pool) == before
    assert await services.retention.run_now() == planned
    assert await services.retention.plan() == []
    deleted = Counter[str]()
    for each in planned:
        deleted[each.table] += each.rows * (each.target != "crash counts")
    after = await _rows_by_table(pool)
    assert before - after == +deleted
    of_all_apps = {(each.table, each.target) for each in planned if each.app_id is None}
    assert of_all_apps >= {("daily_use", "crash counts"), ("daily_use", "rows"),
                          ("alert_deliveries", "rows")}  # fmt: skip


async def test_a_run_is_done_once_a_day_even_after_it_was_missed(
    services: Services, clock: ManualClock
) -> None:
    assert await _has_run(services)
    clock.advance(hours=10)
    assert not await _has_run(services)
    clock.advance(days=3)
    assert await _has_run(services)
    assert not await _has_run(services)
    assert services.retention.next_run_at() == datetime(2025, 6, 5, 3, tzinfo=UTC)


async def test_another_worker_takes_over_a_run_whose_worker_died(
    services: Services, pool: Pool, clock: ManualClock
) -> None:
    await services.retention.work()
    async with pool.connection() as conn:
        await conn.execute("UPDATE retention_runs SET finished_at = NULL")
    await services.retention.work()
    ((unfinished),) = await services.retention.runs(1)

    clock.advance(hours=2)
    await services.retention.work()

    assert unfinished.finished_at is None
    ((taken_over),) = await services.retention.runs(1)
    assert taken_over.finished_at == clock()


async def test_an_app_can_shorten_its_retention(
    services: Services, pool: Pool, clock: ManualClock
) -> None:
    await _send(services, clock)
    await _send(services, clock, OTHER_APP)
    await services.retention.set_limit(APP, RetentionPolicy.RAW_EVENTS, 2)
    clock.advance(days=3)

    removals = await services.retention.run_now()

    assert await _events(pool) == (0, 1)
    assert [(each.table, each.app_id, each.rows) for each in removals] == [
        ("telemetry_events", APP, 1)
    ]
    assert (await services.retention.limits(APP))[RetentionPolicy.RAW_EVENTS] == 2
    assert (await services.retention.limits(OTHER_APP))[RetentionPolicy.RAW_EVENTS] == 7


async def test_an_app_cannot_extend_its_retention(services: Services, pool: Pool) -> None:
    for days in (0, -1, 8):
        with pytest.raises(InvalidField, match="must be between 1 and 7"):
            await services.retention.set_limit(APP, RetentionPolicy.RAW_EVENTS, days)

    assert (await services.retention.limits(APP))[RetentionPolicy.RAW_EVENTS] == 7


async def test_figures_have_their_own_retention(services: Services, clock: ManualClock) -> None:
    await _send(services, clock)
    span = DayRange(DAY, DAY)
    clock.advance(days=364)
    await services.retention.run_now()
    after_a_year = await services.analytics.overview(APP, span)
    clock.advance(days=3)
    await services.retention.run_now()
    later = await services.analytics.overview(APP, span)
    clock.advance(days=364)
    await services.retention.run_now()

    assert after_a_year.crashes.value == 1
    assert (later.crashes.value, later.daily_users.value) == (0, 1)
    assert await services.analytics.events(APP, span, "app_start") == []
    assert (await services.analytics.overview(APP, span)).daily_users.value == 0


async def test_a_chunk_in_use_is_left_to_the_next_run(
    services: Services, pool: Pool, clock: ManualClock
) -> None:
    await _send(services, clock)
    clock.advance(days=9)
    late = accept_batch(batch(event(at=START)), PEPPER, START + timedelta(days=6))
    async with pool.transaction() as conn:
        await conn.execute("INSERT INTO telemetry_events SELECT * FROM telemetry_events LIMIT 1")
        removals_while_in_use = await services.retention.run_now()
        (stored,) = await services.write_path.flush([late])

    clock.advance(days=1)
    removals = await services.retention.run_now()

    assert removals_while_in_use == []
    assert isinstance(stored, WriteResult)
    assert [each.rows for each in removals] == [3]
