"""Measures ingestion against raw COPY and against a server as tutorials show it; `make bench`."""

import asyncio
import statistics
import subprocess
import sys
from dataclasses import dataclass, field

from bench.load import EVENTS, Result
from bench.report import run
from bench.testbed import REPOSITORY, BenchServer, Testbed, run_testbed

NAIVE = ["-m", "uvicorn", "bench.naive:app", "--port", "{port}", "--workers", "2",
         "--log-level", "error"]  # fmt: skip
PRODUCT = (("graphql", 2, "graphql"), ("rest", 2, "rest"), ("graphql", 1, "graphql_one_process"))


@dataclass
class Figures:
    """The measurements of all rounds. Rates are events or crashes per second."""

    rates: dict[str, list[float]] = field(default_factory=dict)
    cpu_per_million: list[float] = field(default_factory=list)
    rss_mb: float = 0.0

    def add(self, name: str, rate: float) -> None:
        self.rates.setdefault(name, []).append(rate)
        print(f"  {name:<20} {rate:>10,.0f} /s", file=sys.stderr, flush=True)

    def median(self, name: str) -> float:
        return statistics.median(self.rates[name])


async def measure(*, rounds: int, seconds: float) -> dict[str, float]:
    figures = Figures()
    async with run_testbed() as testbed:
        for number in range(rounds):
            print(f"round {number + 1} of {rounds}", file=sys.stderr)
            await _run_round(testbed, figures, seconds)
        latency = await _measure_latency(testbed, figures, seconds)
        await _measure_crashes(testbed, figures, seconds)
    limit, naive, graphql = (figures.median(name) for name in ("copy_limit", "naive", "graphql"))
    return {
        **{name: round(figures.median(name)) for name in figures.rates},
        "ratio_to_limit": round(graphql / limit, 3),
        "ratio_to_naive": round(graphql / naive, 1),
        "ratio_one_process": round(figures.median("graphql_one_process") / limit, 3),
        "ack_p50_ms": round(latency.percentile(0.5), 1),
        "ack_p99_ms": round(latency.percentile(0.99), 1),
        "cpu_s_per_million": round(statistics.median(figures.cpu_per_million), 2),
        "rss_mb": round(figures.rss_mb, 1),
    }


async def _run_round(testbed: Testbed, figures: Figures, seconds: float) -> None:
    """Run each contender once, so that a slow minute of the machine affects all contenders."""
    await testbed.empty_tables()
    figures.add("copy_limit", await _measure_copy_limit(testbed, seconds))
    await testbed.empty_tables()
    with testbed.run_server(NAIVE, "/") as server:
        naive = server.load("graphql", seconds)
    figures.add("naive", naive.per_second)
    await _check_stored(testbed, naive.acknowledged)
    for kind, processes, name in PRODUCT:
        await testbed.empty_tables()
        with testbed.run_product(processes) as server:
            await _measure_product(testbed, server, figures, (kind, name), seconds)


async def _measure_product(
    testbed: Testbed,
    server: BenchServer,
    figures: Figures,
    contender: tuple[str, str],
    seconds: float,
) -> None:
    kind, name = contender
    warm = server.load(kind, seconds / 4)
    before = server.cpu_seconds()
    result = server.load(kind, seconds)
    figures.add(name, result.per_second)
    if name == "graphql":
        cpu = server.cpu_seconds() - before
        figures.cpu_per_million.append(cpu / result.acknowledged * 1e6)
        figures.rss_mb = max(figures.rss_mb, server.rss_mb())
    await _check(testbed, warm.acknowledged + result.acknowledged)


async def _check(testbed: Testbed, acknowledged: int) -> None:
    """Check that every acknowledged event is in the table and in the rollups."""
    await _check_stored(testbed, acknowledged)
    counted = await testbed.query_value("SELECT sum(events) FROM rollup_delta WHERE kind = 'event'")
    if counted != acknowledged:
        raise SystemExit(f"acknowledged {acknowledged}, counted {counted}")


async def _check_stored(testbed: Testbed, acknowledged: int) -> None:
    stored = await testbed.query_value("SELECT count(*) FROM telemetry_events")
    if stored != acknowledged:
        raise SystemExit(f"acknowledged {acknowledged}, stored {stored}")


async def _measure_latency(testbed: Testbed, figures: Figures, seconds: float) -> Result:
    await testbed.empty_tables()
    with testbed.run_product(2) as server:
        server.load("graphql", seconds / 4)
        half = figures.median("graphql") / EVENTS / 2
        return server.load("graphql", seconds, rate=half)


async def _measure_crashes(testbed: Testbed, figures: Figures, seconds: float) -> None:
    await testbed.empty_tables()
    with testbed.run_product(2) as server:
        warm = server.load("crash", seconds / 4)
        result = server.load("crash", seconds)
    figures.add("crashes", result.per_second)
    stored = await testbed.query_value("SELECT count(*) FROM crash_reports")
    grouped = await testbed.query_value("SELECT sum(occurrence_count) FROM crash_groups")
    if not stored == grouped == warm.acknowledged + result.acknowledged:
        raise SystemExit(f"{stored} crashes stored, {grouped} grouped")


async def _measure_copy_limit(testbed: Testbed, seconds: float) -> float:
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.copy_limit", str(seconds),
            stdout=subprocess.PIPE, cwd=REPOSITORY, env=testbed.environment,
        )
        for _ in range(2)
    ]  # fmt: skip
    outputs = [(await process.communicate())[0] for process in processes]
    return sum(float(output) for output in outputs)


def _run_rounds(is_quick: bool) -> dict[str, float]:  # noqa: FBT001 - the signature of all benchmarks
    rounds, seconds = (1, 2.0) if is_quick else (3, 10.0)
    return asyncio.run(measure(rounds=rounds, seconds=seconds))


if __name__ == "__main__":
    run(__doc__, _run_rounds)
