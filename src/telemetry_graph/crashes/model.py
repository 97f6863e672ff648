"""The values of crashes."""

from dataclasses import dataclass
from datetime import datetime
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


@dataclass(frozen=True, slots=True)
class GroupFilter:
    """Which groups of an app to list; None means any."""

    status: Status | None = None
    version: str | None = None
    crash_type: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording crashes came to, inside the transaction that recorded them."""

    stored: list[CrashOccurrence]
    """Without those whose crash_id was there already."""
    new_groups: list[CrashGroup]
