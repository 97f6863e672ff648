"""Apps are compared if enough take part, and no app learns about another."""

from datetime import datetime, timedelta

import pytest
from redis.asyncio import Redis
from tests.factories import APP, OTHER_APP, PEPPER, ManualClock, batch, device_id, event, report

from telemetry_graph.analytics.benchmarks import Benchmark, Category, Rank
from telemetry_graph.app import Services, build_services
from telemetry_graph.db.pool import Pool
from telemetry_graph.ingest.accept.batch import accept_batch
from telemetry_graph.ingest.accept.crash import accept_report
from telemetry_graph.kit.access import Role
from telemetry_graph.kit.ids import AppId
from telemetry_graph.settings import Settings


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def services(settings: Settings, pool: Pool, clock: ManualClock) -> Services:
    return build_services(settings, pool, Redis(), clock)


async def _send_data(
    services: Services, app_id: AppId, now: datetime, *, startup_ms: int, crashes: int
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
    await services.write_path.flush(writes)


async def _create_five_apps(services: Services, now: datetime) -> list[AppId]:
    apps = [AppId(f"com.example.app{number}") for number in range(5)]
    for number, app_id in enumerate(apps):
        await _send_data(services, app_id, now, startup_ms=100 * (number + 1), crashes=number)
        await services.benchmarks.join(app_id, Category.GAMES)
    return apps


async def test_an_app_is_ranked_among_five_apps(services: Services, clock: ManualClock) -> None:
    apps = await _create_five_apps(services, clock())

    await services.benchmarks.work()

    assert await services.benchmarks.benchmark(apps[1]) == Benchmark(
        category=Category.GAMES,
        crash_free_users=Rank(0.975, 75.0),
        startup_ms=Rank(200.0, 75.0),
        session_seconds=Rank(None, None),
    )


async def test_four_apps_are_not_ranked(services: Services, clock: ManualClock) -> None:
    apps = await _create_five_apps(services, clock())
    await services.benchmarks.work()
    await services.benchmarks.leave(apps[4])

    benchmark = await services.benchmarks.benchmark(apps[1])

    assert benchmark is not None
    assert benchmark.crash_free_users == Rank(0.975, None)
    assert await services.benchmarks.benchmark(apps[4]) is None


async def test_the_owner_of_four_of_five_apps_learns_nothing_about_the_fifth(
    services: Services, clock: ManualClock
) -> None:
    apps = await _create_five_apps(services, clock())
    owner = await services.accounts.create_user("owner@example.com", "a long enough password")
    for app_id in apps[:4]:
        await services.accounts.create_app(app_id, app_id)
        await services.accounts.add_member(owner.id, app_id, Role.OWNER)
    await services.benchmarks.work()

    benchmark = await services.benchmarks.benchmark(apps[1])

    assert benchmark is not None
    assert benchmark.crash_free_users == Rank(0.975, None)


async def test_apps_of_other_categories_are_not_compared(
    services: Services, clock: ManualClock
) -> None:
    apps = await _create_five_apps(services, clock())
    await services.benchmarks.join(apps[0], Category.NEWS)
    await services.benchmarks.work()

    benchmark = await services.benchmarks.benchmark(apps[1])

    assert benchmark is not None
    assert benchmark.startup_ms == Rank(200.0, None)


async def test_an_app_that_does_not_take_part_is_not_ranked(
    services: Services, clock: ManualClock
) -> None:
    await _create_five_apps(services, clock())
    await _send_data(services, OTHER_APP, clock(), startup_ms=1, crashes=0)
    await services.benchmarks.work()

    assert await services.benchmarks.benchmark(OTHER_APP) is None


async def test_figures_are_computed_again_after_an_hour(
    services: Services, clock: ManualClock
) -> None:
    await services.benchmarks.join(APP, Category.TOOLS)
    await services.benchmarks.work()
    await _send_data(services, APP, clock(), startup_ms=250, crashes=0)
    await services.benchmarks.work()
    before = await services.benchmarks.benchmark(APP)

    clock.now += timedelta(minutes=61)
    await services.benchmarks.work()

    after = await services.benchmarks.benchmark(APP)
    assert before is not None
    assert after is not None
    assert before.startup_ms == Rank(None, None)
    assert after.startup_ms == Rank(250.0, None)
