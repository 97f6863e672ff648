"""The values of source maps."""

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from telemetry_graph.kit.ids import AppId

NO_INDEX = 0xFFFF_FFFF
"""The source or name index of a segment without source or name."""

_COLUMN_BITS = 32
_BYTES_PER_SEGMENT = 24
_BYTES_PER_TEXT = 60


class SourcePosition(NamedTuple):
    """A position in the source code; lines and columns count from 1."""

    source: str
    line: int
    column: int
    name: str
    """The identifier at the position if the bundler renamed it; else empty."""
    is_exact: bool
    """Whether a segment begins at exactly the requested column."""


@dataclass(frozen=True, slots=True)
class DecodedMap:
    """A decoded map. Each array has one entry per segment, sorted by position in the bundle."""

    sources: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    bundle_positions: "array[int]" = field(default_factory=lambda: array("Q"))
    """Where segments begin: line and column of the bundle, from 0, packed into one number."""
    source_indexes: "array[int]" = field(default_factory=lambda: array("I"))
    lines: "array[int]" = field(default_factory=lambda: array("I"))
    columns: "array[int]" = field(default_factory=lambda: array("I"))
    name_indexes: "array[int]" = field(default_factory=lambda: array("I"))

    @property
    def memory_bytes(self) -> int:
        """Approximate size in memory."""
        texts = len(self.sources) + len(self.names)
        return len(self.bundle_positions) * _BYTES_PER_SEGMENT + texts * _BYTES_PER_TEXT

    def find_source(self, line: int, column: int | None) -> SourcePosition | None:
        """The source of a position in the bundle; lines and columns of the bundle count from 0.

        Without a column, the source of the line's first segment.
        """
        position = pack_position(line, column or 0)
        if column is None:
            at = bisect_left(self.bundle_positions, position)
        else:
            at = bisect_right(self.bundle_positions, position) - 1
        if not 0 <= at < len(self.bundle_positions):
            return None
        begin = self.bundle_positions[at]
        source, name = self.source_indexes[at], self.name_indexes[at]
        if begin >> _COLUMN_BITS != line or source == NO_INDEX:
            return None
        return SourcePosition(
            self.sources[source],
            self.lines[at] + 1,
            self.columns[at] + 1,
            "" if name == NO_INDEX else self.names[name],
            begin == position,
        )


def pack_position(line: int, column: int) -> int:
    return line << _COLUMN_BITS | column


@dataclass(frozen=True, slots=True)
class MapKey:
    """The bundle that a map belongs to."""

    app_id: AppId
    app_version: str
    """Empty for devices that send no version."""
    file: str
    """The path of the bundle, or the end of it."""


@dataclass(frozen=True, slots=True)
class UploadedMap:
    """A stored map without its content."""

    app_id: AppId
    app_version: str
    file: str
    id: UUID
    segment_count: int
    stored_bytes: int
    uploaded_at: datetime
    uploaded_by: str
