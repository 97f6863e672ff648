"""The values of accounts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from telemetry_graph.kit.access import Role
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import AppId, UserId
from telemetry_graph.kit.text import is_one_line

SESSION_LIFETIME = timedelta(days=14)
TOKEN_LIFETIME = timedelta(days=365)
MIN_PASSWORD_CHARACTERS = 10
MAX_PASSWORD_CHARACTERS = 256
MAX_ACTIVE_TOKENS = 100
_MAX_NAME_CHARACTERS = 200


def parse_name(name: str) -> str:
    """The name of an app, a key or a token, without surrounding spaces."""
    stripped = name.strip()
    if not 1 <= len(stripped) <= _MAX_NAME_CHARACTERS:
        raise InvalidField(
            f"`name` must have 1 to {_MAX_NAME_CHARACTERS} characters.", field="name"
        )
    if not is_one_line(stripped):
        raise InvalidField("`name` must be one line without control characters.", field="name")
    return stripped


def check_password(password: str) -> None:
    """Raise InvalidField for a new password that is too short or too long."""
    if not MIN_PASSWORD_CHARACTERS <= len(password) <= MAX_PASSWORD_CHARACTERS:
        raise InvalidField(
            f"A password must have {MIN_PASSWORD_CHARACTERS} to {MAX_PASSWORD_CHARACTERS} "
            "characters."
        )


@dataclass(frozen=True, slots=True)
class User:
    id: UserId
    email: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class App:
    app_id: AppId
    name: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class AppMembership:
    """An app of a user, with the user's role."""

    app_id: AppId
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class IngestKey:
    """An ingest key without its secret."""

    id: UUID
    app_id: AppId
    name: str
    hint: str
    created_at: datetime
    revoked_at: datetime | None

    @property
    def is_active(self) -> bool:
        return self.revoked_at is None


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A user's access token without its secret."""

    id: UUID
    user_id: UserId
    name: str
    hint: str
    created_at: datetime
    expires_at: datetime
