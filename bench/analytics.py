"""The cost of figures at two sizes, compared with plain SQL over raw events."""

import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec import Raw
from redis.asyncio import Redis

from bench.report import run
from bench.testbed import Testbed, run_testbed
from telemetry_graph.analytics.compaction import Compaction
from telemetry_graph.analytics.model import Measure
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.db.pool import Pool
from telemetry_graph.events.model import EventFilter
from telemetry_graph.events.reads import EventReads
from telemetry_graph.ingest.accept.batch import accept_batch
from telemetry_graph.ingest.model import Write
from telemetry_graph.ingest.wire import ConsentInput, EventBatchInput, EventInput
from telemetry_graph.ingest.write_path import WritePath
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.ids import AppId
from telemetry_graph.live.bus import Bus

APP = AppId("com.bench.app0")
DAYS = 30
DEVICES = 200_000
SESSION_EVENTS = 10
SESSIONS_PER_CRASH = 200
FLUSH_BATCHES = 500
PEPPER = b"a pepper for the bench"

# The statements of the specification, over the same rows; the last day is now.
RAW_DAU = """
SELECT date_trunc('day', time) AS day, count(DISTINCT device_id) AS dau
  FROM telemetry_events
 WHERE app_id = $1 AND event_type = 'app_start' AND time > $2::timestamptz - INTERVAL '30 days'
 GROUP BY day ORDER BY day
"""
RAW_CRASH_RATE = """
SELECT app_version,
       count(*) FILTER (WHERE event_type = 'app_crash') AS crashes,
       count(*) FILTER (WHERE event_type = 'app_start') AS starts,
       round(100.0 * count(*) FILTER (WHERE event_type = 'app_crash')
             / nullif(count(*) FILTER (WHERE event_type = 'app_start'), 0), 2) AS crash_rate
  FROM telemetry_events
 WHERE app_id = $1 AND time > $2::timestamptz - INTERVAL '7 days'
 GROUP BY app_version
"""
ROLLUP_BYTES = """
SELECT sum(pg_total_relation_size(oid)) FROM pg_class
 WHERE relname IN ('daily_use', 'daily_events', 'daily_measures', 'daily_items',
                   'weekly_use', 'weekly_items')
"""


@dataclass(frozen=True)
class PeakRates:
    """The peak rate of two servers, and the rate at which one worker then merges these events."""

    ingest_per_second: float
    merged_per_second: float


@dataclass(frozen=True)
class FillResult:
    """What was measured while the database was filled."""

    events: int
    fill_seconds: float
    merge_seconds: float
    deltas: int
    rollup_bytes: int


