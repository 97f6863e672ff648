"""What the Lua SDK costs its host app, and whether its books balance after a day offline."""

import asyncio
import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import asyncpg

from bench.report import run
from bench.testbed import REPOSITORY, run_testbed

SDK = REPOSITORY / "sdk" / "lua"
APP = "com.bench.app0"
OFFLINE_CRASHES = 20
COUNTS = """
SELECT (SELECT count(*) FROM telemetry_events),
       (SELECT count(*) - count(DISTINCT event_data ->> 'screen_name') FROM telemetry_events
        WHERE event_type = 'screen_view'),
       (SELECT count(*) FROM crash_reports),
       (SELECT count(*) - count(DISTINCT message) FROM crash_reports)
"""


def measure(is_quick: bool) -> dict[str, Any]:  # noqa: FBT001 - what bench.report calls
    interpreters = _find_interpreters()
    calls = 50_000 if is_quick else 1_000_000
    tracks = {name: _run(path, "track", str(calls)) for name, path in interpreters.items()}
    names = interpreters if not is_quick else {"luajit": interpreters["luajit"]}
    days = [asyncio.run(_measure_offline(path)) for path in names.values()]
    return {
        "luajit_track_us": round(tracks["luajit"]["track_us"], 2),
        "lua54_track_us": round(tracks["lua5.4"]["track_us"], 2),
        "lua_track_us": {name: round(each["track_us"], 2) for name, each in tracks.items()},
        "lua_track_full_queue_us": {
            name: round(each["track_full_queue_us"], 2) for name, each in tracks.items()
        },
        "lua_queue_kb": round(max(each["queue_kb"] for each in tracks.values())),
        "lua_growth_kb": round(max(each["growth_kb"] for each in tracks.values())),
        "offline": {figure: sum(day[figure] for day in days) for figure in days[0]},
    }


def _find_interpreters() -> dict[str, str]:
    listed = subprocess.check_output([SDK / "interpreters.sh"], text=True).split()
    return {Path(path).name: path for path in listed}


def _run(interpreter: str, *arguments: str) -> dict[str, float]:
    command = [interpreter, "spec/bench.lua", *arguments]
    figures: dict[str, float] = json.loads(subprocess.check_output(command, cwd=SDK))
    return figures


async def _measure_offline(interpreter: str) -> dict[str, int]:
    """Spend a day of a simulated clock offline, go online, and compare the books with the rows."""
    with tempfile.TemporaryDirectory() as folder:
        async with run_testbed() as testbed:
            testbed.environment["TELEMETRY_EVENTS_PER_DEVICE"] = "1000000"
            with testbed.run_product(1) as server:
                target = (server.address, APP, server.keys[APP], f"{folder}/queue")
                books = await asyncio.to_thread(_run, interpreter, "offline", *target)
            conn = await asyncpg.connect(testbed.environment["DATABASE_URL"])
            try:
                events, double_events, crashes, double_crashes = await conn.fetchrow(COUNTS)
            finally:
                await conn.close()
    assert crashes == OFFLINE_CRASHES
    tracked, dropped = int(books["tracked"]), int(books["dropped"])
    stored, doubled = events + crashes, double_events + double_crashes
    return {
        "tracked": tracked,
        "stored": stored,
        "reported_dropped": dropped,
        "lost": tracked - (stored - doubled) - dropped,
        "doubled": doubled,
    }


if __name__ == "__main__":
    run(__doc__, measure)
