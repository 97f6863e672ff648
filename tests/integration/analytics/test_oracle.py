"""Every figure equals the oracle's, whatever was merged, repeated, late, sampled or cut off."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.integration.analytics.oracle import Oracle, weight
from tests.integration.analytics.world import TODAY, Batch, Report, World

from telemetry_graph.analytics.model import Measure, Metric
from telemetry_graph.crashes.model import CountedCrash
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.day_range import DayRange

SPANS = (
    DayRange(date(2025, 6, 9), TODAY),
    DayRange(date(2025, 6, 6), date(2025, 6, 8)),
    DayRange(date(2025, 6, 1), date(2025, 6, 8)),  # a whole week and a day
    DayRange(date(2025, 6, 9), date(2025, 6, 10)),  # the first days of a week
)
VERSIONS = (None, "1.0", "")
ODD_VERSIONS = ("1.0", "", "v'; \"*%_\\")
FUNNELS = (("app_start", "screen_view", "app_stop"), ("screen_view", "app_start"))
_device = st.sampled_from(["a", "b", "c", "d"])
_session = st.sampled_from([None, "s1", "s2", "s3"])
_version = st.sampled_from([None, "1.0", "2.0", "v'; \"*%_\\"])
_day = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4, 5, 6]).map(
    lambda back: TODAY - timedelta(days=back)
)
_day_or_long_ago = st.one_of(_day, _day, st.sampled_from([date(2025, 6, 3), date(2025, 5, 23)]))
_event = st.one_of(
    st.sampled_from([("app_start", None), ("app_crash", None), ("lua_error", None)]),
    st.tuples(st.just("app_stop"), st.integers(0, 600).map(lambda s: {"duration_seconds": s})),
    st.tuples(st.just("perf_frame"), st.integers(1, 90).map(lambda ms: {"avg_ms": ms})),
    st.tuples(
        st.just("screen_view"),
        st.sampled_from(["home", "café 🎈", "(other)", ""]).map(lambda name: {"screen_name": name}),
    ),
)
_batch = st.builds(
    Batch,
    _device,
    _session,
    _version,
    _day_or_long_ago,
    st.lists(_event, min_size=1, max_size=5).map(tuple),
    st.sampled_from([1, 1, 1, 4]),
    st.uuids(version=4),
    st.integers(0, 3),
)
_report = st.builds(Report, _device, _session, _version, _day, st.booleans(), st.uuids(version=4))
_steps = st.lists(
    st.one_of(
        _batch,
        _batch,
        _report,
        st.sampled_from(
            [
                "again",
                "merge",
                "merge all",
                "two merge",
                "killed",
                "raw gone",
                "weeks gone",
                "later",
                "later",
            ]
        ),
    ),
    min_size=1,
    max_size=14,
)
_whole = Batch(
    "a",
    "s1",
    "1.0",
    TODAY,
    (("app_start", None), ("screen_view", {"screen_name": "home"}), ("app_stop", None)),
    1,
    UUID(int=1, version=4),
)
# What chance rarely puts together: a day that is merged in part, and one of another month.
_WHOLE_AND_PARTS = [
    _whole,
    "merge all",
    replace(_whole, device="b", session="s2", batch_id=UUID(int=2, version=4)),
    replace(_whole, device="c", day=date(2025, 5, 23), batch_id=UUID(int=3, version=4)),
    *["later"] * 4,
]
_of_last_week = replace(_whole, day=date(2025, 6, 8))
# Days without a row of their week are not forgotten by a later one.
_WEEKS_GONE = [
    _of_last_week,
    "merge all",
    "weeks gone",
    replace(_of_last_week, device="b", day=date(2025, 6, 7), batch_id=UUID(int=4, version=4)),
    "merge all",
]


@given(_steps)
@example(_WEEKS_GONE)
@example(_WHOLE_AND_PARTS)
@example([*_WHOLE_AND_PARTS[:4], "later", "later", "merge all", "later"])
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_every_figure_equals_the_oracles(pool: Pool, steps: list[Any]) -> None:
    world = World(pool)
    for step in steps:
        await world.step(step)

    for span in SPANS:
        for version in VERSIONS:
            await _check_overview(world, span, version)
            await _check_events(world, span, version)
            await _check_lists(world, span, version)
            await _check_frames(world, span, version)
            await _check_devices(world, span, version)
    live = await world.analytics.live_now(world.app_id)
    since = world.clock() - timedelta(minutes=5)
    assert (live.devices, live.sessions) == world.oracle.live(since)


async def _check_overview(world: World, span: DayRange, version: str | None) -> None:
    now, before = (world.oracle.over(each, version) for each in (span, span.previous))

    found = await world.analytics.overview(world.app_id, span, version)

    active = now.active_by_day()
    assert found.daily_users.numerator == sum(active.values())
    assert found.daily_users.previous == sum(before.active_by_day().values()) / span.days
    assert {day.day: (day.count, day.unique_devices) for day in found.series} == {
        day: (weight(sent for sent in now.starts() if sent.day == day), devices)
        for day, devices in active.items()
    }
    assert found.starts.value == weight(now.starts())
    assert found.starts.previous == weight(before.starts())
    assert found.starts.is_estimated == any(sent.weight > 1 for sent in now.starts())
    assert found.crashes.value == len(now.crashes)
    assert found.fatal_crashes.value == len(now.fatal)
    await _check_crashes(world, span, version, now)
    is_sampled = any(sent.weight > 1 for sent in now.events)
    assert found.crash_free_users.is_estimated == found.sessions.is_estimated == is_sampled
    assert found.sessions.value == len(now.sessions())
    assert found.sessions.previous == len(before.sessions())
    assert _parts(found.crash_free_users) == now.crash_free_users()
    assert _parts(found.crash_free_sessions) == now.crash_free_sessions()
    told = now.durations()
    assert _parts(found.average_session_seconds) == (
        sum(value * times for value, times in told),
        sum(times for _, times in told),
    )
    for day in {sent.day for sent in (*now.events, *now.crashes)}:
        free, seen = world.oracle.over(DayRange(day, day), version).crash_free_users()
        points = {point.day: point.value for point in found.crash_free_users.series}
        assert points[day] == free / seen


async def _check_crashes(world: World, span: DayRange, version: str | None, now: Oracle) -> None:
    """The list has the very crashes that the figure counts, page by page."""
    not_fatal = list((Counter(now.crashes) - Counter(now.fatal)).elements())
    for is_fatal, wanted in ((None, now.crashes), (True, now.fatal), (False, not_fatal)):
        listed: list[CountedCrash] = []
        after: str | None = None
        while True:
            page = await world.crashes.list_counted_crashes(
                world.app_id, span, version, is_fatal=is_fatal, first=2, after=after
            )
            listed += page.items
            after = page.end_cursor
            if not page.has_next:
                break
        assert len({each.crash_id for each in listed}) == len(listed)
        assert sorted((each.timestamp.date(), each.app_version or "") for each in listed) == sorted(
            (sent.day, sent.version or "") for sent in wanted
        )


async def _check_events(world: World, span: DayRange, version: str | None) -> None:
    now, earlier = (world.oracle.over(each, version) for each in (span, span.previous))
    analytics, app_id = world.analytics, world.app_id

    for kind in (None, "app_start", "screen_view", "lua_error"):
        sents = now.of(kind) if kind else now.events
        count = await analytics.event_count(app_id, span, kind, version)
        assert (count.value, count.previous) == (
            weight(sents),
            weight(earlier.of(kind) if kind else earlier.events),
        )
        assert count.is_estimated == any(sent.weight > 1 for sent in sents)
        assert {
            day.day: (day.count, day.unique_devices)
            for day in await analytics.events(app_id, span, kind, version)
        } == {
            day: (
                weight(sent for sent in sents if sent.day == day),
                len({sent.device for sent in sents if sent.day == day}),
            )
            for day in {sent.day for sent in sents}
        }


async def _check_lists(world: World, span: DayRange, version: str | None) -> None:
    now, analytics, app_id = world.oracle.over(span, version), world.analytics, world.app_id

    assert {
        use.app_version: (use.devices, use.starts, use.fatal_crashes)
        for use in await analytics.versions(app_id, span, version)
    } == now.versions()
    assert {
        use.app_version: use.is_estimated for use in await analytics.versions(app_id, span, version)
    } == {
        each: any(sent.weight > 1 for sent in now.events if sent.version == each)
        for each in now.versions()
    }
    screens = await analytics.top_items(app_id, span, ("screen_view", "screen_name"), 10, version)
    assert {each.item: (each.count, each.devices) for each in screens} == now.screens()
    for cohort in await analytics.retention(app_id, span, version):
        later = world.oracle.over(DayRange(span.start, TODAY), version)
        assert cohort.returned == {
            after: later.returned(cohort.day, after)
            if cohort.day + timedelta(days=after) < TODAY
            else None
            for after in (1, 7, 30)
        }


async def _check_frames(world: World, span: DayRange, version: str | None) -> None:
    now, analytics = world.oracle.over(span, version), world.analytics
    frames = sorted(
        float(sent.value)
        for sent in now.of("perf_frame")
        for _ in range(sent.weight)
        if sent.value is not None
    )

    whole, _, by_version = await analytics.performance(world.app_id, span, Measure.FRAME, version)

    assert sum(round(each.weight) for each in by_version) == len(frames)
    if not frames:
        assert whole == []
        return
    (only,) = whole
    assert round(only.weight) == len(frames)
    assert only.total == sum(frames)
    for share, value in zip((0.5, 0.75, 0.95, 0.99), only.quantiles, strict=True):
        assert frames[0] <= value <= frames[-1]
        below = sum(each < value for each in frames) / len(frames)
        # A value stands for its weight in a row, so a rank is as fine as that.
        assert below <= share + 0.01 + 4 / len(frames)


async def _check_devices(world: World, span: DayRange, version: str | None) -> None:
    now, analytics, app_id = world.oracle.over(span, version), world.analytics, world.app_id

    users = await analytics.active_users(app_id, span, version)
    dau, wau, mau = [
        world.oracle.over(DayRange.last(days, span.end), version).active() for days in (1, 7, 30)
    ]
    assert (users.dau, users.wau, users.mau) == (dau, wau, mau)
    assert users.stickiness == (dau / mau if mau else None)
    assert {point.day: point.value for point in users.series if point.value} == now.active_by_day()
    chosen = [each for each in ODD_VERSIONS if version in (None, each)]
    assert {
        (each.day, each.app_version): each.devices
        for each in await analytics.adoption(app_id, span, chosen)
    } == now.adoption(chosen)
    for steps in FUNNELS:
        funnel = await analytics.funnel(app_id, span, steps, version)
        assert [step.event_type for step in funnel] == list(steps)
        assert [step.sessions for step in funnel] == now.funnel(steps)


def _parts(metric: Metric) -> tuple[float, float]:
    return metric.numerator, metric.denominator
