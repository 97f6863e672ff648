"""The values of triage."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from telemetry_graph.kit.ids import AppId, Fingerprint


class ActivityKind(StrEnum):
    """What was done to a group."""

    RESOLVED = "resolved"
    IGNORED = "ignored"
    REOPENED = "reopened"
    REGRESSED = "regressed"
    ASSIGNED = "assigned"
    COMMENTED = "commented"
    MERGED = "merged"
    UNMERGED = "unmerged"


@dataclass(frozen=True, slots=True)
class Activity:
    """One entry of a group's history; `actor` is None when new crashes did it."""

    id: UUID
    app_id: AppId
    group_id: UUID
    at: datetime
    actor: str | None
    kind: ActivityKind
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ignoring:
    """What a group is ignored until; nothing means for good."""

    until: datetime | None = None
    more_occurrences: int | None = None
    more_devices: int | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """Where a fingerprint is, and the group that it made."""

    fingerprint: Fingerprint
    group_id: UUID
    home_group_id: UUID
