"""Keeps processes running: starts each again when it ends, stops all together."""

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

_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 30.0
_STOP_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Member:
    """One process to keep: its name, the command's arguments, and where it logs."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str]


def stack(logs: Path) -> list[Member]:
    """What `up` keeps: an api and a worker."""
    return [
        Member(name, [name], {"TELEMETRY_LOG_FILE": str(logs / f"{name}.log")})
        for name in ("serve", "worker")
    ]


def servers(count: int) -> list[Member]:
    """What `serve --workers` keeps: api processes that share one port."""
    return [Member(f"serve {number}", ["serve", "--shared-port"], {}) for number in range(count)]


async def supervise(members: Sequence[Member], stop: asyncio.Event) -> None:
    """Start each member, again when it ends, until `stop`; then end them all."""
    async with asyncio.TaskGroup() as tasks:
        for member in members:
            tasks.create_task(_keep_running(member, stop))


async def _keep_running(member: Member, stop: asyncio.Event) -> None:
    pause = 0.0
    while not stop.is_set():
        started = time.monotonic()
        try:
            process = await _started(member)
        except OSError as error:  # such as too many processes: no reason to leave the others alone
            log.error("process not started", extra={"member": member.name, "reason": str(error)})
        else:
            if await _outlived(process, stop):
                return
            log.error("process ended", extra={"member": member.name, "code": process.returncode})
        pause = pause_after(time.monotonic() - started, pause)
        await wait_until(stop, timeout=pause)


def pause_after(lived_seconds: float, pause: float) -> float:
    """Before the next start: twice the last one, unless the process ran well meanwhile."""
    if lived_seconds >= _LONGEST_PAUSE_SECONDS:
        return _FIRST_PAUSE_SECONDS
    return min(max(pause * 2, _FIRST_PAUSE_SECONDS), _LONGEST_PAUSE_SECONDS)


async def _started(member: Member) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "telemetry_graph",
        *member.arguments,
        env={**os.environ, **member.environment},
    )


async def _outlived(process: asyncio.subprocess.Process, stop: asyncio.Event) -> bool:
    """Waits for the process to end, or for `stop`, which ends it; True for the latter."""
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
