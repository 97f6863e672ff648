"""Positions in lists of groups, which may be sorted by instants or by numbers."""

import base64
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite

import msgspec

from telemetry_graph.crashes.model import CrashGroup, GroupSort
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.text import is_storable

_NOT_OURS = "`after` is not a cursor that this list gave out."


@dataclass(frozen=True, slots=True)
class GroupCursor:
    """The sort key of a page's last group, and its fingerprint, which breaks ties."""

    sort: GroupSort
    key: float
    fingerprint: str

    @classmethod
    def of(cls, group: CrashGroup, sort: GroupSort) -> "GroupCursor":
        key: float
        match sort:
            case GroupSort.LAST_SEEN:
                key = _microseconds(group.last_seen)
            case GroupSort.FIRST_SEEN:
                key = _microseconds(group.first_seen)
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

    def encoded(self) -> str:
        raw = msgspec.json.encode([self.sort, self.key, self.fingerprint])
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")

    @classmethod
    def decoded(cls, text: str, sort: GroupSort) -> "GroupCursor":
        try:
            raw = base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
            position = cls(*msgspec.json.decode(raw, type=tuple[GroupSort, int | float, str]))
            bound = position.bound
        except (ValueError, OverflowError, OSError) as error:
            raise InvalidField(_NOT_OURS) from error
        is_bounded = isinstance(bound, datetime) or (isfinite(bound) and abs(bound) < 2**62)
        if position.sort is not sort or not is_bounded or not is_storable(position.fingerprint):
            raise InvalidField(_NOT_OURS)
        return position


def _microseconds(time: datetime) -> int:
    whole = time.replace(microsecond=0)
    return int(whole.timestamp()) * 1_000_000 + time.microsecond
