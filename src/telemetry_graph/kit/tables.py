"""How a domain declares the tables it owns, for privacy and retention to find them."""

from dataclasses import dataclass
from enum import StrEnum


class Policy(StrEnum):
    """What an app may keep for less time than the product does."""

    RAW_EVENTS = "raw_events"
    CRASH_REPORTS = "crash_reports"
    ACTIVE_USERS = "active_users"
    COUNTS = "counts"
    PERFORMANCE = "performance"


@dataclass(frozen=True, slots=True)
class OwnedTable:
    """One table: where its time and device columns are, and how long its rows live."""

    name: str
    time_column: str | None = None
    device_column: str | None = None
    default_days: int | None = None
    """Days that rows are kept; None means forever."""
    policy: Policy | None = None
    """Under which name an app may shorten them; None means that it may not."""
