"""Measures the memory of two processes over ten minutes of full load; `make bench-soak`."""

import asyncio
import sys
import time

from bench.report import run
from bench.testbed import run_testbed

TURN_SECONDS = 20.0


async def measure(*, seconds: float) -> dict[str, float | list[float]]:
    resident, acknowledged, refused = [], 0, 0
    async with run_testbed() as testbed:
        with testbed.run_product(2) as server:
            started = time.monotonic()
            while time.monotonic() - started < seconds:
                # Ten minutes of full load would fill the disk. This does not affect memory.
                await testbed.empty_tables()
                result = server.load("graphql", TURN_SECONDS)
                acknowledged += result.acknowledged
                refused += result.refused
                resident.append(round(server.rss_mb(), 1))
                print(f"  {resident[-1]:>6} MB, {result.per_second:,.0f} /s", file=sys.stderr)
    settled = resident[len(resident) // 4]
    return {
        "acknowledged": acknowledged,
        "refused": refused,
        "rss_mb": resident,
        "rss_mb_settled": settled,
        "rss_mb_end": resident[-1],
        "growth_mb": round(resident[-1] - settled, 1),
    }


def _run_soak(is_quick: bool) -> dict[str, float | list[float]]:  # noqa: FBT001 - as all benchmarks
    return asyncio.run(measure(seconds=60.0 if is_quick else 600.0))


if __name__ == "__main__":
    run(__doc__, _run_soak)
