"""The Lua SDK with LuaSocket against the real server, on every interpreter."""

import asyncio
import json
import os
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from tests.certificates import Authority
from tests.conftest import REPOSITORY
from tests.e2e.processes import APP, Keys, Server, running
from tests.sdk.books import read_books
from tests.sdk.fault_proxy import Fault, FaultProxy

SDK = REPOSITORY / "sdk" / "lua"
INTERPRETERS = ("lua5.1", "lua5.2", "lua5.3", "lua5.4", "luajit")
SLOW_FRAME_MS = 250
"""A bound that holds on a busy machine; a request that waits takes seconds."""
ACKNOWLEDGED = b'{"received": 1, "id": "x", "is_duplicate": false, "rejected": []}'
HURRY = {"CLOCK_SPEED": "20"}
"""Waits between attempts take a twentieth of their time."""


@pytest.fixture(scope="session")
def interpreters() -> dict[str, str]:
    listed = subprocess.run([SDK / "interpreters.sh"], capture_output=True, text=True, check=True)
    return {Path(path).name: path for path in listed.stdout.split()}


@pytest.fixture(params=INTERPRETERS)
def lua(request: pytest.FixtureRequest, interpreters: dict[str, str]) -> str:
    return interpreters[request.param]


async def run_app(
    lua: str, *arguments: object, environment: dict[str, str] | None = None
) -> dict[str, Any]:
    """Run the app to its end and return its books; it prints nothing else."""
    books: dict[str, Any] = json.loads(
        await run_to_end(lua, "spec/app.lua", *map(str, arguments), environment=environment)
    )
    assert books["internal_errors"] == 0
    return books


async def run_to_end(
    *command: str, environment: dict[str, str] | None = None, folder: Path = SDK
) -> str:
    """Return what a program prints; it must print no errors."""
    process = await asyncio.create_subprocess_exec(
        *command, cwd=folder, env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    output, errors = await process.communicate()
    assert errors == b"", errors.decode()
    return output.decode()


@pytest.mark.timeout(300)
async def test_nothing_is_lost_or_stored_twice_through_a_proxy_that_harms(
    lua: str, environment: dict[str, str], keys: Keys, tmp_path: Path
) -> None:
    server, port = Server(environment), int(environment["TELEMETRY_PORT"])
    ran = []
    async with running(server), FaultProxy(port, seed=11).running() as proxy:
        target = (proxy.address, APP, keys.ingest_key, tmp_path / "queue")
        for number, ending in enumerate(("kill", "exit", "kill")):
            ran.append(await run_app(lua, *target, 1_000 * number, 120, ending, environment=HURRY))
        proxy.is_calm = True
        ran.append(await run_app(lua, *target, 9_000, 20, "drain", environment=HURRY))

    stored = await read_books(environment["DATABASE_URL"])
    assert ran[-1]["queued"] == 0
    assert sum(books["dropped"] for books in ran) == 0
    assert stored.screen_views == stored.different_screens == 3 * 120 + 20
    assert stored.crashes == stored.different_crashes == 3 * 6 + 1
    assert stored.events + stored.crashes == sum(books["tracked"] for books in ran)
    assert proxy.counts.total() - proxy.counts[Fault.NONE] > 5


@pytest.mark.timeout(300)
async def test_what_a_full_queue_keeps_is_stored_and_the_rest_is_counted(
    interpreters: dict[str, str], environment: dict[str, str], keys: Keys, tmp_path: Path
) -> None:
    server, lua = Server(environment), interpreters["luajit"]
    target = (APP, keys.ingest_key, tmp_path / "queue")
    offline = await run_app(lua, "http://127.0.0.1:1", *target, 0, 300, "exit", "max_events=100")
    async with running(server):
        online = await run_app(lua, server.address, *target, 1_000, 5, "drain", "max_events=100")

    stored = await read_books(environment["DATABASE_URL"])
    assert offline["dropped"] > 200
    assert stored.crashes == 15
    kept = stored.events + stored.crashes
    assert kept + offline["dropped"] + online["dropped"] == offline["tracked"] + online["tracked"]


async def test_a_server_that_never_answers_does_not_hold_up_a_frame(
    lua: str, tmp_path: Path
) -> None:
    async with silent_server() as address:
        target = (address, APP, "tgi_test", tmp_path / "queue")
        books = await run_app(lua, *target, 0, 100, "kill", "request_seconds=1")

    assert books["slowest_ms"] < SLOW_FRAME_MS
    assert books["queued"] == books["tracked"]


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1", "http://nothing.invalid", "http://[::1]:1"]
)
async def test_an_address_without_a_server_loses_nothing(
    interpreters: dict[str, str], tmp_path: Path, address: str
) -> None:
    target = (address, APP, "tgi_test", tmp_path / "queue")
    books = await run_app(interpreters["lua5.4"], *target, 0, 40, "exit")

    assert books["queued"] == books["tracked"]
    assert books["last_send_error"] != ""


async def test_a_wrong_key_pauses_the_sending(
    interpreters: dict[str, str], environment: dict[str, str], keys: Keys, tmp_path: Path
) -> None:
    server = Server(environment)
    async with running(server):
        target = (server.address, APP, "tgi_wrong", tmp_path / "queue")
        books = await run_app(interpreters["luajit"], *target, 0, 40, "exit")

    assert books["paused"] == "UNAUTHENTICATED"
    assert books["queued"] == books["tracked"]


@pytest.mark.parametrize("name", ["lua5.1", "lua5.4", "luajit"])
async def test_https_needs_a_trusted_certificate_for_the_host(
    name: str, interpreters: dict[str, str], tmp_path: Path
) -> None:
    authority = Authority.create(tmp_path)
    problems = []
    for context in (
        authority.make_server_context("127.0.0.1"),
        authority.make_server_context("other.example"),
        authority.make_self_signed_context("127.0.0.1"),
        authority.make_server_context("127.0.0.1", days=-1),
    ):
        async with tls_server(context) as address:
            target = (address, APP, "tgi_test", tmp_path / "queue")
            ca_file = {"CA_FILE": str(authority.file)}
            books = await run_app(interpreters[name], *target, 0, 30, "exit", environment=ca_file)
        assert books["slowest_ms"] < SLOW_FRAME_MS
        problems.append(books["last_send_error"])

    assert problems[0] == ""
    assert problems[1] == "the certificate is for another host"
    assert "certificate verify failed" in problems[2]
    assert "certificate verify failed" in problems[3]


@asynccontextmanager
async def tls_server(context: ssl.SSLContext) -> AsyncIterator[str]:
    """Acknowledge every request over TLS."""

    async def acknowledge(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(ACKNOWLEDGED))
            writer.write(ACKNOWLEDGED)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(acknowledge, "127.0.0.1", 0, ssl=context)
    try:
        yield f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


@asynccontextmanager
async def silent_server() -> AsyncIterator[str]:
    """Accept connections and never answer."""

    async def read(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(read, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
