"""The values of a team."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from telemetry_graph.kit.access import Role
from telemetry_graph.kit.ids import UserId

MAX_MEMBERS = 500
MAX_LIVE_KEYS = 100


@dataclass(frozen=True, slots=True)
class Member:
    user_id: UserId
    email: str
    role: Role


class ChangeKind(StrEnum):
    """What was done to an app's people, keys or name."""

    KEY_CREATED = "key_created"
    KEY_REVOKED = "key_revoked"
    MEMBER_ADDED = "member_added"
    ROLE_CHANGED = "role_changed"
    MEMBER_REMOVED = "member_removed"
    APP_RENAMED = "app_renamed"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the audit log."""

    id: UUID
    at: datetime
    actor: str
    kind: ChangeKind
    subject: str
