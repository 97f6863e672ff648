"""Every figure equals the oracle's, whatever was merged, repeated, late, sampled or cut off."""

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from redis.asyncio import Redis
from tests.factories import PEPPER, HandClock, batch, device_id, event, report
from tests.integration.analytics.oracle import Oracle, Sent, weight

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.alerting.service import Alerting
from telemetry_graph.analytics.compaction import Bounds, Compaction
from telemetry_graph.analytics.model import CountedCrash, DayRange, Measure, Metric
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.crashes.service import Crashes
from telemetry_graph.db.pool import Pool
from telemetry_graph.ingest.accept import accepted_batch, accepted_report
from telemetry_graph.ingest.model import Written
from telemetry_graph.ingest.service import WritePath
from telemetry_graph.ingest.wire import ConsentInput
from telemetry_graph.kit.ids import AppId, uuid7
from telemetry_graph.live.bus import Bus

TODAY = date(2025, 6, 12)
NOW = datetime(2025, 6, 12, 23, 0, tzinfo=UTC)
SPANS = (
    DayRange(date(2025, 6, 9), TODAY),
    DayRange(date(2025, 6, 6), date(2025, 6, 8)),
    DayRange(date(2025, 6, 1), date(2025, 6, 8)),  # a whole week and a day
    DayRange(date(2025, 6, 9), date(2025, 6, 10)),  # the first days of a week
)
VERSIONS = (None, "1.0", "")
ODD_VERSIONS = ("1.0", "", "v'; \"*%_\\")
FUNNELS = (("app_start", "screen_view", "app_stop"), ("screen_view", "app_start"))
REMOVING = {
    "raw gone": "SELECT drop_chunks('telemetry_events', older_than => '2030-01-01'::timestamptz)",
    "weeks gone": "TRUNCATE weekly_use, weekly_items",
}


class Killed(Exception):
    pass


@dataclass(frozen=True)
class Batch:
    device: str
    session: str | None
    version: str | None
    day: date
    events: tuple[tuple[str, Any], ...]
    weight: int
    batch_id: UUID
    after_seconds: int = 0


@dataclass(frozen=True)
class Report:
    device: str
    session: str | None
    version: str | None
    day: date
    is_fatal: bool
    crash_id: UUID


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


