"""The values of crashes."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from telemetry_graph.kit.ids import AppId, Fingerprint

MAX_MESSAGE_CHARACTERS = 8_192
MAX_STACK_CHARACTERS = 65_536


class GroupStatus(StrEnum):
    """The triage status of a crash group."""

    OPEN = "open"
    RESOLVED = "resolved"
    IGNORED = "ignored"


class GroupedBy(StrEnum):
    """What determined a crash's fingerprint."""

    ALGORITHM = "algorithm"
    CLIENT = "client"
    RULE = "rule"


class Fix(StrEnum):
    """The version that fixes a resolved group."""

    NOW = "now"
    IN_VERSION = "in_version"
    IN_NEXT_VERSION = "in_next_version"


class GroupSort(StrEnum):
    """The order of a list of groups; always descending."""

    LAST_SEEN = "last_seen"
    FIRST_SEEN = "first_seen"
    OCCURRENCES = "occurrences"
    DEVICES = "devices"
    TREND = "trend"


@dataclass(frozen=True, slots=True)
class CrashOccurrence:
    """One crash: a crash report, or an `app_crash` or `lua_error` event."""

    timestamp: datetime
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
    """Stored with the group, not with the crash."""
    symbolicated_stack_trace: str | None = None
    """Set when source maps know at least one frame. Computed on demand, never stored."""

    @property
    def readable_stack_trace(self) -> str:
        return self.symbolicated_stack_trace or self.stack_trace


@dataclass(frozen=True, slots=True)
class TriageState:
    """The last decision about a group, and the conditions that reopen it."""

    status: GroupStatus = GroupStatus.OPEN
    fix: Fix | None = None
    fixed_in_version: str | None = None
    """With NOW and IN_NEXT_VERSION, the newest version when the group was resolved."""
    resolved_at: datetime | None = None
    ignored_until: datetime | None = None
    ignored_until_occurrences: int | None = None
    ignored_until_devices: int | None = None
    regressed_at: datetime | None = None
    regression_count: int = 0
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
    status: GroupStatus
    grouped_by: GroupedBy = GroupedBy.ALGORITHM
    device_count: int = 0
    heat: float = 0.0
    """Recent activity, the sort key of TREND. See `flush_counts.add_heat`."""
    triage: TriageState = field(default_factory=TriageState)


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
    """The conditions that listed groups meet; None means any value."""

    status: GroupStatus | None = None
    app_version: str | None = None
    crash_type: str | None = None
    assignee: str | None = None
    """An e-mail address; empty for groups without an assignee."""
    first_seen_since: datetime | None = None
    first_seen_before: datetime | None = None
    last_seen_since: datetime | None = None
    last_seen_before: datetime | None = None
    search: str | None = None


@dataclass(frozen=True, slots=True)
class CrashDay:
    """The number of crashes of a group on a UTC day."""

    day: date
    crashes: int


@dataclass(frozen=True, slots=True)
class RecordedCrashes:
    """The result of recording crashes, before the transaction commits."""

    crashes: list[CrashOccurrence]
    """The stored crashes, without duplicates of earlier ones."""
    new_groups: list[CrashGroup]
    regressed_groups: list[CrashGroup] = field(default_factory=list)
    """Resolved groups that these crashes reopened."""
