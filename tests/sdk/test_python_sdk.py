"""The Python SDK against the real server, on the oldest and the newest Python of the machine."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import REPOSITORY
from tests.e2e.processes import APP, Keys, Server, running
from tests.sdk.books import read_books
from tests.sdk.fault_proxy import Fault, FaultProxy

SDK = REPOSITORY / "sdk" / "python"
PROGRAM = SDK / "tests" / "app.py"


def find_interpreters() -> list[str]:
    command = [sys.executable, str(SDK / "interpreters.py")]
    found = subprocess.check_output(command, text=True).split()
    return [found[0], found[-1]]


async def run_app(python: str, *arguments: object) -> dict[str, int]:
    """Run the app to its end and return its books; it prints nothing else."""
    process = await asyncio.create_subprocess_exec(
        python, "-W", "ignore", PROGRAM, *map(str, arguments),
        env={**os.environ, "PYTHONPATH": str(SDK / "src")},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    output, errors = await process.communicate()
    assert errors == b"", errors.decode()
    books: dict[str, int] = json.loads(output)
    return books


@pytest.mark.parametrize("python", find_interpreters(), ids=os.path.basename)
async def test_what_an_app_records_is_stored_with_versions_and_session(
    python: str, environment: dict[str, str], keys: Keys, tmp_path: Path
) -> None:
    server = Server(environment)
    async with running(server):
        target = (server.address, APP, keys.ingest_key, tmp_path)
        books = await run_app(python, *target, 0, 100, "exit")

    stored = await read_books(environment["DATABASE_URL"])
    assert books == {"tracked": 107, "dropped": 0}
    assert (stored.screen_views, stored.different_screens) == (100, 100)
    assert (stored.events, stored.crashes) == (102, 5)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("python", find_interpreters(), ids=os.path.basename)
async def test_nothing_is_lost_or_stored_twice_through_a_proxy_that_harms(
    python: str, environment: dict[str, str], keys: Keys, tmp_path: Path
) -> None:
    server, port = Server(environment), int(environment["TELEMETRY_PORT"])
    ran: list[dict[str, int]] = []
    async with running(server), FaultProxy(port, seed=15).running() as proxy:
        target = (proxy.address, APP, keys.ingest_key, tmp_path)
        for number, ending in enumerate(("kill", "exit", "fork", "kill")):
            ran.append(await run_app(python, *target, 1_000 * number, 150, ending))
        proxy.is_calm = True
        ran.append(await run_app(python, *target, 9_000, 20, "drain"))

    stored = await read_books(environment["DATABASE_URL"])
    children = 2
    tracked = sum(books["tracked"] for books in ran) + children
    assert ran[-1]["dropped"] == 0
    assert stored.events + stored.crashes == tracked
    assert stored.screen_views == stored.different_screens == 4 * 150 + 20 + children
    assert stored.crashes == stored.different_crashes == 4 * 8 + 1
    assert proxy.counts.total() - proxy.counts[Fault.NONE] > 5
