"""The values of source maps."""

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from telemetry_graph.kit.ids import AppId

NOTHING = 0xFFFF_FFFF
"""Stands for a source or a name that a segment does not have."""

_LINE_BITS = 32
_SEGMENT_BYTES = 24
_TEXT_BYTES = 60


class Original(NamedTuple):
    """A place in the code as it was written; lines and columns count from 1."""

    source: str
    line: int
    column: int
    name: str
    """The identifier there, if it had another name; else empty."""
    is_exact: bool
    """Whether a segment begins at the very column that was asked for."""


@dataclass(frozen=True, slots=True)
class SourceMap:
    """A decoded map: one entry of each array for each segment, in order of `starts`."""

    sources: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    starts: "array[int]" = field(default_factory=lambda: array("Q"))
    """Generated line and column, from 0, as one number."""
    of_source: "array[int]" = field(default_factory=lambda: array("I"))
    lines: "array[int]" = field(default_factory=lambda: array("I"))
    columns: "array[int]" = field(default_factory=lambda: array("I"))
    of_name: "array[int]" = field(default_factory=lambda: array("I"))

    @property
    def weight(self) -> int:
        """About how many bytes of memory it takes."""
        texts = len(self.sources) + len(self.names)
        return len(self.starts) * _SEGMENT_BYTES + texts * _TEXT_BYTES

    def original(self, line: int, column: int | None) -> Original | None:
        """What is at a generated place; both count from 0. Without a column, the line's first."""
        at = start_of(line, column or 0)
        if column is None:
            place = bisect_left(self.starts, at)
        else:
            place = bisect_right(self.starts, at) - 1
        if not 0 <= place < len(self.starts) or self.starts[place] >> _LINE_BITS != line:
            return None
        source, name = self.of_source[place], self.of_name[place]
        if source == NOTHING:
            return None
        return Original(
            self.sources[source],
            self.lines[place] + 1,
            self.columns[place] + 1,
            "" if name == NOTHING else self.names[name],
            self.starts[place] == at,
        )


def start_of(line: int, column: int) -> int:
    return line << _LINE_BITS | column


@dataclass(frozen=True, slots=True)
class MapKey:
    """Which bundle of which version a map is of."""

    app_id: AppId
    version: str
    """Empty for devices that send none."""
    file: str
    """The bundle's path, or the end of it."""


@dataclass(frozen=True, slots=True)
class UploadedMap:
    """A map that is stored, without its content."""

    app_id: AppId
    version: str
    file: str
    id: UUID
    segments: int
    bytes: int
    uploaded_at: datetime
    uploaded_by: str
