"""Every figure equals that of the oracle, with any merges, retries, late or sampled events."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.integration.analytics.oracle import Oracle, weight
from tests.integration.analytics.scenario import TODAY, Scenario, SentBatch, SentReport

from telemetry_graph.analytics.model import Measure, Metric
from telemetry_graph.crashes.model import CountedCrash
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.day_range import DayRange

SPANS = (
    DayRange(date(2025, 6, 9), TODAY),
    DayRange(date(2025, 6, 6), date(2025, 6, 8)),
    DayRange(date(2025, 6, 1), date(2025, 6, 8)),  # a day and a whole week
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
    SentBatch,
    _device,
    _session,
    _version,
    _day_or_long_ago,
    st.lists(_event, min_size=1, max_size=5).map(tuple),
    st.sampled_from([1, 1, 1, 4]),
    st.uuids(version=4),
    st.integers(0, 3),
)
_report = st.builds(
    SentReport, _device, _session, _version, _day, st.booleans(), st.uuids(version=4)
)
_steps = st.lists(
    st.one_of(
        _batch,
        _batch,
        _report,
        st.sampled_from(
            [
                "resend",
                "merge",
                "merge all",
                "merge concurrently",
                "kill during merge",
                "delete raw events",
                "delete weeks",
                "wait",
                "wait",
            ]
        ),
    ),
    min_size=1,
    max_size=14,
)
_whole = SentBatch(
    "a",
    "s1",
    "1.0",
    TODAY,
    (("app_start", None), ("screen_view", {"screen_name": "home"}), ("app_stop", None)),
    1,
    UUID(int=1, version=4),
)
# Rare in random sequences: a day that is merged in part, and a day of another month.
_WHOLE_AND_PARTS = [
    _whole,
    "merge all",
    replace(_whole, device="b", session="s2", batch_id=UUID(int=2, version=4)),
    replace(_whole, device="c", day=date(2025, 5, 23), batch_id=UUID(int=3, version=4)),
    *["wait"] * 4,
]
_of_last_week = replace(_whole, day=date(2025, 6, 8))
# Days whose week has no row are still counted after the week gets other days.
_WEEKS_GONE = [
    _of_last_week,
    "merge all",
    "delete weeks",
    replace(_of_last_week, device="b", day=date(2025, 6, 7), batch_id=UUID(int=4, version=4)),
    "merge all",
]


@given(_steps)
@example(_WEEKS_GONE)
@example(_WHOLE_AND_PARTS)
@example([*_WHOLE_AND_PARTS[:4], "wait", "wait", "merge all", "wait"])
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_every_figure_equals_that_of_the_oracle(pool: Pool, steps: list[Any]) -> None:
    scenario = Scenario(pool)
    for step in steps:
        await scenario.step(step)

    for span in SPANS:
        for version in VERSIONS:
            await _check_overview(scenario, span, version)
            await _check_events(scenario, span, version)
            await _check_lists(scenario, span, version)
            await _check_frames(scenario, span, version)
            await _check_devices(scenario, span, version)
    live = await scenario.analytics.live_now(scenario.app_id)
    since = scenario.clock() - timedelta(minutes=5)
    assert (live.devices, live.sessions) == scenario.oracle.live(since)


async def _check_overview(scenario: Scenario, span: DayRange, version: str | None) -> None:
    now, before = (scenario.oracle.over(each, version) for each in (span, span.previous))

    overview = await scenario.analytics.overview(scenario.app_id, span, version)

    active = now.active_by_day()
    assert overview.daily_users.numerator == sum(active.values())
    assert overview.daily_users.previous == sum(before.active_by_day().values()) / span.days
    assert {day.day: (day.count, day.unique_devices) for day in overview.series} == {
        day: (weight(sent for sent in now.starts() if sent.day == day), devices)
        for day, devices in active.items()
    }
    assert overview.starts.value == weight(now.starts())
    assert overview.starts.previous == weight(before.starts())
    assert overview.starts.is_estimated == any(sent.weight > 1 for sent in now.starts())
    assert overview.crashes.value == len(now.crashes)
    assert overview.fatal_crashes.value == len(now.fatal)
    await _check_crashes(scenario, span, version, now)
    is_sampled = any(sent.weight > 1 for sent in now.events)
    assert overview.crash_free_users.is_estimated == overview.sessions.is_estimated == is_sampled
    assert overview.sessions.value == len(now.sessions())
    assert overview.sessions.previous == len(before.sessions())
    assert _parts(overview.crash_free_users) == now.crash_free_users()
    assert _parts(overview.crash_free_sessions) == now.crash_free_sessions()
    durations = now.durations()
    assert _parts(overview.average_session_seconds) == (
        sum(value * times for value, times in durations),
        sum(times for _, times in durations),
    )
    for day in {sent.day for sent in (*now.events, *now.crashes)}:
        free, seen = scenario.oracle.over(DayRange(day, day), version).crash_free_users()
        points = {point.day: point.value for point in overview.crash_free_users.series}
        assert points[day] == free / seen


async def _check_crashes(
    scenario: Scenario, span: DayRange, version: str | None, now: Oracle
) -> None:
    """The pages list exactly the crashes that the metric counts."""
    not_fatal = list((Counter(now.crashes) - Counter(now.fatal)).elements())
    for is_fatal, expected in ((None, now.crashes), (True, now.fatal), (False, not_fatal)):
        listed: list[CountedCrash] = []
        after: str | None = None
        while True:
            page = await scenario.crashes.list_counted_crashes(
                scenario.app_id, span, version, is_fatal=is_fatal, first=2, after=after
            )
            listed += page.items
            after = page.end_cursor
            if not page.has_next:
                break
        assert len({each.crash_id for each in listed}) == len(listed)
        assert sorted((each.timestamp.date(), each.app_version or "") for each in listed) == sorted(
            (sent.day, sent.version or "") for sent in expected
        )


async def _check_events(scenario: Scenario, span: DayRange, version: str | None) -> None:
    now, earlier = (scenario.oracle.over(each, version) for each in (span, span.previous))
    analytics, app_id = scenario.analytics, scenario.app_id

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


async def _check_lists(scenario: Scenario, span: DayRange, version: str | None) -> None:
    now, analytics, app_id = (
        scenario.oracle.over(span, version),
        scenario.analytics,
        scenario.app_id,
    )

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
        later = scenario.oracle.over(DayRange(span.start, TODAY), version)
        assert cohort.returned == {
            after: later.returned(cohort.day, after)
            if cohort.day + timedelta(days=after) < TODAY
            else None
            for after in (1, 7, 30)
        }


async def _check_frames(scenario: Scenario, span: DayRange, version: str | None) -> None:
    now, analytics = scenario.oracle.over(span, version), scenario.analytics
    frames = sorted(
        float(sent.value)
        for sent in now.of("perf_frame")
        for _ in range(sent.weight)
        if sent.value is not None
    )

    whole, _, by_version = await analytics.performance(
        scenario.app_id, span, Measure.FRAME, version
    )

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
        # A value counts as often as its weight, which limits the resolution of ranks.
        assert below <= share + 0.01 + 4 / len(frames)


async def _check_devices(scenario: Scenario, span: DayRange, version: str | None) -> None:
    now, analytics, app_id = (
        scenario.oracle.over(span, version),
        scenario.analytics,
        scenario.app_id,
    )

    users = await analytics.active_users(app_id, span, version)
    dau, wau, mau = [
        scenario.oracle.over(DayRange.last(days, span.end), version).active() for days in (1, 7, 30)
    ]
    assert (users.dau, users.wau, users.mau) == (dau, wau, mau)
    assert users.stickiness == (dau / mau if mau else None)
    assert {point.day: point.value for point in users.series if point.value} == now.active_by_day()
    versions = [each for each in ODD_VERSIONS if version in (None, each)]
    assert {
        (each.day, each.app_version): each.devices
        for each in await analytics.adoption(app_id, span, versions)
    } == now.adoption(versions)
    for steps in FUNNELS:
        funnel = await analytics.funnel(app_id, span, steps, version)
        assert [step.event_type for step in funnel] == list(steps)
        assert [step.sessions for step in funnel] == now.funnel(steps)


def _parts(metric: Metric) -> tuple[float, float]:
    return metric.numerator, metric.denominator
