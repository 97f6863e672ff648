"""Cursors of lists of crash groups, which are sorted by instants or by numbers."""

from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite

from telemetry_graph.crashes.model import CrashGroup, GroupSort
from telemetry_graph.kit.pagination import decode_cursor, encode_cursor, make_cursor_error
from telemetry_graph.kit.text import is_storable


@dataclass(frozen=True, slots=True)
class GroupCursor:
    """The sort key of a group, and its fingerprint, which breaks ties."""

    sort: GroupSort
    key: float
    fingerprint: str

    @classmethod
    def of(cls, group: CrashGroup, sort: GroupSort) -> "GroupCursor":
        key: float
        match sort:
            case GroupSort.LAST_SEEN:
                key = _to_microseconds(group.last_seen)
            case GroupSort.FIRST_SEEN:
                key = _to_microseconds(group.first_seen)
            case GroupSort.OCCURRENCES:
                key = group.occurrence_count
            case GroupSort.DEVICES:
                key = group.device_count
            case GroupSort.TREND:
                key = group.heat
        return cls(sort, key, group.fingerprint)

    @property
    def bound(self) -> float | datetime:
        if self.sort in (GroupSort.LAST_SEEN, GroupSort.FIRST_SEEN):
            seconds, micros = divmod(int(self.key), 1_000_000)
            return datetime.fromtimestamp(seconds, UTC).replace(microsecond=micros)
        return self.key if self.sort is GroupSort.TREND else int(self.key)

    def encode(self) -> str:
        return encode_cursor(self.sort, self.key, self.fingerprint)

    @classmethod
    def decode(cls, text: str, sort: GroupSort) -> "GroupCursor":
        position = cls(*decode_cursor(text, tuple[GroupSort, int | float, str]))
        if position.sort is not sort or not position._is_valid():
            raise make_cursor_error()
        return position

    def _is_valid(self) -> bool:
        try:
            bound = self.bound
        except (ValueError, OverflowError, OSError):
            return False
        is_bounded = isinstance(bound, datetime) or (isfinite(bound) and abs(bound) < 2**62)
        return is_bounded and is_storable(self.fingerprint)


def _to_microseconds(time: datetime) -> int:
    whole = time.replace(microsecond=0)
    return int(whole.timestamp()) * 1_000_000 + time.microsecond
