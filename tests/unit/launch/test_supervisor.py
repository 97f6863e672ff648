"""The supervisor, over programs that stand in for the api and the worker.

Each program is a real process: it says its name and where it logs, then ends when it is told to.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from telemetry_graph.launch.supervisor import Member, pause_after, stack, supervise

_PROGRAM = """
import os, socket, sys

line = f"{sys.argv[1]} {os.environ['TELEMETRY_LOG_FILE']} {os.environ['GIVEN']}\\n"
link = socket.create_connection(("127.0.0.1", int(os.environ["REPORT_TO"])))
link.sendall(line.encode())
order = link.recv(16)
sys.exit(int(order) if order else 0)
"""


class Programs:
    """The programs that started, in order; `end` ends one."""

    def __init__(self) -> None:
        self.started: asyncio.Queue[tuple[str, asyncio.StreamWriter]] = asyncio.Queue()
        self.gone: asyncio.Queue[str] = asyncio.Queue()

    async def report(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = (await reader.readline()).decode().strip()
        self.started.put_nowait((line, writer))
        await reader.read()
        self.gone.put_nowait(line)
        writer.close()

    async def two(self) -> dict[str, asyncio.StreamWriter]:
        return dict([await self.started.get(), await self.started.get()])


@asynccontextmanager
async def _supervised(
    folder: Path, stop: asyncio.Event, *others: Member
) -> AsyncIterator[Programs]:
    package = folder / "code" / "telemetry_graph"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "__main__.py").write_text(_PROGRAM)
    programs = Programs()
    server = await asyncio.start_server(programs.report, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    environment = {
        "PYTHONPATH": str(package.parent),
        "REPORT_TO": str(port),
        "GIVEN": "given",
    }
    members = [
        Member(each.name, each.arguments, {**each.environment, **environment})
        for each in stack(folder / "logs")
    ]
    task = asyncio.create_task(supervise([*others, *members], stop))
    try:
        yield programs
    finally:
        stop.set()
        await task
        server.close()
        await server.wait_closed()


async def test_api_and_worker_run_each_with_its_own_log(tmp_path: Path) -> None:
    async with _supervised(tmp_path, asyncio.Event()) as programs:
        started = await programs.two()

    logs = tmp_path / "logs"
    assert set(started) == {
        f"serve {logs / 'serve.log'} given",
        f"worker {logs / 'worker.log'} given",
    }


@pytest.mark.parametrize("code", [b"0", b"1"])
async def test_a_program_that_ends_is_started_again_and_the_other_left_alone(
    tmp_path: Path, code: bytes
) -> None:
    async with _supervised(tmp_path, asyncio.Event()) as programs:
        started = await programs.two()
        name = next(line for line in started if line.startswith("serve"))

        started[name].write(code)
        assert await programs.gone.get() == name
        again, _ = await programs.started.get()

        assert again == name
        assert programs.gone.empty()


async def test_stopping_ends_both_and_starts_nothing(tmp_path: Path) -> None:
    stop = asyncio.Event()
    async with _supervised(tmp_path, stop) as programs:
        started = await programs.two()

        stop.set()

        assert {await programs.gone.get(), await programs.gone.get()} == set(started)
    assert programs.started.empty()


async def test_stopping_between_two_starts_does_not_wait_for_the_next(tmp_path: Path) -> None:
    stop = asyncio.Event()
    async with _supervised(tmp_path, stop) as programs:
        started = await programs.two()
        name = next(line for line in started if line.startswith("worker"))
        started[name].write(b"1")
        await programs.gone.get()

        stop.set()

    assert programs.started.empty()


async def test_a_program_that_cannot_be_started_leaves_the_others_running(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    no_system_takes_it = Member("large", ["large"], {"LARGE": "x" * 10_000_000})

    async with _supervised(tmp_path, asyncio.Event(), no_system_takes_it) as programs:
        await programs.two()

        assert programs.gone.empty()
    assert "process not started" in caplog.messages


@pytest.mark.parametrize(
    ("lived_seconds", "before", "after"),
    [(0.0, 0.0, 0.5), (1.0, 0.5, 1.0), (1.0, 20.0, 30.0), (1.0, 30.0, 30.0), (30.0, 30.0, 0.5)],
)
def test_pauses_grow_until_a_program_runs_well(
    lived_seconds: float, before: float, after: float
) -> None:
    assert pause_after(lived_seconds, before) == after