class Bench:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._now = datetime.now(UTC).replace(hour=23, minute=0, second=0, microsecond=0)
        self._now -= timedelta(days=1)

        def clock() -> datetime:
            return self._now

        self._path = WritePath.over(pool, clock, Bus(Redis(), prefix="never sent"))
        self._compaction = Compaction(pool, clock)
        self._analytics = Analytics(pool, clock, EventReads(pool))

    async def fill(self, events: int) -> FillResult:
        """Write events over 30 days, and merge each day after it is written."""
        writing = merging = 0.0
        deltas = 0
        per_day = events // DAYS // SESSION_EVENTS
        for back in reversed(range(DAYS)):
            day = self._now - timedelta(days=back)
            started = time.perf_counter()
            await self._write_day(day, per_day, seed=(DAYS - back) * per_day)
            written = time.perf_counter()
            deltas += await self._query_value("SELECT count(*) FROM rollup_delta")
            writing += written - started
            merging += await self.merge_all()
        await self._vacuum()
        stored = await self._query_value("SELECT count(*) FROM telemetry_events")
        total = await self._query_value("SELECT sum(events) FROM daily_events WHERE is_total")
        if not stored == total == per_day * DAYS * SESSION_EVENTS:
            raise SystemExit(f"stored {stored}, counted {total}")
        size = await self._query_value(ROLLUP_BYTES)
        return FillResult(stored, writing, merging, deltas, size)

    async def _write_day(self, day: datetime, batches: int, seed: int) -> None:
        group: list[Write] = []
        async with asyncio.TaskGroup() as tasks:
            slots = asyncio.Semaphore(3)

            async def flush(writes: list[Write]) -> None:
                try:
                    for result in await self._path.flush(writes):
                        if isinstance(result, Exception):
                            raise result
                finally:
                    slots.release()

            for batch in _batches(day, batches, seed):
                group.append(accept_batch(batch, PEPPER, day))
                if len(group) == FLUSH_BATCHES:
                    await slots.acquire()
                    tasks.create_task(flush(group))
                    group = []
            await slots.acquire()
            tasks.create_task(flush(group))

    async def _vacuum(self) -> None:
        async with self._pool.connection() as conn:
            await conn.execute("VACUUM ANALYZE rollup_delta, daily_use, daily_events, "
                               "daily_measures, daily_items, weekly_use, weekly_items",
                               timeout=600)  # fmt: skip
            await conn.execute("ANALYZE telemetry_events", timeout=600)
            await conn.execute("CHECKPOINT", timeout=600)

    async def time_queries(self, repeats: int) -> dict[str, list[float]]:
        """Milliseconds of each query; the queries take turns."""
        queries = self._queries()
        times: dict[str, list[float]] = {name: [] for name in queries}
        for turn in range(repeats + 3):
            for name, query in queries.items():
                started = time.perf_counter()
                await query()
                if turn >= 3:  # the first ones plan statements and fill caches
                    times[name].append((time.perf_counter() - started) * 1000)
        return times

    def _queries(self) -> dict[str, Callable[[], Awaitable[object]]]:
        app, analytics = APP, self._analytics
        month = DayRange.last(DAYS, self._now.date())
        week = DayRange.last(7, self._now.date())
        screen, element = ("screen_view", "screen_name"), ("button_click", "element_id")
        steps, starts = ["app_start", "screen_view", "app_stop"], EventFilter("app_start")
        return {
            "overview": lambda: analytics.overview(app, month),
            "overview_of_version": lambda: analytics.overview(app, month, "1.2.0"),
            "dau": lambda: analytics.events(app, month, "app_start"),
            "crash_rate_by_version": lambda: analytics.versions(app, week),
            "events": lambda: analytics.events(app, month, None),
            "active_users": lambda: analytics.active_users(app, month),
            "versions": lambda: analytics.versions(app, month),
            "adoption": lambda: analytics.adoption(app, month, ["1.2.0", "1.2.1"]),
            "sessions": lambda: analytics.performance(app, month, Measure.SESSION),
            "performance": lambda: analytics.performance(app, month, Measure.FRAME),
            "top_screens": lambda: analytics.top_items(app, month, screen, 10),
            "top_elements": lambda: analytics.top_items(app, month, element, 10),
            "event_count": lambda: analytics.event_count(app, month, "app_start"),
            "retention": lambda: analytics.retention(app, month),
            "funnel": lambda: analytics.funnel(app, week, steps),
            "raw_events": lambda: analytics.raw_events(app, week, starts, 100, None),
            "live_now": lambda: analytics.live_now(app),
        }

    async def time_plain_sql(self) -> dict[str, float]:
        """Milliseconds of the plain statements: the best of three."""
        best = {}
        for name, statement in (("dau", RAW_DAU), ("crash_rate_by_version", RAW_CRASH_RATE)):
            times = []
            for _ in range(3):
                started = time.perf_counter()
                async with self._pool.connection() as conn:
                    await conn.fetch(statement, APP, self._now, timeout=600)
                times.append((time.perf_counter() - started) * 1000)
            best[name] = min(times)
        return best

    async def merge_all(self) -> float:
        """Merge all deltas as one worker; returns the seconds that it took."""
        started = time.perf_counter()
        while await self._compaction.work():
            pass
        return time.perf_counter() - started

    async def close(self) -> None:
        await self._pool.close()

    async def _query_value(self, query: str) -> int:
        async with self._pool.connection() as conn:
            return int(await conn.fetchval(query, timeout=600) or 0)


async def measure(*, sizes: tuple[int, int], repeats: int, seconds: float) -> dict[str, Any]:
    times, fills, raw = [], [], {}
    async with run_testbed() as testbed:
        for size in sizes:
            await testbed.empty_tables()
            bench = Bench(await _open_pool(testbed))
            fills.append(await bench.fill(size))
            print(f"{size:,} events: {fills[-1]}", file=sys.stderr, flush=True)
            times.append(await bench.time_queries(repeats))
            raw = await bench.time_plain_sql()
            await bench.close()
        peak = await _measure_peak(testbed, seconds)
    small, large = times
    last = fills[-1]
    return {
        **{name: _summarize(name, small[name], large[name], raw) for name in large},
        "filled": {"small": fills[0].events, "large": last.events},
        "raw_sql_ms": {name: round(value, 1) for name, value in raw.items()},
        "compaction": {
            "events_per_second": round(last.events / last.merge_seconds),
            "deltas_per_second": round(last.deltas / last.merge_seconds),
            "fill_events_per_second": round(last.events / last.fill_seconds),
            "peak_ingest_events_per_second": round(peak.ingest_per_second),
            "peak_merged_events_per_second": round(peak.merged_per_second),
            "times_peak_ingest": round(peak.merged_per_second / peak.ingest_per_second, 2),
        },
        "rollup_bytes_per_million_events": round(last.rollup_bytes / last.events * 1e6),
    }


