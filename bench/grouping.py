"""Measures the quality and speed of grouping, and the speed of queries on groups.

`python -m bench.grouping --json FILE|-`. `--corpus` is the folder of the labelled traces and their
scorer, which are not part of the repository. Without it, there are no scores.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import asyncpg
import httpx

from bench import source_maps
from bench.report import options, show
from bench.testbed import REPOSITORY, Testbed, run_testbed
from bench.traces import DIALECTS, generate_garbage, generate_traces
from telemetry_graph.accounts.service import Accounts
from telemetry_graph.crashes.fingerprint import fingerprint
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.access import Role
from telemetry_graph.kit.clock import utc_now
from telemetry_graph.kit.ids import AppId

_APP = "com.bench.app0"
_SETS = ("lua_gen", "lua", "other", "messages")
_ENTRY = "telemetry_graph.crashes.fingerprint:fingerprint"
_GROUP = "fingerprint type message occurrenceCount deviceCount lastSeen affectedVersions status"
_LIST = f"""query($filter: CrashGroupFilter, $sort: CrashGroupSort!, $count: Boolean!) {{
  app(id: "{_APP}") {{ crashGroups(first: 20, filter: $filter, sort: $sort) {{
    totalCount @include(if: $count) edges {{ node {{ {_GROUP} }} }} }} }} }}"""
_DETAIL = f"""query($fingerprint: String!) {{ app(id: "{_APP}") {{
  crashGroup(fingerprint: $fingerprint) {{ {_GROUP} histogram(days: 30) {{ day crashes }}
    grouping {{ message }}
    occurrences(first: 20) {{ edges {{ node {{ id timestamp }} }} }} }} }} }}"""
_FIND_FIRST = "SELECT substr(md5('print1'), 1, 16)"
_QUERIES: dict[str, tuple[str, dict[str, Any]]] = {
    **{
        f"list_{sort.lower()}": (_LIST, {"sort": sort, "count": False})
        for sort in ("LAST_SEEN", "FIRST_SEEN", "OCCURRENCES", "DEVICES", "TREND")
    },
    "list_status": (_LIST, {"sort": "LAST_SEEN", "count": False, "filter": {"status": "IGNORED"}}),
    "list_version": (_LIST, {"sort": "LAST_SEEN", "count": False, "filter": {"appVersion": "1.7"}}),
    "list_search": (_LIST, {"sort": "LAST_SEEN", "count": False, "filter": {"search": "total 77"}}),
    "list_with_count": (_LIST, {"sort": "LAST_SEEN", "count": True}),
    "list_status_with_count": (
        _LIST, {"sort": "LAST_SEEN", "count": True, "filter": {"status": "OPEN"}},
    ),
}  # fmt: skip


def score(corpus: Path) -> dict[str, float]:
    """Pairwise precision, recall and F1, and B-cubed F1 of each set."""
    figures: dict[str, float] = {}
    for name in _SETS if (corpus / "score.py").is_file() else ():
        command = [
            sys.executable, str(corpus / "score.py"), str(corpus / f"{name}.dev.jsonl"),
            "--fn", _ENTRY, "--path", str(REPOSITORY / "src"), "--json",
        ]  # fmt: skip
        command += ["--messages"] if name == "messages" else []
        done = subprocess.run(command, capture_output=True, check=True)
        scores = json.loads(done.stdout)[_ENTRY]["all"]
        for figure in ("precision", "recall", "f1", "b3_f1"):
            figures[f"{name}_{figure}"] = round(scores[figure], 4)
    return figures


def measure_speed(count: int) -> dict[str, float]:
    """Traces per second on one core by dialect, and the slowest megabyte of garbage.

    Measured in CPU time, so that other processes of the machine do not count.
    """
    figures: dict[str, float] = {}
    message = "main.lua:12: attempt to index a nil value (local 'user') at 0xdead"
    for dialect in DIALECTS:
        every = list(generate_traces(dialect, count))
        rates = []
        for _ in range(3):
            start = time.process_time()
            for trace in every:
                fingerprint(_APP, "lua_error", message, trace)
            rates.append(count / (time.process_time() - start))
        figures[f"traces_per_second_{dialect}"] = round(statistics.median(rates))
    slowest = 0.0
    for text in generate_garbage():
        for message, trace in (("", text), (text, "")):
            start = time.process_time()
            fingerprint(_APP, "lua_error", message, trace)
            slowest = max(slowest, time.process_time() - start)
    figures["slowest_garbage_megabyte_ms"] = round(slowest * 1000, 1)
    return figures


async def measure_queries(
    groups: int, reports: int, rounds: int, seconds: float
) -> dict[str, float]:
    """Times of queries over HTTP, and the rate of crash reports without and with many groups."""
    async with run_testbed() as testbed:
        figures: dict[str, float] = {}
        with testbed.run_product(2) as server:
            server.load("crash", seconds / 4)
            figures["crashes_per_second"] = round(server.load("crash", seconds).per_second)
        await testbed.empty_tables()
        token = await _fill(testbed, groups, reports)
        with testbed.run_product(2) as server:
            for name, times in (
                await _measure_times(server.address, token, testbed, rounds)
            ).items():
                figures[f"{name}_p50_ms"] = round(statistics.median(times), 1)
                figures[f"{name}_p95_ms"] = round(times[int(len(times) * 0.95)], 1)
            server.load("crash", seconds / 4)
            after = server.load("crash", seconds).per_second
            figures["crashes_per_second_with_history"] = round(after)
    return figures


async def _fill(testbed: Testbed, groups: int, reports: int) -> str:
    """Store groups and reports; return an access token."""
    sql = (REPOSITORY / "bench" / "history.sql").read_text(encoding="utf-8")
    conn = await asyncpg.connect(testbed.environment["DATABASE_URL"])
    await conn.execute(sql.replace("$GROUPS", str(groups)).replace("$REPORTS", str(reports)))
    await conn.execute("VACUUM (ANALYZE)")
    await conn.close()
    pool = await Pool.open(testbed.environment["DATABASE_URL"], size=2)
    accounts = Accounts.over(pool, utc_now)
    user = await accounts.create_user("bench@example.com", "a long password for the bench")
    await accounts.add_member(user.id, AppId(_APP), Role.OWNER)
    token = await accounts.create_token(user.id, "bench")
    await pool.close()
    return token.secret


async def _measure_times(
    address: str, token: str, testbed: Testbed, rounds: int
) -> dict[str, list[float]]:
    """Sorted times of each query, in milliseconds."""
    conn = await asyncpg.connect(testbed.environment["DATABASE_URL"])
    first = await conn.fetchval(_FIND_FIRST)
    await conn.close()
    queries = {**_QUERIES, "detail": (_DETAIL, {"fingerprint": first})}
    times: dict[str, list[float]] = {name: [] for name in queries}
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(trust_env=False, headers=headers) as client:
        for _ in range(rounds):
            for name, (query, variables) in queries.items():
                start = time.perf_counter()
                response = await client.post(
                    f"{address}/graphql", json={"query": query, "variables": variables}
                )
                times[name].append((time.perf_counter() - start) * 1000)
                if "errors" in response.json():
                    raise SystemExit(f"{name}: {response.text[:500]}")
    return {name: sorted(each) for name, each in times.items()}


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--corpus", type=Path, default=REPOSITORY.parent / "shared" / "corpus")
    arguments = parser.parse_args()
    groups, reports, rounds, seconds = (
        (5_000, 50_000, 20, 2.0) if arguments.quick else (100_000, 5_000_000, 100, 10.0)
    )
    figures = {
        **score(arguments.corpus),
        **measure_speed(200 if arguments.quick else 2_000),
        **source_maps.measure(),
        "groups": groups,
        "reports": reports,
        **asyncio.run(measure_queries(groups, reports, rounds, seconds)),
    }
    show(figures, arguments.json)


if __name__ == "__main__":
    main()
