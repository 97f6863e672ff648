"""Running programs, and telling a live process from a zombie or a recycled pid."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from telemetry_graph.runtime.account import Account
from telemetry_graph.runtime.errors import RuntimeUnavailable

_PROC = Path("/proc")
_TIMEOUT_SECONDS = 300
_TAIL_CHARACTERS = 2000


def run(
    command: Sequence[str | Path],
    *,
    account: Account | None = None,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdin: str = "",
) -> str:
    """The program's output; RuntimeUnavailable with the end of it when it fails."""
    borrowed = account if account and account.is_borrowed else None
    try:
        done = subprocess.run(
            command,
            cwd=cwd,
            env=env,
            input=stdin,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_TIMEOUT_SECONDS,
            umask=0o022,
            user=borrowed.uid if borrowed else None,
            group=borrowed.gid if borrowed else None,
            extra_groups=[] if borrowed else None,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise RuntimeUnavailable(f"{shown(command)} did not finish in time") from error
    except subprocess.CalledProcessError as error:
        raise RuntimeUnavailable(
            f"{shown(command)} failed ({error.returncode}):\n{tail(error.stdout)}"
        ) from error
    return done.stdout


def shown(command: Sequence[str | Path]) -> str:
    """The start of a command, enough to recognise it in a message."""
    words = [str(word) for word in command]
    return " ".join(words[:8]) + (" ..." if len(words) > 8 else "")


def tail(text: str) -> str:
    return text.strip()[-_TAIL_CHARACTERS:]


def tail_of(log: Path) -> str:
    try:
        return tail(log.read_text(errors="replace"))
    except OSError:
        return "(no log)"


def is_running(pid: int, argument: str) -> bool:
    """Whether `pid` is alive and was started with `argument`; a recycled pid was not."""
    return is_alive(pid) and argument in command_line(pid).split("\0")


def is_alive(pid: int) -> bool:
    """False for a zombie, which answers signals until somebody reaps it."""
    try:
        state = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return state not in "ZX"


def command_line(pid: int) -> str:
    try:
        return (_PROC / str(pid) / "cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def all_pids() -> Iterator[int]:
    return (int(entry.name) for entry in _PROC.iterdir() if entry.name.isdecimal())


def pid_in(file: Path) -> int | None:
    """The number that a pid file starts with."""
    try:
        return int(file.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None


def send(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def wait_for(condition: Callable[[], bool], *, seconds: float) -> bool:
    """True as soon as the condition holds, False after `seconds` without it."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True
