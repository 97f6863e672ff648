"""The values of analytics."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from telemetry_graph.kit.day_range import DayRange

COHORT_DAYS = (1, 7, 30)
"""Days after a cohort's day for which its return is computed."""
DataField = tuple[str, str]
"""An event type, and the name of a field of its data."""
LOW_SAMPLE = 30
"""A rate with a smaller denominator is a low sample."""


class Measure(StrEnum):
    """A value in the data of events of which percentiles are computed."""

    SESSION = "session"
    FRAME = "frame"
    MEMORY = "memory"
    STARTUP = "startup"


@dataclass(frozen=True, slots=True)
class DayUsage:
    """The totals of a UTC day."""

    day: date
    events: int = 0
    weight: float = 0.0
    starts: int = 0
    starts_weight: float = 0.0
    crashes: int = 0
    fatal_crashes: int = 0
    active_devices: int = 0
    """Devices with an `app_start` event."""
    devices: int = 0
    sessions: int = 0
    fatal_devices: int = 0
    """Devices with a fatal crash; likewise sessions."""
    fatal_sessions: int = 0
    seen_devices: int = 0
    """Devices with an event or a crash; likewise sessions."""
    seen_sessions: int = 0


@dataclass(frozen=True, slots=True)
class RangeUsage:
    """Distinct counts of a range. They are not the sums of its days."""

    sessions: int
    seen_devices: int
    seen_sessions: int
    fatal_devices: int
    fatal_sessions: int


@dataclass(frozen=True, slots=True)
class MeasureSummary:
    """The values of a measure on a day, of a version, or over a range."""

    day: date | None
    app_version: str | None
    events: int
    weight: float
    total: float
    quantiles: tuple[float, ...]
    """The 50th, 75th, 95th and 99th percentile."""

    @property
    def mean(self) -> float:
        return self.total / self.weight


@dataclass(frozen=True, slots=True)
class MeasureTotal:
    """The sum of a measure's values on a day."""

    day: date
    events: int
    weight: float
    total: float

    @property
    def mean(self) -> float:
        return self.total / self.weight


@dataclass(frozen=True, slots=True)
class PeriodUsage:
    """The totals from which the metrics of an overview are computed."""

    range: DayRange
    days: list[DayUsage]
    whole: RangeUsage
    session_durations: list[MeasureTotal]


@dataclass(frozen=True, slots=True)
class MetricPoint:
    """The value of a metric on a day."""

    day: date
    value: float | None


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure with its parts, and its value in the previous period."""

    value: float | None
    previous: float | None
    numerator: float
    denominator: float
    is_low_sample: bool
    is_estimated: bool = False
    series: tuple[MetricPoint, ...] = ()

    @property
    def delta_percent(self) -> float | None:
        """The change since the previous period; None when it has no value, or the value 0."""
        if self.value is None or not self.previous:
            return None
        return 100.0 * (self.value - self.previous) / self.previous


@dataclass(frozen=True, slots=True)
class DayEvents:
    """The number of events of a UTC day, and of the devices that sent them."""

    day: date
    count: int
    unique_devices: int
    is_estimated: bool = False


@dataclass(frozen=True, slots=True)
class AdoptionDay:
    """The number of devices that used a version on a day."""

    day: date
    app_version: str | None
    devices: int


@dataclass(frozen=True, slots=True)
class ItemUsage:
    """One value of a data field, such as a screen, an element or a feature."""

    item: str
    count: int
    devices: int
    share: float
    is_estimated: bool = False


@dataclass(frozen=True, slots=True)
class VersionUsage:
    """One version of the app in a period."""

    app_version: str | None
    devices: int
    starts: int
    fatal_crashes: int
    share: float
    """Its devices divided by the sum of the devices of all versions, from 0 to 1."""
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
    series: list[DayEvents]
    """The `app_start` events of each day that has any."""


@dataclass(frozen=True, slots=True)
class ActiveUsers:
    """Distinct active devices of the last day, 7 days and 30 days of a range."""

    range: DayRange
    dau: int
    wau: int
    mau: int
    series: list[MetricPoint]

    @property
    def stickiness(self) -> float | None:
        return self.dau / self.mau if self.mau else None


@dataclass(frozen=True, slots=True)
class Cohort:
    """The devices that were active on a day, and how many returned."""

    day: date
    devices: int
    returned: dict[int, int | None]
    """Devices by the number of days after; None while that day is not over."""

    def rate(self, returned: int | None) -> float | None:
        return None if returned is None or not self.devices else returned / self.devices


@dataclass(frozen=True, slots=True)
class FunnelStep:
    event_type: str
    sessions: int
    first_step_sessions: int

    @property
    def rate(self) -> float | None:
        return self.sessions / self.first_step_sessions if self.first_step_sessions else None


@dataclass(frozen=True, slots=True)
class LiveUsage:
    """The devices and sessions that sent events in the last five minutes."""

    counted_at: datetime
    devices: int
    sessions: int
    last_event_at: datetime | None
    """When the latest event was received, at any time, in steps of ten seconds."""
