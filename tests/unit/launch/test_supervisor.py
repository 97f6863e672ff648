"""The supervisor, with test programs in place of the api and the worker.

Each program is a real process. It reports its name and its log file, then ends on command.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from telemetry_graph.launch.supervisor import (
    SupervisedProcess,
    compute_pause,
    stack_processes,
    supervise,
)

_PROGRAM = """
import os, socket, sys

line = f"{sys.argv[1]} {os.environ['TELEMETRY_LOG_FILE']} {os.environ['EXTRA']}\\n"
link = socket.create_connection(("127.0.0.1", int(os.environ["REPORT_TO"])))
link.sendall(line.encode())
exit_code = link.recv(16)
sys.exit(int(exit_code) if exit_code else 0)
"""


class StartedPrograms:
    """The programs that started and ended, in order."""

    def __init__(self) -> None:
        self.started: asyncio.Queue[tuple[str, asyncio.StreamWriter]] = asyncio.Queue()
        self.ended: asyncio.Queue[str] = asyncio.Queue()

    async def report(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = (await reader.readline()).decode().strip()
        self.started.put_nowait((line, writer))
        await reader.read()
        self.ended.put_nowait(line)
        writer.close()

    async def next_two(self) -> dict[str, asyncio.StreamWriter]:
        return dict([await self.started.get(), await self.started.get()])


@asynccontextmanager
async def _supervise(
    folder: Path, stop: asyncio.Event, *others: SupervisedProcess
) -> AsyncIterator[StartedPrograms]:
    package = folder / "code" / "telemetry_graph"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "__main__.py").write_text(_PROGRAM)
    programs = StartedPrograms()
    server = await asyncio.start_server(programs.report, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    environment = {
        "PYTHONPATH": str(package.parent),
        "REPORT_TO": str(port),
        "EXTRA": "extra",
    }
    processes = [
        SupervisedProcess(each.name, each.arguments, {**each.environment, **environment})
        for each in stack_processes(folder / "logs")
    ]
    task = asyncio.create_task(supervise([*others, *processes], stop))
    try:
        yield programs
    finally:
        stop.set()
        await task
        server.close()
        await server.wait_closed()


async def test_api_and_worker_have_separate_log_files(tmp_path: Path) -> None:
    async with _supervise(tmp_path, asyncio.Event()) as programs:
        started = await programs.next_two()

    logs = tmp_path / "logs"
    assert set(started) == {
        f"serve {logs / 'serve.log'} extra",
        f"worker {logs / 'worker.log'} extra",
    }


@pytest.mark.parametrize("code", [b"0", b"1"])
async def test_a_program_that_ends_is_restarted_and_the_other_continues(
    tmp_path: Path, code: bytes
) -> None:
    async with _supervise(tmp_path, asyncio.Event()) as programs:
        started = await programs.next_two()
        name = next(line for line in started if line.startswith("serve"))

        started[name].write(code)
        assert await programs.ended.get() == name
        restarted, _ = await programs.started.get()

        assert restarted == name
        assert programs.ended.empty()


async def test_stopping_ends_both_and_restarts_nothing(tmp_path: Path) -> None:
    stop = asyncio.Event()
    async with _supervise(tmp_path, stop) as programs:
        started = await programs.next_two()

        stop.set()

        assert {await programs.ended.get(), await programs.ended.get()} == set(started)
    assert programs.started.empty()


async def test_stopping_between_two_starts_does_not_wait_for_the_restart(tmp_path: Path) -> None:
    stop = asyncio.Event()
    async with _supervise(tmp_path, stop) as programs:
        started = await programs.next_two()
        name = next(line for line in started if line.startswith("worker"))
        started[name].write(b"1")
        await programs.ended.get()

        stop.set()

    assert programs.started.empty()


async def test_a_program_that_cannot_start_does_not_affect_the_others(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    too_large = SupervisedProcess("large", ["large"], {"LARGE": "x" * 10_000_000})

    async with _supervise(tmp_path, asyncio.Event(), too_large) as programs:
        await programs.next_two()

        assert programs.ended.empty()
    assert "process not started" in caplog.messages


@pytest.mark.parametrize(
    ("lived_seconds", "before", "after"),
    [(0.0, 0.0, 0.5), (1.0, 0.5, 1.0), (1.0, 20.0, 30.0), (1.0, 30.0, 30.0), (30.0, 30.0, 0.5)],
)
def test_pauses_grow_until_a_program_runs_for_a_while(
    lived_seconds: float, before: float, after: float
) -> None:
    assert compute_pause(lived_seconds, before) == after
