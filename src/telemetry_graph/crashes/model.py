"""The values of crashes."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from telemetry_graph.kit.ids import AppId, Fingerprint

MAX_MESSAGE_CHARACTERS = 8_192
MAX_STACK_CHARACTERS = 65_536


class Status(StrEnum):
    """Where a crash group stands in triage."""

    OPEN = "open"
    RESOLVED = "resolved"
    IGNORED = "ignored"


class GroupedBy(StrEnum):
    """Who named a crash's group."""

    ALGORITHM = "algorithm"
    CLIENT = "client"
    RULE = "rule"


class Fix(StrEnum):
    """Where a resolved group's fix is."""

    NOW = "now"
    IN_VERSION = "in_version"
    IN_NEXT_VERSION = "in_next_version"


class GroupSort(StrEnum):
    """What a list of groups is sorted by, largest first."""

    LAST_SEEN = "last_seen"
    FIRST_SEEN = "first_seen"
    OCCURRENCES = "occurrences"
    DEVICES = "devices"
    TREND = "trend"


@dataclass(frozen=True, slots=True)
class CrashOccurrence:
    """One crash, once: a report, or an `app_crash` or `lua_error` event."""

    time: datetime
    app_id: AppId
    crash_id: UUID
    fingerprint: Fingerprint
    device_id: bytes
    session_id: str | None
    app_version: str | None
    mosis_version: str | None
    crash_type: str
    message: str
    stack_trace: str
    is_fatal: bool
    screen: str | None
    memory_mb: float | None
    uptime_seconds: float | None
    received_at: datetime
    grouped_by: GroupedBy = GroupedBy.ALGORITHM
    """Kept with the group and not with the crash."""
    original_stack_trace: str | None = None
    """By source maps, where they know any frame; made when it is needed, and not stored."""

    @property
    def readable_stack_trace(self) -> str:
        return self.original_stack_trace or self.stack_trace


@dataclass(frozen=True, slots=True)
class Triage:
    """Where a group stands, and what would open it again."""

    status: Status = Status.OPEN
    fix: Fix | None = None
    fixed_in: str | None = None
    """With `fix` NOW and IN_NEXT_VERSION, the newest version when it was resolved."""
    resolved_at: datetime | None = None
    ignored_until: datetime | None = None
    ignored_until_occurrences: int | None = None
    ignored_until_devices: int | None = None
    regressed_at: datetime | None = None
    regressions: int = 0
    assignee: str | None = None


@dataclass(frozen=True, slots=True)
class CrashGroup:
    id: UUID
    app_id: AppId
    fingerprint: Fingerprint
    algorithm: int
    crash_type: str
    message: str
    sample_stack_trace: str
    first_seen: datetime
    last_seen: datetime
    created_at: datetime
    occurrence_count: int
    affected_versions: list[str]
    status: Status
    grouped_by: GroupedBy = GroupedBy.ALGORITHM
    device_count: int = 0
    heat: float = 0.0
    """Sorts by recent activity; see tally.py."""
    triage: Triage = field(default_factory=Triage)


@dataclass(frozen=True, slots=True)
class CountedCrash:
    """A crash that the metrics of an app count, without its stack trace."""

    crash_id: UUID
    timestamp: datetime
    fingerprint: Fingerprint
    crash_type: str
    message: str
    is_fatal: bool
    app_version: str | None
    device_id: bytes
    session_id: str | None


@dataclass(frozen=True, slots=True)
class GroupFilter:
    """Which groups of an app to list; None means any."""

    status: Status | None = None
    version: str | None = None
    crash_type: str | None = None
    assignee: str | None = None
    """An address; empty means nobody's."""
    first_seen_since: datetime | None = None
    first_seen_before: datetime | None = None
    last_seen_since: datetime | None = None
    last_seen_before: datetime | None = None
    search: str | None = None


@dataclass(frozen=True, slots=True)
class DayCount:
    day: date
    crashes: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording crashes came to, inside the transaction that recorded them."""

    stored: list[CrashOccurrence]
    """Without those whose crash_id was there already."""
    new_groups: list[CrashGroup]
    regressed: list[CrashGroup] = field(default_factory=list)
    """Groups that were resolved, and are open again."""
