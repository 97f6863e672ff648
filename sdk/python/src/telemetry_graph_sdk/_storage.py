"""The folder of an app on the disk: journals, the device's raw id, the user's choices.

Each process writes its own journal and holds a lock on it. A journal whose process has ended is
taken over by the next process. So two programs, or the workers of one, do not disturb each other.
"""

from __future__ import annotations

import json
import os
import re
import sys
import uuid
from collections.abc import Iterator
from typing import Any

from telemetry_graph_sdk._journal import Journal, write_all
from telemetry_graph_sdk._options import Options

_LOCK_SUFFIX, _JOURNAL_SUFFIX = ".lock", ".journal"
_SETTINGS, _DEVICE = "settings.json", "device"


def default_folder(app_id: str) -> str | None:
    """Return where programs of this platform keep their state; None where there is no home."""
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Application Support")
    else:
        base = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    if not os.path.isabs(base):
        return None
    return os.path.join(base, "telemetry-graph", re.sub(r"[^A-Za-z0-9._-]", "_", app_id))


def choose_folder(options: Options) -> Folder | None:
    if not options.uses_disk:
        return None
    path = options.folder or default_folder(options.app_id)
    return Folder(os.fspath(path)) if path else None


class Spool:
    """A journal and the lock that makes it this process's own."""

    def __init__(self, path: str, lock_file: int) -> None:
        self._path = path
        self._lock_file = lock_file
        try:
            self.journal = Journal(path + _JOURNAL_SUFFIX)
        except OSError:
            os.close(lock_file)
            raise

    @property
    def name(self) -> str:
        return os.path.basename(self._path)

    def close(self) -> None:
        """Release the lock, and remove an empty journal. The journal itself is closed before."""
        try:
            if os.path.getsize(self._path + _JOURNAL_SUFFIX) == 0:
                os.unlink(self._path + _JOURNAL_SUFFIX)
                os.unlink(self._path + _LOCK_SUFFIX)
        except OSError:
            pass
        os.close(self._lock_file)

    def abandon(self) -> None:
        """Close the copy of the lock that a fork made; the parent keeps its own."""
        os.close(self._lock_file)


class Folder:
    def __init__(self, path: str) -> None:
        self._path = path

    def open_spool(self) -> Spool:
        """Take over a journal that a process left, or begin a new one; OSError without a disk."""
        os.makedirs(self._path, mode=0o700, exist_ok=True)
        for spool in self._orphans():
            return spool
        path = os.path.join(self._path, f"queue-{uuid.uuid4().hex[:12]}")
        lock_file = _try_lock(path + _LOCK_SUFFIX)
        if lock_file is None:
            raise OSError("the new lock is taken")
        return Spool(path, lock_file)

    def take_orphan(self) -> Spool | None:
        """Take over one more journal that a process left."""
        try:
            return next(self._orphans(), None)
        except (OSError, ValueError):
            return None

    def read_raw_device_id(self) -> str | None:
        """Read the random id of this installation, and make it at the first time."""
        path = os.path.join(self._path, _DEVICE)
        try:
            os.makedirs(self._path, mode=0o700, exist_ok=True)
            if not os.path.exists(path):
                self._replace_file(path, str(uuid.uuid4()), is_new=True)
            with open(path, encoding="utf-8") as file:
                return file.read(200).strip() or None
        except (OSError, ValueError):
            return None

    def read_settings(self) -> dict[str, Any]:
        try:
            with open(os.path.join(self._path, _SETTINGS), encoding="utf-8") as file:
                found = json.load(file)
            return found if isinstance(found, dict) else {}
        except (OSError, ValueError):
            return {}

    def write_settings(self, settings: dict[str, Any]) -> None:
        try:
            os.makedirs(self._path, mode=0o700, exist_ok=True)
            self._replace_file(os.path.join(self._path, _SETTINGS), json.dumps(settings))
        except (OSError, ValueError):
            pass

    def settings_stamp(self) -> int:
        """Return a number that differs once another process has written the settings."""
        try:
            return os.stat(os.path.join(self._path, _SETTINGS)).st_mtime_ns
        except (OSError, ValueError):
            return 0

    def _orphans(self) -> Iterator[Spool]:
        for name in sorted(os.listdir(self._path)):
            if not name.endswith(_LOCK_SUFFIX):
                continue
            path = os.path.join(self._path, name)
            lock_file = _try_lock(path)
            if lock_file is not None:
                yield Spool(path[: -len(_LOCK_SUFFIX)], lock_file)

    def _replace_file(self, path: str, text: str, *, is_new: bool = False) -> None:
        beside = f"{path}.{uuid.uuid4().hex}"
        file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            write_all(file, text.encode())
            os.fsync(file)
        finally:
            os.close(file)
        if is_new and hasattr(os, "link"):
            _link_unless_there(beside, path)
        else:
            os.replace(beside, path)


def _link_unless_there(beside: str, path: str) -> None:
    """Of two processes that make a file at the same time, the first one's stays."""
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(beside)


def _try_lock(path: str) -> int | None:
    """Return the locked file, or None when another process, or this one, holds the lock."""
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return None
    try:
        _lock(file)
        if os.fstat(file).st_ino == os.stat(path).st_ino:
            return file
    except OSError:
        pass
    os.close(file)
    return None


if os.name == "nt":

    def _lock(file: int) -> None:
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
