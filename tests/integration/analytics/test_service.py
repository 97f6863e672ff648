"""Figures that can be verified by hand: three days, four devices, two versions."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from redis.asyncio import Redis
from tests.factories import APP, OTHER_APP, PEPPER, ManualClock, batch, device_id, event, report

from telemetry_graph.analytics.compaction import Compaction, CompactionLimits
from telemetry_graph.analytics.model import DayEvents, Metric, VersionUsage
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.db.pool import Pool
from telemetry_graph.events.reads import EventReads
from telemetry_graph.ingest.accept.batch import accept_batch
from telemetry_graph.ingest.accept.crash import accept_report
from telemetry_graph.ingest.model import Write, WriteResult
from telemetry_graph.ingest.write_path import WritePath
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.ids import AppId, uuid7
from telemetry_graph.live.bus import Bus

_FIRST, _SECOND, _THIRD = date(2025, 6, 10), date(2025, 6, 11), date(2025, 6, 12)
_SPAN = DayRange(_FIRST, _THIRD)
_NOW = datetime(2025, 6, 12, 23, 0, tzinfo=UTC)


class Writer:
    """Sends events and crashes through the write path, and merges deltas."""

    def __init__(self, pool: Pool, bus: Bus, *, merges: str) -> None:
        self._merges, self._flushes = merges, 0
        self._compaction = Compaction(pool, ManualClock(_NOW), CompactionLimits(max_rows=7))
        self._path = WritePath.over(pool, ManualClock(_NOW), bus)

    async def events(
        self,
        day: date,
        device: str,
        *kinds: str,
        version: str | None = "1.0",
        session: str | None = None,
        hour: int = 12,
        app_id: AppId = APP,
    ) -> None:
        at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        sent_batch = batch(
            *(event(kind, at=at) for kind in kinds),
            app_id=app_id,
            app_version=version,
            device_id=device_id(device),
            session_id=session or f"{device}-{day}",
            batch_id=uuid7(_NOW),
        )
        await self._flush(accept_batch(sent_batch, PEPPER, _NOW))

    async def crash(self, day: date, device: str, version: str | None = "1.0") -> None:
        at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        sent_report = report(at=at, device_id=device_id(device), app_version=version)
        await self._flush(accept_report(sent_report, PEPPER, _NOW))

    async def _flush(self, write: Write) -> None:
        (result,) = await self._path.flush([write])
        assert isinstance(result, WriteResult)
        self._flushes += 1
        if self._merges == "always" or (self._merges == "sometimes" and self._flushes % 2):
            while await self._compaction.work():
                pass


@pytest.fixture(params=["never", "sometimes", "always"])
async def writer(pool: Pool, request: pytest.FixtureRequest) -> Writer:
    """The figures must be the same whether deltas are merged or not."""
    return Writer(pool, Bus(Redis(), prefix="never sent"), merges=request.param)


@pytest.fixture
def analytics(pool: Pool) -> Analytics:
    return Analytics(pool, ManualClock(_NOW), EventReads(pool))


def without_series(metric: Metric) -> Metric:
    return replace(metric, series=())


async def test_rates_are_null_without_data(analytics: Analytics) -> None:
    overview = await analytics.overview(APP, _SPAN)

    assert without_series(overview.daily_users) == Metric(0.0, 0.0, 0, 3, is_low_sample=False)
    assert without_series(overview.crash_free_users) == Metric(None, None, 0, 0, is_low_sample=True)
    assert overview.crashes.value == 0
    assert overview.sessions.value == 0
    assert overview.starts.value == 0
    assert overview.series == []
    assert await analytics.events(APP, _SPAN, None) == []
    assert await analytics.versions(APP, _SPAN) == []


async def test_an_active_device_counts_once_per_day(analytics: Analytics, writer: Writer) -> None:
    await writer.events(_FIRST, "a", "app_start", "app_start", "app_stop")
    await writer.events(_FIRST, "a", "app_start", hour=20)
    await writer.events(_FIRST, "b", "app_start")
    await writer.events(_SECOND, "a", "app_start")
    await writer.events(_THIRD, "c", "perf_frame")  # seen, but not active

    overview = await analytics.overview(APP, _SPAN)

    assert without_series(overview.daily_users) == Metric(1.0, 0.0, 3, 3, is_low_sample=False)
    assert overview.starts.value == 5
    assert overview.series == [DayEvents(_FIRST, 4, 2), DayEvents(_SECOND, 1, 1)]


async def test_a_session_counts_once_in_a_range(analytics: Analytics, writer: Writer) -> None:
    await writer.events(_FIRST, "a", "app_start", session="night", hour=23)
    await writer.events(_SECOND, "a", "app_stop", session="night", hour=0)
    await writer.events(_SECOND, "b", "app_start", session="day")

    overview = await analytics.overview(APP, _SPAN)

    assert overview.sessions.value == 2


async def test_crash_free_users_are_devices_without_a_fatal_crash(
    analytics: Analytics, writer: Writer
) -> None:
    for device in ("a", "b", "c"):
        await writer.events(_FIRST, device, "app_start")
    await writer.crash(_SECOND, "a")
    await writer.crash(_THIRD, "a")
    await writer.events(_SECOND, "b", "lua_error")  # a crash, but not fatal
    await writer.crash(_SECOND, "d")  # seen by its crash only

    overview = await analytics.overview(APP, _SPAN)

    assert without_series(overview.crash_free_users) == Metric(0.5, None, 2, 4, is_low_sample=True)
    assert without_series(overview.crashes) == Metric(4.0, 0.0, 4, 1, is_low_sample=False)
    assert without_series(overview.fatal_crashes) == Metric(3.0, 0.0, 3, 1, is_low_sample=False)


async def test_no_user_is_crash_free_when_every_device_crashed(
    analytics: Analytics, writer: Writer
) -> None:
    await writer.crash(_FIRST, "a")

    overview = await analytics.overview(APP, _SPAN)

    assert overview.crash_free_users.value == 0.0
    assert overview.crash_free_users.denominator == 1


async def test_the_previous_period_is_the_three_days_before(
    analytics: Analytics, writer: Writer
) -> None:
    for device in ("a", "b", "c"):
        await writer.events(_FIRST, device, "app_start")
    for device in ("a", "b"):
        await writer.events(date(2025, 6, 9), device, "app_start")
    await writer.events(date(2025, 6, 6), "a", "app_start")  # before the previous period

    overview = await analytics.overview(APP, _SPAN)

    assert without_series(overview.starts) == Metric(3.0, 2.0, 3, 1, is_low_sample=False)
    assert overview.starts.delta_percent == 50.0
    assert overview.daily_users.previous == pytest.approx(2 / 3)


async def test_a_day_is_a_utc_day_and_its_last_instant_belongs_to_it(
    analytics: Analytics, writer: Writer
) -> None:
    await writer.events(_FIRST, "a", "app_start", hour=0)
    await writer.events(_FIRST, "a", "app_start", hour=23)
    await writer.events(_SECOND, "a", "app_start", hour=0)

    one_day = DayRange(_FIRST, _FIRST)

    assert await analytics.events(APP, one_day, None) == [DayEvents(_FIRST, 2, 1)]
    assert (await analytics.overview(APP, one_day)).starts.value == 2


async def test_a_late_batch_is_added_to_its_own_day(analytics: Analytics, writer: Writer) -> None:
    await writer.events(_THIRD, "a", "app_start")
    before = await analytics.events(APP, _SPAN, "app_start")

    await writer.events(_FIRST, "b", "app_start")

    assert before == [DayEvents(_THIRD, 1, 1)]
    assert await analytics.events(APP, _SPAN, "app_start") == [
        DayEvents(_FIRST, 1, 1),
        DayEvents(_THIRD, 1, 1),
    ]


async def test_events_are_counted_by_type_or_in_total(analytics: Analytics, writer: Writer) -> None:
    await writer.events(_FIRST, "a", "app_start", "app_stop", "perf_frame", "perf_frame")
    await writer.events(_FIRST, "b", "app_start")

    assert await analytics.events(APP, _SPAN, "perf_frame") == [DayEvents(_FIRST, 2, 1)]
    assert await analytics.events(APP, _SPAN, "app_start") == [DayEvents(_FIRST, 2, 2)]
    assert await analytics.events(APP, _SPAN, None) == [DayEvents(_FIRST, 5, 2)]
    assert await analytics.events(APP, _SPAN, "no_such_type") == []


async def test_versions_are_sorted_by_devices(analytics: Analytics, writer: Writer) -> None:
    for device in ("a", "b", "c"):
        await writer.events(_FIRST, device, "app_start", "app_stop", version="2.0")
    await writer.events(_SECOND, "a", "app_start", version="2.0")
    await writer.events(_FIRST, "d", "app_start", version="1.0")
    await writer.crash(_SECOND, "a", version="2.0")
    await writer.events(_SECOND, "b", "lua_error", version="2.0")  # not fatal
    await writer.crash(_SECOND, "e", version="0.9")  # a version without events

    versions = await analytics.versions(APP, _SPAN)

    assert versions == [
        VersionUsage("2.0", devices=3, starts=4, fatal_crashes=1, share=0.75),
        VersionUsage("1.0", devices=1, starts=1, fatal_crashes=0, share=0.25),
        VersionUsage("0.9", devices=0, starts=0, fatal_crashes=1, share=0.0),
    ]
    assert [use.crash_rate for use in versions] == [0.25, 0.0, None]


async def test_events_without_a_version_are_a_separate_version(
    analytics: Analytics, writer: Writer
) -> None:
    await writer.events(_FIRST, "a", "app_start", version=None)
    await writer.crash(_FIRST, "a", version=None)

    assert await analytics.versions(APP, _SPAN) == [
        VersionUsage(None, devices=1, starts=1, fatal_crashes=1, share=1.0)
    ]


async def test_a_version_with_crashes_only_has_no_share(
    analytics: Analytics, writer: Writer
) -> None:
    await writer.crash(_FIRST, "a")

    assert await analytics.versions(APP, _SPAN) == [
        VersionUsage("1.0", devices=0, starts=0, fatal_crashes=1, share=0.0)
    ]


async def test_figures_exclude_other_apps(analytics: Analytics, writer: Writer) -> None:
    await writer.events(_FIRST, "a", "app_start", "app_crash", app_id=OTHER_APP)

    overview = await analytics.overview(APP, _SPAN)

    assert overview.starts.value == 0
    assert overview.crashes.value == 0
    assert overview.crash_free_users.denominator == 0
    assert await analytics.events(APP, _SPAN, None) == []
    assert await analytics.versions(APP, _SPAN) == []


async def test_the_default_range_is_the_last_thirty_days(analytics: Analytics) -> None:
    span = analytics.default_range()

    assert span == DayRange(_THIRD - timedelta(days=29), _THIRD)
