"""Keeps processes running: restarts each when it ends, and stops all together."""

import asyncio
import logging
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from telemetry_graph.kit.worker_loop import wait_until

log = logging.getLogger(__name__)

_MIN_PAUSE_SECONDS = 0.5
_MAX_PAUSE_SECONDS = 30.0
_STOP_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class SupervisedProcess:
    """A process to keep running: its name, the command's arguments, and additional environment."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str]


def stack_processes(logs: Path) -> list[SupervisedProcess]:
    """Return the processes of `up`: an api and a worker."""
    return [
        SupervisedProcess(name, [name], {"TELEMETRY_LOG_FILE": str(logs / f"{name}.log")})
        for name in ("serve", "worker")
    ]


def api_processes(count: int) -> list[SupervisedProcess]:
    """Return the processes of `serve --workers`: several apis that share one port."""
    return [
        SupervisedProcess(f"serve {number}", ["serve", "--shared-port"], {})
        for number in range(count)
    ]


async def supervise(processes: Sequence[SupervisedProcess], stop: asyncio.Event) -> None:
    """Start the processes and restart each that ends. When `stop` is set, end them all."""
    async with asyncio.TaskGroup() as tasks:
        for process in processes:
            tasks.create_task(_keep_running(process, stop))


async def _keep_running(supervised: SupervisedProcess, stop: asyncio.Event) -> None:
    pause = 0.0
    while not stop.is_set():
        started = time.monotonic()
        try:
            process = await _start(supervised)
        except OSError as error:  # such as too many processes; the others must continue
            details = {"process_name": supervised.name, "reason": str(error)}
            log.error("process not started", extra=details)
        else:
            if await _run_until_stop(process, stop):
                return
            details = {"process_name": supervised.name, "exit_code": str(process.returncode)}
            log.error("process ended", extra=details)
        pause = compute_pause(time.monotonic() - started, pause)
        await wait_until(stop, timeout=pause)


def compute_pause(lived_seconds: float, last_pause: float) -> float:
    """Return the pause before the next start, in seconds.

    It doubles from start to start, and begins again after the process ran for a while.
    """
    if lived_seconds >= _MAX_PAUSE_SECONDS:
        return _MIN_PAUSE_SECONDS
    return min(max(last_pause * 2, _MIN_PAUSE_SECONDS), _MAX_PAUSE_SECONDS)


async def _start(supervised: SupervisedProcess) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "telemetry_graph",
        *supervised.arguments,
        env={**os.environ, **supervised.environment},
    )


async def _run_until_stop(process: asyncio.subprocess.Process, stop: asyncio.Event) -> bool:
    """Wait until the process ends, or end it when `stop` is set. Return whether `stop` was set."""
    async with asyncio.TaskGroup() as tasks:
        ended, stopped = tasks.create_task(process.wait()), tasks.create_task(stop.wait())
        await asyncio.wait((ended, stopped), return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if process.returncode is not None:
            return False
        process.terminate()
        await asyncio.wait((ended,), timeout=_STOP_SECONDS)
        if process.returncode is None:
            process.kill()
    return True
