"""How exact the sketches are when there is much to count."""

from dataclasses import replace
from uuid import uuid4

import pytest
from tests.factories import HandClock
from tests.integration.analytics.world import NOW, TODAY, Batch, World

from telemetry_graph.analytics.compaction import Compaction
from telemetry_graph.analytics.model import Measure
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.ids import uuid7


async def test_many_devices_are_counted_within_two_percent(pool: Pool) -> None:
    world = World(pool)
    first = Batch("", "s", "1.0", TODAY, (("app_start", None),), 1, uuid7(NOW))
    for number in range(3_000):
        await world.send(replace(first, device=f"{number}", batch_id=uuid4()))
        if number in (400, 1_500):
            unmerged = await world.analytics.overview(world.app_id, DayRange(TODAY, TODAY))
            assert unmerged.daily_users.value == pytest.approx(number + 1, rel=0.02)
            while await Compaction(pool, HandClock(NOW)).work():
                pass

    found = await world.analytics.overview(world.app_id, DayRange(TODAY, TODAY))

    assert found.starts.value == 3_000
    assert found.daily_users.value == pytest.approx(3_000, rel=0.02)
    assert found.crash_free_users.denominator == pytest.approx(3_000, rel=0.02)


async def test_percentiles_are_within_one_percent_of_rank(pool: Pool) -> None:
    world = World(pool)
    values = [(number * 7_919) % 10_007 / 10 for number in range(10_000)]
    for start in range(0, len(values), 100):
        events = tuple(("perf_startup", {"duration_ms": ms}) for ms in values[start : start + 100])
        await world.send(Batch("a", "s", "1.0", TODAY, events, 1, uuid4()))
        if start % 300 == 0:
            await Compaction(pool, HandClock(NOW)).work()

    ((whole,), _, _) = await world.analytics.performance(
        world.app_id, DayRange(TODAY, TODAY), Measure.STARTUP
    )

    assert whole.events == 10_000
    for share, value in zip((0.5, 0.75, 0.95, 0.99), whole.quantiles, strict=True):
        rank = sum(each <= value for each in values) / len(values)
        assert rank == pytest.approx(share, abs=0.01)
