"""The values of analytics."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from telemetry_graph.kit.day_range import DayRange

COHORT_DAYS = (1, 7, 30)
"""How many days after a cohort's day it is looked who came back."""
LOW_SAMPLE = 30
"""A rate over fewer than this many is marked as a low sample."""


class Measure(StrEnum):
    """A value that events carry, and whose percentiles are kept."""

    SESSION = "session"
    FRAME = "frame"
    MEMORY = "memory"
    STARTUP = "startup"


@dataclass(frozen=True, slots=True)
class DayUse:
    """What one UTC day adds up to."""

    day: date
    events: int = 0
    weight: float = 0.0
    starts: int = 0
    starts_weight: float = 0.0
    crashes: int = 0
    fatal: int = 0
    active: int = 0
    devices: int = 0
    sessions: int = 0
    fatal_devices: int = 0
    fatal_sessions: int = 0
    seen_devices: int = 0
    """By an event or by a crash; likewise sessions."""
    seen_sessions: int = 0


@dataclass(frozen=True, slots=True)
class RangeUse:
    """What does not add up over days: each device and session of a range once."""

    sessions: int
    seen_devices: int
    seen_sessions: int
    fatal_devices: int
    fatal_sessions: int


@dataclass(frozen=True, slots=True)
class MeasureUse:
    """A measure on one day, in one version, or over a range."""

    day: date | None
    version: str | None
    events: int
    weight: float
    total: float
    quantiles: tuple[float, ...]
    """At 50, 75, 95 and 99 percent."""

    @property
    def mean(self) -> float:
        return self.total / self.weight


@dataclass(frozen=True, slots=True)
class DayTotal:
    """A measure's values of one day, added up."""

    day: date
    events: int
    weight: float
    total: float

    @property
    def mean(self) -> float:
        return self.total / self.weight


@dataclass(frozen=True, slots=True)
class Period:
    """All that the figures of an overview are made from, over one range."""

    range: DayRange
    days: list[DayUse]
    whole: RangeUse
    durations: list[DayTotal]
    """Session durations by day."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on one day."""

    day: date
    value: float | None


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure with its parts, and the figure of the previous period."""

    value: float | None
    previous: float | None
    numerator: float
    denominator: float
    is_low_sample: bool
    is_estimated: bool = False
    series: tuple[Point, ...] = ()

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
    is_estimated: bool = False


@dataclass(frozen=True, slots=True)
class AdoptionDay:
    """How many devices used a version on a day."""

    day: date
    version: str | None
    devices: int


@dataclass(frozen=True, slots=True)
class ItemUse:
    """One value of a data field: a screen, an element, a feature."""

    item: str
    count: int
    devices: int
    share: float
    is_estimated: bool = False


@dataclass(frozen=True, slots=True)
class VersionUse:
    """One app version in a period."""

    version: str | None
    devices: int
    starts: int
    fatal_crashes: int
    share: float
    """Its part of all version-and-device pairs, 0 … 1."""
    is_estimated: bool = False

    @property
    def crash_rate(self) -> float | None:
        return self.fatal_crashes / self.starts if self.starts else None


@dataclass(frozen=True, slots=True)
class Overview:
    range: DayRange
    daily_users: Metric
    crashes: Metric
    fatal_crashes: Metric
    crash_free_users: Metric
    crash_free_sessions: Metric
    sessions: Metric
    average_session_seconds: Metric
    starts: Metric
    series: list[DayCount]
    """Active devices and starts of each day that has any."""


@dataclass(frozen=True, slots=True)
class ActiveUsers:
    """Distinct active devices by day, week and month, up to the last day of a range."""

    range: DayRange
    dau: int
    wau: int
    mau: int
    series: list[Point]

    @property
    def stickiness(self) -> float | None:
        """Active devices of the last day / those of the 30 days up to it."""
        return self.dau / self.mau if self.mau else None


@dataclass(frozen=True, slots=True)
class Cohort:
    """The devices active on a day, and how many of them were active again."""

    day: date
    devices: int
    returned: dict[int, int | None]
    """By the number of days after; None when that day is not over."""

    def rate(self, returned: int | None) -> float | None:
        return None if returned is None or not self.devices else returned / self.devices


@dataclass(frozen=True, slots=True)
class FunnelStep:
    event_type: str
    sessions: int
    entered: int
    """Sessions of the first step."""

    @property
    def rate(self) -> float | None:
        return self.sessions / self.entered if self.entered else None


@dataclass(frozen=True, slots=True)
class LiveUse:
    """Who sent something in the last five minutes."""

    at: datetime
    devices: int
    sessions: int
    last_event_at: datetime | None
    """However long ago; when it arrived, in steps of ten seconds."""