class World:
    """The product's write path and worker beside the oracle, about an app of their own."""

    def __init__(self, pool: Pool) -> None:
        self.clock = clock = HandClock(NOW)
        self.app_id = AppId(f"com.example.{uuid4().hex}")
        self.oracle = Oracle()
        self._pool = pool
        self._path = WritePath(
            pool,
            clock,
            Accounts.over(pool, clock),
            Crashes(pool, clock),
            Alerting.over(pool, clock, Accounts.over(pool, clock)),
            Bus(Redis(), prefix="never sent"),
        )
        self._sent: list[Batch | Report] = []
        self.analytics = Analytics(pool, clock)

    async def step(self, step: Any) -> None:
        if isinstance(step, Batch | Report):
            await self.send(step)
            self._sent.append(step)
            self._count(step)
        elif step == "again" and self._sent:
            await self.send(self._sent[len(self._sent) // 2])
        else:
            await self._disturb(step)

    async def _disturb(self, step: str) -> None:
        merging = Compaction(self._pool, self.clock, Bounds(rows=5))
        match step:
            case "merge":
                await merging.work()
            case "merge all":
                while await merging.work():
                    pass
            case "two merge":
                await asyncio.gather(merging.work(), merging.work())
            case "killed":
                with pytest.raises(Killed):
                    await self._merge_and_die()
            case "later":
                self.clock.advance(seconds=100)
            case _ if step in REMOVING:
                await self._remove(step)

    async def _remove(self, step: str) -> None:
        async with self._pool.connection() as conn:
            await conn.execute(REMOVING[step])
        if step == "raw gone":
            self.oracle.raw.clear()

    async def send(self, sent: Batch | Report) -> None:
        common: dict[str, Any] = {
            "app_id": self.app_id,
            "device_id": device_id(sent.device),
            "session_id": sent.session,
            "app_version": sent.version,
        }
        if isinstance(sent, Batch):
            events = [
                event(kind, at=_time(sent, place), data=data)
                for place, (kind, data) in enumerate(sent.events)
            ]
            consent = ConsentInput(usage_analytics=True)
            given = batch(*events, batch_id=sent.batch_id, consent=consent, **common)
            write = accepted_batch(given, PEPPER, self.arrival_of(sent))
            (usage,) = write.usages
            usage.weight = float(sent.weight)
        else:
            crash = {"fatal": sent.is_fatal}
            lone = report(at=_time(sent), crash_id=sent.crash_id, crash=crash, **common)
            write = accepted_report(lone, PEPPER, self.clock())
        (result,) = await self._path.flush([write])
        assert isinstance(result, Written)

    def arrival_of(self, sent: Batch | Report) -> datetime:
        """Now; what is older than a late event may be arrived on its day."""
        return self.clock() if sent.day > TODAY - timedelta(days=7) else _time(sent)

    def _count(self, sent: Batch | Report) -> None:
        common = (self.arrival_of(sent), sent.device, sent.session, sent.version)
        if isinstance(sent, Report):
            self.oracle.add(Sent(_time(sent), *common, "crash"))
            if not sent.is_fatal:
                self.oracle.fatal.pop()
            return
        for place, (kind, data) in enumerate(sent.events):
            value = next(iter(data.values())) if data else None
            known = float(value) if isinstance(value, int) else value
            self.oracle.add(Sent(_time(sent, place), *common, kind, known, sent.weight))

    async def _merge_and_die(self) -> None:
        async with self._pool.transaction() as conn:
            held = _OneConnection(conn)
            await Compaction(held, self.clock, Bounds(rows=5)).work()  # type: ignore[arg-type]
            raise Killed


def _time(sent: Batch | Report, place: int = 0) -> datetime:
    """Sessions overlap: what is sent later may have happened before."""
    after = sent.after_seconds if isinstance(sent, Batch) else 0
    return datetime.combine(sent.day, time(22, tzinfo=UTC)) + timedelta(seconds=after + place)


class _OneConnection:
    """A pool whose transactions are parts of one that will not be committed."""

    def __init__(self, conn: Any) -> None:
        self._conn = conn

    def transaction(self) -> Any:
        conn = self._conn

        class Joined:
            async def __aenter__(self) -> Any:
                return conn

            async def __aexit__(self, *error: object) -> None:
                pass

        return Joined()


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
            await _check_lists(world, span, version)
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
    for only_fatal, wanted in ((False, now.crashes), (True, now.fatal)):
        listed: list[CountedCrash] = []
        after: str | None = None
        while True:
            page = await world.analytics.counted_crashes(
                world.app_id, span, version, only_fatal=only_fatal, first=2, after=after
            )
            listed += page.items
            after = page.end_cursor
            if not page.has_next:
                break
        assert len({each.crash_id for each in listed}) == len(listed)
        assert sorted((each.time.date(), each.version or "") for each in listed) == sorted(
            (sent.day, sent.version or "") for sent in wanted
        )


async def _check_lists(world: World, span: DayRange, version: str | None) -> None:
    now, analytics, app_id = world.oracle.over(span, version), world.analytics, world.app_id

    for kind in (None, "app_start", "screen_view", "lua_error"):
        sents = now.of(kind) if kind else now.events
        count = await analytics.event_count(app_id, span, kind, version)
        earlier = world.oracle.over(span.previous, version)
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
    assert {
        use.version: (use.devices, use.starts, use.fatal_crashes)
        for use in await analytics.versions(app_id, span, version)
    } == now.versions()
    assert {
        use.version: use.is_estimated for use in await analytics.versions(app_id, span, version)
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
    frames = sorted(
        float(sent.value)
        for sent in now.of("perf_frame")
        for _ in range(sent.weight)
        if sent.value is not None
    )
    whole, _, by_version = await analytics.performance(app_id, span, Measure.FRAME, version)
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
        (each.day, each.version): each.devices
        for each in await analytics.adoption(app_id, span, chosen)
    } == now.adoption(chosen)
    for steps in FUNNELS:
        funnel = await analytics.funnel(app_id, span, steps, version)
        assert [step.event_type for step in funnel] == list(steps)
        assert [step.sessions for step in funnel] == now.funnel(steps)


def _parts(metric: Metric) -> tuple[float, float]:
    return metric.numerator, metric.denominator


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
