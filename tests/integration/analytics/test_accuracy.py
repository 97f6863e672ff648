"""The accuracy of sketches and digests with many devices and values."""

from dataclasses import replace
from uuid import uuid4

import pytest
from tests.factories import ManualClock
from tests.integration.analytics.scenario import NOW, TODAY, Scenario, SentBatch

from telemetry_graph.analytics.compaction import Compaction
from telemetry_graph.analytics.model import Measure
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.ids import uuid7


async def test_many_devices_are_counted_within_two_percent(pool: Pool) -> None:
    scenario = Scenario(pool)
    first = SentBatch("", "s", "1.0", TODAY, (("app_start", None),), 1, uuid7(NOW))
    for number in range(3_000):
        await scenario.send(replace(first, device=f"{number}", batch_id=uuid4()))
        if number in (400, 1_500):
            with_deltas = await scenario.analytics.overview(scenario.app_id, DayRange(TODAY, TODAY))
            assert with_deltas.daily_users.value == pytest.approx(number + 1, rel=0.02)
            while await Compaction(pool, ManualClock(NOW)).work():
                pass

    overview = await scenario.analytics.overview(scenario.app_id, DayRange(TODAY, TODAY))

    assert overview.starts.value == 3_000
    assert overview.daily_users.value == pytest.approx(3_000, rel=0.02)
    assert overview.crash_free_users.denominator == pytest.approx(3_000, rel=0.02)


async def test_percentiles_are_within_one_percent_of_rank(pool: Pool) -> None:
    scenario = Scenario(pool)
    values = [(number * 7_919) % 10_007 / 10 for number in range(10_000)]
    for start in range(0, len(values), 100):
        events = tuple(("perf_startup", {"duration_ms": ms}) for ms in values[start : start + 100])
        await scenario.send(SentBatch("a", "s", "1.0", TODAY, events, 1, uuid4()))
        if start % 300 == 0:
            await Compaction(pool, ManualClock(NOW)).work()

    ((whole,), _, _) = await scenario.analytics.performance(
        scenario.app_id, DayRange(TODAY, TODAY), Measure.STARTUP
    )

    assert whole.events == 10_000
    for share, value in zip((0.5, 0.75, 0.95, 0.99), whole.quantiles, strict=True):
        rank = sum(each <= value for each in values) / len(values)
        assert rank == pytest.approx(share, abs=0.01)
