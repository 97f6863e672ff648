"""The values of analytics."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from telemetry_graph.kit.errors import InvalidField

LONGEST_RANGE_DAYS = 731
_FIRST_DAY, _LAST_DAY = date(1970, 1, 1), date(9000, 12, 31)
LOW_SAMPLE = 30
"""A rate over fewer than this many is marked as a low sample."""


@dataclass(frozen=True, slots=True)
class DayRange:
    """UTC days from `start` to `end`, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if not (self.start >= _FIRST_DAY and self.end <= _LAST_DAY):
            raise InvalidField(f"A range lies between {_FIRST_DAY} and {_LAST_DAY}.")
        if self.end < self.start:
            raise InvalidField("The range ends before it starts.")
        if self.days > LONGEST_RANGE_DAYS:
            raise InvalidField(f"A range covers at most {LONGEST_RANGE_DAYS} days.")

    @classmethod
    def last(cls, days: int, today: date) -> "DayRange":
        return cls(max(today, _FIRST_DAY + timedelta(days=days)) - timedelta(days=days - 1), today)

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def begins(self) -> datetime:
        """The first instant inside."""
        return datetime.combine(self.start, time(), UTC)

    @property
    def ends(self) -> datetime:
        """The first instant after it."""
        return datetime.combine(self.end + timedelta(days=1), time(), UTC)

    @property
    def previous(self) -> "DayRange":
        """The period of the same length just before."""
        before = self.start - timedelta(days=1)
        return DayRange(
            max(_FIRST_DAY, self.start - timedelta(days=self.days)), max(before, _FIRST_DAY)
        )


@dataclass(frozen=True, slots=True)
class Totals:
    """What a period adds up to; the parts of every figure of the overview."""

    dau_sum: int
    """Active devices of each day, added up."""
    starts: int
    sessions: int
    devices_seen: int
    crashes: int
    fatal_crashes: int
    devices_with_fatal: int


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure with its parts, and the figure of the previous period."""

    value: float | None
    previous: float | None
    numerator: int
    denominator: int
    is_low_sample: bool

    @property
    def delta_percent(self) -> float | None:
        """Change against the previous period; None when there is nothing to compare with."""
        if self.value is None or not self.previous:
            return None
        return 100.0 * (self.value - self.previous) / self.previous


@dataclass(frozen=True, slots=True)
class DayCount:
    day: date
    count: int
    unique_devices: int


@dataclass(frozen=True, slots=True)
class VersionUse:
    """One app version in a period."""

    version: str | None
    devices: int
    starts: int
    fatal_crashes: int
    share: float
    """Its part of all version-and-device pairs, 0 … 1."""

    @property
    def crash_rate(self) -> float | None:
        return self.fatal_crashes / self.starts if self.starts else None


@dataclass(frozen=True, slots=True)
class Overview:
    range: DayRange
    daily_users: Metric
    crashes: Metric
    crash_free_users: Metric
    sessions: Metric
    starts: Metric
    series: list[DayCount]
    """Active devices and starts of each day that has any."""
