"""The list of raw events has exactly the events that the figures count."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from tests.factories import APP, PEPPER, ManualClock, batch, device_id, event
from tests.integration.analytics.scenario import NOW, TODAY, Scenario

from telemetry_graph.analytics.service import Analytics
from telemetry_graph.db.pool import Pool
from telemetry_graph.events.model import EventFilter, RawEvent
from telemetry_graph.events.reads import EventReads
from telemetry_graph.ingest.accept.batch import accept_batch
from telemetry_graph.ingest.model import WriteResult
from telemetry_graph.ingest.wire import ConsentInput
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.errors import InvalidField

WEEK = DayRange(TODAY - timedelta(days=6), TODAY)
RATES = {"screen_view": 0.5}


async def list_all(
    analytics: Analytics, app_id: str, span: DayRange, event_filter: EventFilter
) -> list[RawEvent]:
    events: list[RawEvent] = []
    after: str | None = None
    while True:
        page = await analytics.raw_events(app_id, span, event_filter, 7, after)  # type: ignore[arg-type]
        events += page.items
        after = page.end_cursor
        if not page.has_next:
            return events


@pytest.fixture
async def scenario(pool: Pool) -> Scenario:
    """Events of a week: many at the same instant, some of them sampled."""
    scenario, random = Scenario(pool), Random(7)
    for number in range(60):
        day = TODAY - timedelta(days=random.randint(0, 6))
        at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        kinds = random.choices(["app_start", "perf_frame", "screen_view"], k=random.randint(1, 5))
        data = {"perf_frame": {"avg_ms": 9}, "screen_view": {"screen_name": "home"}}
        sent_batch = batch(
            *(event(kind, at=at, data=data.get(kind)) for kind in kinds),
            app_id=scenario.app_id,
            device_id=device_id(f"phone {number % 9}"),
            session_id=f"session {number}",
            app_version=random.choice([None, "1.0", "2.0"]),
            batch_id=UUID(int=random.getrandbits(128), version=4),
            consent=ConsentInput(usage_analytics=True),
        )
        (result,) = await scenario._path.flush([accept_batch(sent_batch, PEPPER, NOW, rates=RATES)])
        assert isinstance(result, WriteResult)
    return scenario


@pytest.mark.parametrize("kind", [None, "app_start", "screen_view", "perf_memory"])
@pytest.mark.parametrize("version", [None, "1.0", ""])
async def test_the_list_has_the_events_that_the_figures_count(
    scenario: Scenario, kind: str | None, version: str | None
) -> None:
    analytics, app_id, event_filter = (
        scenario.analytics,
        scenario.app_id,
        EventFilter(kind, version),
    )

    rows = await list_all(analytics, app_id, WEEK, event_filter)

    counts, devices = Counter[date](), defaultdict[date, set[bytes]](set)
    for row in rows:
        counts[row.timestamp.date()] += round(row.weight)
        devices[row.timestamp.date()].add(row.device_id)
    chart = await analytics.events(app_id, WEEK, kind, version)
    assert {day.day: (day.count, day.unique_devices) for day in chart} == {
        day: (counts[day], len(devices[day])) for day in counts
    }
    assert any(day.is_estimated for day in chart) == any(row.weight > 1 for row in rows)
    if kind in (None, "screen_view"):
        assert {row.weight for row in rows if row.event_type == "screen_view"} == {2.0}
    whole = await analytics.raw_count(app_id, WEEK, event_filter)
    assert whole == (sum(counts.values()), len({row.device_id for row in rows}))
    for each in chart:
        day = DayRange(each.day, each.day)
        assert (await analytics.raw_count(app_id, day, event_filter))[0] == each.count
    assert len({(row.timestamp, row.row_id) for row in rows}) == len(rows)
    assert [row.timestamp for row in rows] == sorted((row.timestamp for row in rows), reverse=True)


async def test_the_events_of_a_device_can_be_listed(scenario: Scenario) -> None:
    all_events = await list_all(scenario.analytics, scenario.app_id, WEEK, EventFilter())
    device = all_events[0].device_id

    own = await list_all(scenario.analytics, scenario.app_id, WEEK, EventFilter(device_id=device))

    assert own == [row for row in all_events if row.device_id == device]
    assert 0 < len(own) < len(all_events)
    unknown = EventFilter(device_id=b"unknown")
    assert await list_all(scenario.analytics, scenario.app_id, WEEK, unknown) == []
    assert await list_all(scenario.analytics, APP, WEEK, EventFilter()) == []


@pytest.mark.parametrize("after", ["x", "eyJ", "WyIyMDI1LTA2LTEyVDEyOjAwOjAwKzAwOjAwIiwieCJd"])
async def test_an_invalid_cursor_is_refused(pool: Pool, after: str) -> None:
    analytics = Analytics(pool, ManualClock(NOW), EventReads(pool))

    with pytest.raises(InvalidField):
        await analytics.raw_events(APP, WEEK, EventFilter(), 10, after)


async def test_raw_events_of_more_than_eight_days_are_refused(pool: Pool) -> None:
    analytics = Analytics(pool, ManualClock(NOW), EventReads(pool))
    long = DayRange(TODAY - timedelta(days=8), TODAY)

    with pytest.raises(InvalidField):
        await analytics.raw_events(APP, long, EventFilter(), 10, None)
    with pytest.raises(InvalidField):
        await analytics.raw_count(APP, long, EventFilter())
    with pytest.raises(InvalidField):
        await analytics.raw_events(APP, WEEK, EventFilter(event_type="\x00"), 10, None)
