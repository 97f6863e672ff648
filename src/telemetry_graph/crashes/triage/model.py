"""The values of triage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from telemetry_graph.crashes.model import Fix
from telemetry_graph.kit.ids import AppId, Fingerprint


class ActivityKind(StrEnum):
    """What happened to a group."""

    RESOLVED = "resolved"
    IGNORED = "ignored"
    REOPENED = "reopened"
    REGRESSED = "regressed"
    ASSIGNED = "assigned"
    COMMENTED = "commented"
    MERGED = "merged"
    UNMERGED = "unmerged"


class ActivityDetail(Struct, frozen=True, omit_defaults=True):
    """The details of an activity, stored as JSON. Each kind sets its own fields."""

    fix: Fix | None = None
    """RESOLVED and REGRESSED."""
    fixed_in_version: str | None = None
    """RESOLVED and REGRESSED. With NOW and IN_NEXT_VERSION, the newest version at that time."""
    ignored_until: datetime | None = None
    """IGNORED, like the next two."""
    more_occurrences: int | None = None
    more_devices: int | None = None
    assignee: str | None = None
    """ASSIGNED; None when the assignment was removed."""
    text: str | None = None
    """COMMENTED."""
    merged_into: Fingerprint | None = None
    """MERGED."""
    fingerprints: tuple[Fingerprint, ...] = ()
    """MERGED and UNMERGED: the fingerprints that moved."""


@dataclass(frozen=True, slots=True)
class Activity:
    """An entry of a group's history."""

    id: UUID
    app_id: AppId
    group_id: UUID
    created_at: datetime
    actor: str | None
    """E-mail address; None when new crashes or the passing of time caused the entry."""
    kind: ActivityKind
    detail: ActivityDetail


@dataclass(frozen=True, slots=True)
class TriageRequest:
    """The groups to decide about, and the person who decides."""

    app_id: AppId
    fingerprints: Sequence[str]
    actor: str
    """E-mail address."""


@dataclass(frozen=True, slots=True)
class IgnoreLimits:
    """When an ignored group reopens; never, if there is no limit."""

    until: datetime | None = None
    more_occurrences: int | None = None
    more_devices: int | None = None


@dataclass(frozen=True, slots=True)
class FingerprintMembership:
    """The group of a fingerprint, and its home: the group that it made and returns to."""

    fingerprint: Fingerprint
    group_id: UUID
    home_group_id: UUID
