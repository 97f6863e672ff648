"""Runs programs, and distinguishes live processes from zombies and recycled process ids."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from telemetry_graph.runtime.errors import RuntimeUnavailable
from telemetry_graph.runtime.system_account import SystemAccount

_PROC = Path("/proc")
_TIMEOUT_SECONDS = 300
_TAIL_CHARACTERS = 2000


def run(
    command: Sequence[str | Path],
    *,
    account: SystemAccount | None = None,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdin: str = "",
) -> str:
    """Return the program's output.

    Raises RuntimeUnavailable, with the end of the output, when the program fails.
    """
    try:
        completed: subprocess.CompletedProcess[str] = subprocess.run(
            command,
            cwd=cwd,
            env=env,
            input=stdin,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_TIMEOUT_SECONDS,
            umask=0o022,
            check=True,
            **_account_options(account),
        )
    except subprocess.TimeoutExpired as error:
        raise RuntimeUnavailable(
            f"{_abbreviate(command)} did not finish within {_TIMEOUT_SECONDS} seconds"
        ) from error
    except subprocess.CalledProcessError as error:
        raise RuntimeUnavailable(
            f"{_abbreviate(command)} failed ({error.returncode}):\n{_tail(error.stdout)}"
        ) from error
    return completed.stdout


def _account_options(account: SystemAccount | None) -> dict[str, Any]:
    if account is None or not account.is_substitute:
        return {}
    return {"user": account.uid, "group": account.gid, "extra_groups": []}


def _abbreviate(command: Sequence[str | Path]) -> str:
    """Return the first words of a command, for a message."""
    words = [str(word) for word in command]
    return " ".join(words[:8]) + (" ..." if len(words) > 8 else "")


def _tail(text: str) -> str:
    return text.strip()[-_TAIL_CHARACTERS:]


def read_tail(log: Path) -> str:
    try:
        return _tail(log.read_text(errors="replace"))
    except OSError:
        return "(no log)"


def is_running(pid: int, argument: str) -> bool:
    """Return whether `pid` is alive and was started with `argument`.

    The argument distinguishes it from an unrelated process with a recycled pid.
    """
    return is_alive(pid) and argument in read_command_line(pid).split("\0")


def is_alive(pid: int) -> bool:
    """Return False for a zombie too, which accepts signals until its parent reaps it."""
    try:
        state = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return state not in "ZX"


def read_command_line(pid: int) -> str:
    try:
        return (_PROC / str(pid) / "cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def list_pids() -> Iterator[int]:
    return (int(entry.name) for entry in _PROC.iterdir() if entry.name.isdecimal())


def read_pid(file: Path) -> int | None:
    """Return the number that a pid file begins with."""
    try:
        return int(file.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None


def send_signal(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def wait_for(condition: Callable[[], bool], *, seconds: float) -> bool:
    """Return True as soon as the condition holds, or False after `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True
