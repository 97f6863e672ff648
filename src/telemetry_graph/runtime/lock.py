"""A lock on a folder, across processes and threads."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def hold_lock(path: Path, progress: Callable[[str], None]) -> Iterator[None]:
    """Hold an exclusive lock on the file; child processes do not inherit it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        _acquire(descriptor, progress)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, progress: Callable[[str], None]) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        progress("waiting for another start to finish")
        fcntl.flock(descriptor, fcntl.LOCK_EX)
