"""Apps are compared if enough take part, and no app learns about another."""

from datetime import datetime, timedelta

import pytest
from redis.asyncio import Redis
from tests.factories import APP, OTHER_APP, PEPPER, HandClock, batch, device_id, event, report

from telemetry_graph.analytics.benchmarks import Benchmark, Category, Rank
from telemetry_graph.app import Parts, assembled
from telemetry_graph.db.pool import Pool
from telemetry_graph.ingest.accept.batch import accept_batch
from telemetry_graph.ingest.accept.crash import accept_report
from telemetry_graph.kit.access import Role
from telemetry_graph.kit.ids import AppId
from telemetry_graph.settings import Settings


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def parts(settings: Settings, pool: Pool, clock: HandClock) -> Parts:
    return assembled(settings, pool, Redis(), clock)


async def _send_data(
    parts: Parts, app_id: AppId, now: datetime, *, startup_ms: int, crashes: int
) -> None:
    """Forty devices send startup times, and some of them crash."""
    writes = []
    for number in range(40):
        device = device_id(str(number))
        startup = event("perf_startup", at=now, data={"duration_ms": startup_ms})
        sent_batch = batch(startup, app_id=app_id, device_id=device)
        writes.append(accept_batch(sent_batch, PEPPER, now))
        if number < crashes:
            fatal = report(at=now, app_id=app_id, device_id=device)
            writes.append(accept_report(fatal, PEPPER, now))
    await parts.write_path.flush(writes)


async def _create_five_apps(parts: Parts, now: datetime) -> list[AppId]:
    apps = [AppId(f"com.example.app{number}") for number in range(5)]
    for number, app_id in enumerate(apps):
        await _send_data(parts, app_id, now, startup_ms=100 * (number + 1), crashes=number)
        await parts.benchmarks.join(app_id, Category.GAMES)
    return apps


async def test_an_app_is_ranked_among_five_apps(parts: Parts, clock: HandClock) -> None:
    apps = await _create_five_apps(parts, clock())

    await parts.benchmarks.work()

    assert await parts.benchmarks.benchmark(apps[1]) == Benchmark(
        category=Category.GAMES,
        crash_free_users=Rank(0.975, 75.0),
        startup_ms=Rank(200.0, 75.0),
        session_seconds=Rank(None, None),
    )


async def test_four_apps_are_not_ranked(parts: Parts, clock: HandClock) -> None:
    apps = await _create_five_apps(parts, clock())
    await parts.benchmarks.work()
    await parts.benchmarks.leave(apps[4])

    benchmark = await parts.benchmarks.benchmark(apps[1])

    assert benchmark is not None
    assert benchmark.crash_free_users == Rank(0.975, None)
    assert await parts.benchmarks.benchmark(apps[4]) is None


async def test_the_owner_of_four_of_five_apps_learns_nothing_about_the_fifth(
    parts: Parts, clock: HandClock
) -> None:
    apps = await _create_five_apps(parts, clock())
    owner = await parts.accounts.create_user("owner@example.com", "a long enough password")
    for app_id in apps[:4]:
        await parts.accounts.create_app(app_id, app_id)
        await parts.accounts.add_member(owner.id, app_id, Role.OWNER)
    await parts.benchmarks.work()

    benchmark = await parts.benchmarks.benchmark(apps[1])

    assert benchmark is not None
    assert benchmark.crash_free_users == Rank(0.975, None)


async def test_apps_of_other_categories_are_not_compared(parts: Parts, clock: HandClock) -> None:
    apps = await _create_five_apps(parts, clock())
    await parts.benchmarks.join(apps[0], Category.NEWS)
    await parts.benchmarks.work()

    benchmark = await parts.benchmarks.benchmark(apps[1])

    assert benchmark is not None
    assert benchmark.startup_ms == Rank(200.0, None)


async def test_an_app_that_does_not_take_part_is_not_ranked(parts: Parts, clock: HandClock) -> None:
    await _create_five_apps(parts, clock())
    await _send_data(parts, OTHER_APP, clock(), startup_ms=1, crashes=0)
    await parts.benchmarks.work()

    assert await parts.benchmarks.benchmark(OTHER_APP) is None


async def test_figures_are_computed_again_after_an_hour(parts: Parts, clock: HandClock) -> None:
    await parts.benchmarks.join(APP, Category.TOOLS)
    await parts.benchmarks.work()
    await _send_data(parts, APP, clock(), startup_ms=250, crashes=0)
    await parts.benchmarks.work()
    before = await parts.benchmarks.benchmark(APP)

    clock.now += timedelta(minutes=61)
    await parts.benchmarks.work()

    after = await parts.benchmarks.benchmark(APP)
    assert before is not None
    assert after is not None
    assert before.startup_ms == Rank(None, None)
    assert after.startup_ms == Rank(250.0, None)