async def _measure_peak(testbed: Testbed, seconds: float) -> PeakRates:
    """The peak of two server processes without a worker, then the merging of their deltas."""
    await testbed.empty_tables()
    with testbed.run_product(2) as server:
        warm = server.load("graphql", seconds / 4)
        load = server.load("graphql", seconds)
    bench = Bench(await _open_pool(testbed))
    acknowledged, merge_seconds = warm.acknowledged + load.acknowledged, await bench.merge_all()
    await bench.close()
    counted = await testbed.query_value("SELECT sum(events) FROM daily_events WHERE is_total")
    if counted != acknowledged:
        raise SystemExit(f"acknowledged {acknowledged}, counted {counted}")
    return PeakRates(load.per_second, acknowledged / merge_seconds)


def _summarize(
    name: str, small: list[float], large: list[float], raw: dict[str, float]
) -> dict[str, float]:
    p50 = statistics.median(large)
    figures = {
        "p50_ms": round(p50, 2),
        "p95_ms": round(statistics.quantiles(large, n=20)[-1], 2),
        "ratio_10m_to_1m": round(p50 / statistics.median(small), 2),
    }
    if name in raw:
        figures["speedup_vs_raw_sql"] = round(raw[name] / p50, 1)
    return figures


def _batches(day: datetime, count: int, seed: int) -> Iterator[EventBatchInput]:
    """Sessions of ten events each, spread over the day."""
    consent = ConsentInput(usage_analytics=True)
    midnight = day.replace(hour=0)
    stamps = [(midnight + timedelta(minutes=minute)).isoformat() for minute in range(23 * 60)]
    for number in range(count):
        # Steps of a prime number, so that a device returns after all the others.
        device = (seed + number) * 7_919 % DEVICES
        stamp = stamps[number * len(stamps) // count]
        yield EventBatchInput(
            app_id=APP,
            app_version=f"1.2.{device % 5}",
            mosis_version="1.0.0",
            device_id=f"{device:064x}",
            session_id=f"{seed + number:032x}",
            consent=consent,
            events=_events(number, device, stamp),
        )


def _events(number: int, device: int, stamp: str) -> list[EventInput]:
    noise = (number * 7_919 + device) % 1_000
    frame = Raw(b'{"avg_ms":%.1f}' % (14 + noise / 100))
    screens = [Raw(b'{"screen_name":"screen %d"}' % (noise % count)) for count in (3, 10, 30)]
    events = [
        ("app_start", Raw(b"{}")),
        ("perf_startup", Raw(b'{"duration_ms":%d}' % (300 + noise))),
        *(("screen_view", screen) for screen in screens),
        ("perf_frame", frame),
        ("perf_frame", frame),
        ("perf_memory", Raw(b'{"used_mb":%d}' % (40 + noise % 60))),
        ("button_click", Raw(b'{"element_id":"ok"}')),
        ("app_crash", Raw(b'{"crash_type":"bug","message":"bug %d"}' % (noise % 50)))
        if number % SESSIONS_PER_CRASH == 0
        else ("app_stop", Raw(b'{"duration_seconds":%d}' % noise)),
    ]
    return [EventInput(type=kind, timestamp=stamp, data=data) for kind, data in events]


async def _open_pool(testbed: Testbed) -> Pool:
    return await Pool.open(testbed.environment["DATABASE_URL"], size=6, command_seconds=600.0)


def _measure_at_two_sizes(is_quick: bool) -> dict[str, Any]:  # noqa: FBT001 - the shape that benches share
    sizes, repeats = ((30_000, 300_000), 20) if is_quick else ((1_000_000, 10_000_000), 100)
    return asyncio.run(measure(sizes=sizes, repeats=repeats, seconds=2.0 if is_quick else 10.0))


if __name__ == "__main__":
    run(__doc__, _measure_at_two_sizes)
