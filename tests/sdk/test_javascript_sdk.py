"""The JavaScript SDK in Chromium, on pages that throw and close, against the real server."""

import asyncio
import json
import os
import subprocess
from pathlib import Path

import pytest
from tests.conftest import REPOSITORY
from tests.e2e.processes import APP, Keys, Server, running
from tests.sdk.books import Books, read_books
from tests.sdk.fault_proxy import Fault, FaultProxy

SDK = REPOSITORY / "sdk" / "javascript"
PROGRAM = SDK / "build" / "test" / "browser.js"
HARM_SECONDS = 25


@pytest.fixture(scope="session", autouse=True)
def build() -> None:
    if not (SDK / "node_modules" / ".bin").exists():
        subprocess.run(["npm", "ci", "--silent", "--no-fund", "--no-audit"], cwd=SDK, check=True)
    subprocess.run(["npm", "run", "--silent", "pretest"], cwd=SDK, check=True)


@pytest.fixture(scope="session")
def chromium() -> str:
    return subprocess.check_output([REPOSITORY / "web/e2e/chromium.sh"], text=True).strip()


async def run_pages(target: str, key: str, chromium: str, profile: Path) -> dict[str, int]:
    process = await asyncio.create_subprocess_exec(
        "node", PROGRAM,
        env={
            **os.environ,
            "TELEMETRY_TARGET": target,
            "TELEMETRY_APP": APP,
            "TELEMETRY_KEY": key,
            "CHROMIUM": chromium,
            "PROFILE": str(profile),
        },
        stdout=subprocess.PIPE,
    )  # fmt: skip
    output, _ = await process.communicate()
    books: dict[str, int] = json.loads(output)
    assert not books["problems"], "the client printed something"
    return books


def check(stored: Books, books: dict[str, int]) -> None:
    assert stored.screen_views == stored.different_screens == books["screens"] == 390
    assert stored.crashes == stored.different_crashes == books["crashes"] == 8
    assert stored.events == books["screens"] + 2 * books["pages"]
    assert stored.events + stored.crashes == books["tracked"]


@pytest.mark.timeout(300)
async def test_pages_that_throw_close_and_are_offline_lose_nothing(
    environment: dict[str, str], keys: Keys, chromium: str, tmp_path: Path
) -> None:
    server = Server(environment)
    async with running(server):
        books = await run_pages(server.address, keys.ingest_key, chromium, tmp_path)

    check(await read_books(environment["DATABASE_URL"]), books)


@pytest.mark.timeout(300)
async def test_pages_lose_nothing_and_send_nothing_twice_through_a_proxy_that_harms(
    environment: dict[str, str], keys: Keys, chromium: str, tmp_path: Path
) -> None:
    server, port = Server(environment), int(environment["TELEMETRY_PORT"])
    async with running(server), FaultProxy(port, seed=7).running() as proxy:
        asyncio.get_running_loop().call_later(HARM_SECONDS, setattr, proxy, "is_calm", True)
        books = await run_pages(proxy.address, keys.ingest_key, chromium, tmp_path)

    check(await read_books(environment["DATABASE_URL"]), books)
    assert proxy.counts.total() - proxy.counts[Fault.NONE] > 3
