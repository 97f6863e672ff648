"""An append-only file of checksummed lines.

A line is eight hex digits of CRC-32, a space, and a record in JSON. A power cut in mid-write leaves
a line that fails its checksum; the lines around it stay readable.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable
from typing import Any, NamedTuple

Record = list[Any]
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
_EVENT_MARKS = (b'["e"', b'["c"')


class Reading(NamedTuple):
    """What a journal holds."""

    records: list[Record]
    bad_lines: int
    lost_events_at_end: int
    """Damaged lines after the last readable one that were events or crashes."""


class Journal:
    """The file, opened for appending. Methods raise OSError; callers hold the queue's lock."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._file = os.open(path, _FLAGS, 0o600)
        self.size = os.fstat(self._file).st_size

    def read(self) -> Reading:
        with open(self._path, "rb") as file:
            return parse_lines(file.read())

    def append(self, records: Iterable[str], *, sync: bool = False) -> None:
        """Append records, all or none of them."""
        content = b"".join(map(to_line, records))
        try:
            write_all(self._file, content)
        except OSError:
            os.ftruncate(self._file, self.size)
            raise
        self.size += len(content)
        if sync:
            os.fsync(self._file)

    def rewrite(self, records: Iterable[str]) -> None:
        """Replace the content at once: after a power cut it is the old or the new one."""
        content = b"".join(map(to_line, records))
        if not content:
            os.ftruncate(self._file, 0)
            self.size = 0
            return
        beside = f"{self._path}.new"
        _write_file(beside, content)
        os.close(self._file)  # Windows replaces no file that is open
        try:
            os.replace(beside, self._path)
        finally:
            self._file = os.open(self._path, _FLAGS, 0o600)
            self.size = os.fstat(self._file).st_size
        _sync_folder(os.path.dirname(self._path))

    def close(self) -> None:
        os.close(self._file)


def to_line(record: str) -> bytes:
    content = record.encode()
    return b"%08x %b\n" % (zlib.crc32(content), content)


def parse_lines(content: bytes) -> Reading:
    records: list[Record] = []
    bad_lines = lost = 0
    for line in content.split(b"\n"):
        if not line:
            continue
        record = _parse_line(line)
        if record is None:
            bad_lines += 1
            lost += line[9:13] in _EVENT_MARKS
        else:
            records.append(record)
            lost = 0
    return Reading(records, bad_lines, lost)


def _parse_line(line: bytes) -> Record | None:
    try:
        content = line[9:]
        if line[8:9] != b" " or int(line[:8], 16) != zlib.crc32(content):
            return None
        record = json.loads(content)
    except ValueError:
        return None
    return record if isinstance(record, list) and record else None


def _write_file(path: str, content: bytes) -> None:
    file = os.open(path, _FLAGS | os.O_TRUNC, 0o600)
    try:
        write_all(file, content)
        os.fsync(file)
    finally:
        os.close(file)


def write_all(file: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(file, view) :]


def _sync_folder(folder: str) -> None:
    if os.name == "nt":
        return
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
