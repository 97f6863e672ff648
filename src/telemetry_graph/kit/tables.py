"""Declares the tables that a domain owns, so that retention and deletion can find them."""

from dataclasses import dataclass
from enum import StrEnum


class RetentionPolicy(StrEnum):
    """A kind of data whose retention an app may shorten."""

    RAW_EVENTS = "raw_events"
    CRASH_REPORTS = "crash_reports"
    ACTIVE_USERS = "active_users"
    COUNTS = "counts"
    PERFORMANCE = "performance"


@dataclass(frozen=True, slots=True)
class OwnedTable:
    """A table with its time column, its device column and the retention of its rows."""

    name: str
    time_column: str | None = None
    device_column: str | None = None
    default_days: int | None = None
    """Days that rows are stored; None means forever."""
    policy: RetentionPolicy | None = None
    """The policy by which an app may shorten the retention; None means that it cannot."""
