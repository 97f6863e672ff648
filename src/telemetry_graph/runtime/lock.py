"""One run at a time on one folder, across processes and threads."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def exclusive(path: Path, progress: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock file; its descriptor is not inheritable, so no daemon keeps it held."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        _wait(descriptor, progress)
        yield
    finally:
        os.close(descriptor)


def _wait(descriptor: int, progress: Callable[[str], None]) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        progress("waiting for another start to finish")
        fcntl.flock(descriptor, fcntl.LOCK_EX)
