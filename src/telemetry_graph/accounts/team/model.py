"""The values of teams."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from telemetry_graph.kit.access import Role
from telemetry_graph.kit.ids import UserId

MAX_MEMBERS = 500
MAX_ACTIVE_KEYS = 100


@dataclass(frozen=True, slots=True)
class Member:
    """A user who has access to an app."""

    user_id: UserId
    email: str
    role: Role


class AccountChangeKind(StrEnum):
    """How the members, ingest keys or name of an app changed."""

    KEY_CREATED = "key_created"
    KEY_REVOKED = "key_revoked"
    MEMBER_ADDED = "member_added"
    ROLE_CHANGED = "role_changed"
    MEMBER_REMOVED = "member_removed"
    APP_RENAMED = "app_renamed"


@dataclass(frozen=True, slots=True)
class AccountChange:
    """An entry of the audit log of an app."""

    id: UUID
    created_at: datetime
    actor: str
    """E-mail address of the user who made the change."""
    kind: AccountChangeKind
    subject: str
    """The member, key or name, as text."""
