"""The values of accounts, and the form of credentials."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from telemetry_graph.kit.access import Role
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import AppId, UserId
from telemetry_graph.kit.text import is_one_line

SESSION_LIFETIME = timedelta(days=14)
TOKEN_LIFETIME = timedelta(days=365)
MIN_PASSWORD_CHARACTERS = 10
MAX_PASSWORD_CHARACTERS = 256
MAX_LIVE_TOKENS = 100
_MAX_NAME_CHARACTERS = 200


class CredentialKind(StrEnum):
    """The prefix of a credential says what it is."""

    INGEST_KEY = "tgi"
    ACCESS_TOKEN = "tgp"  # noqa: S105 - a prefix, not a password
    SESSION = "tgs"

    @classmethod
    def of(cls, secret: str) -> "CredentialKind | None":
        return _KINDS.get(secret.partition("_")[0])


_KINDS = {kind.value: kind for kind in CredentialKind}


@dataclass(frozen=True, slots=True, repr=False)
class Credential:
    """A new secret, shown once; only its hash is kept."""

    secret: str

    @classmethod
    def new(cls, kind: CredentialKind) -> "Credential":
        return cls(f"{kind.value}_{secrets.token_urlsafe(32)}")

    @property
    def digest(self) -> bytes:
        return digest(self.secret)

    @property
    def hint(self) -> str:
        """Enough to recognise it by, too little to use it."""
        return self.secret[:8] + "…"


def digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode(errors="surrogatepass")).digest()


def csrf_token(session_secret: str) -> str:
    """What a browser must repeat in `X-CSRF-Token`; derived, so that nothing is stored."""
    return hashlib.sha256(b"csrf:" + session_secret.encode(errors="surrogatepass")).hexdigest()


def checked_name(name: str) -> str:
    """What people call an app, a key or a token."""
    label = name.strip()
    if not 1 <= len(label) <= _MAX_NAME_CHARACTERS:
        raise InvalidField(f"A name has 1 to {_MAX_NAME_CHARACTERS} characters.", field="name")
    if not is_one_line(label):
        raise InvalidField("A name is one line, without control characters.", field="name")
    return label


def checked_password(password: str) -> str:
    if not MIN_PASSWORD_CHARACTERS <= len(password) <= MAX_PASSWORD_CHARACTERS:
        raise InvalidField(
            f"A password has {MIN_PASSWORD_CHARACTERS} to {MAX_PASSWORD_CHARACTERS} characters."
        )
    return password


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
class Membership:
    app_id: AppId
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class ApiKey:
    """An ingest key without its secret."""

    id: UUID
    app_id: AppId
    name: str
    hint: str
    created_at: datetime
    revoked_at: datetime | None

    @property
    def in_use(self) -> bool:
        return self.revoked_at is None


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A developer's personal access token without its secret."""

    id: UUID
    user_id: UserId
    name: str
    hint: str
    created_at: datetime
    expires_at: datetime
