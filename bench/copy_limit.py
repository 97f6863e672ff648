"""Measures the limit of ingestion: a plain COPY into telemetry_events over one connection.

`python -m bench.copy_limit SECONDS` prints the number of rows copied per second.
"""

import asyncio
import os
import sys
import time
from datetime import UTC, datetime
from uuid import uuid4

import asyncpg
import uvloop

ROWS = 5_000
COLUMNS = (
    "time", "app_id", "device_id", "session_id", "event_type", "event_data", "app_version",
    "mosis_version", "received_at", "weight",
)  # fmt: skip
EVENTS = (
    ("app_start", None),
    ("screen_view", '{"screen_name":"home"}'),
    ("perf_frame", '{"avg_ms":16.2,"p95_ms":22.1}'),
)


async def copy(seconds: float) -> float:
    conn = await asyncpg.connect(os.environ["DATABASE_URL"])
    now = datetime.now(UTC)
    records = [
        (now, f"com.bench.app{n // 50 % 20}", os.urandom(16), str(uuid4()), *EVENTS[n % 3], "1.2.0",
         "1.0.0", now, 1.0)
        for n in range(ROWS)
    ]  # fmt: skip
    started, rows = time.perf_counter(), 0
    while time.perf_counter() - started < seconds:
        await conn.copy_records_to_table("telemetry_events", records=records, columns=COLUMNS)
        rows += ROWS
    rate = rows / (time.perf_counter() - started)
    await conn.close()
    return rate


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(runner.run(copy(float(sys.argv[1]))))
