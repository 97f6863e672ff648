"""A range of UTC days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from telemetry_graph.kit.errors import InvalidField

DEFAULT_DAYS = 30
MAX_RANGE_DAYS = 731
_FIRST_DAY, _LAST_DAY = date(1970, 1, 1), date(9000, 12, 31)


@dataclass(frozen=True, slots=True)
class DayRange:
    """UTC days from `start` to `end`, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if not (self.start >= _FIRST_DAY and self.end <= _LAST_DAY):
            raise InvalidField(
                f"`range` must be between {_FIRST_DAY} and {_LAST_DAY}.", field="range"
            )
        if self.end < self.start:
            raise InvalidField("`range` ends before it starts.", field="range")
        if self.days > MAX_RANGE_DAYS:
            raise InvalidField(f"`range` must cover at most {MAX_RANGE_DAYS} days.", field="range")

    @classmethod
    def last(cls, days: int, today: date) -> "DayRange":
        """The last `days` days up to and including `today`."""
        return cls(max(today, _FIRST_DAY + timedelta(days=days)) - timedelta(days=days - 1), today)

    def check_started(self, today: date) -> None:
        """Raise InvalidField for a range of future days only."""
        if self.start > today:
            raise InvalidField("`range` starts in the future.", field="range")

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def since(self) -> datetime:
        """The first instant of the range."""
        return datetime.combine(self.start, time(), UTC)

    @property
    def until(self) -> datetime:
        """The first instant after the range."""
        return datetime.combine(self.end + timedelta(days=1), time(), UTC)

    @property
    def previous(self) -> "DayRange":
        """The range of the same length that ends on the day before this range."""
        day_before = self.start - timedelta(days=1)
        return DayRange(
            max(_FIRST_DAY, self.start - timedelta(days=self.days)), max(day_before, _FIRST_DAY)
        )
