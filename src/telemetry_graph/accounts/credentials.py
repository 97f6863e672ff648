"""Credentials: their form, and the caller that each belongs to."""

import hashlib
import secrets
import time
from dataclasses import dataclass
from enum import StrEnum

from telemetry_graph.accounts import store
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.access import Developer, Device, Principal
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import DatabaseUnavailable
from telemetry_graph.kit.ttl_cache import TtlCache


class CredentialKind(StrEnum):
    """The prefix of a credential."""

    INGEST_KEY = "tgi"
    ACCESS_TOKEN = "tgp"  # noqa: S105 - a prefix, not a password
    SESSION = "tgs"


INGEST_KEY_PREFIX = f"{CredentialKind.INGEST_KEY}_"
_KINDS = {kind.value: kind for kind in CredentialKind}


@dataclass(frozen=True, slots=True, repr=False)
class Credential:
    """A new secret. It is displayed once; only its hash is stored."""

    secret: str

    @classmethod
    def new(cls, kind: CredentialKind) -> "Credential":
        return cls(f"{kind.value}_{secrets.token_urlsafe(32)}")

    @property
    def digest(self) -> bytes:
        return digest(self.secret)

    @property
    def hint(self) -> str:
        """Enough of the secret to recognise it, too little to use it."""
        return self.secret[:8] + "…"


def digest(secret: str) -> bytes:
    """The hash under which a secret is stored."""
    return hashlib.sha256(secret.encode(errors="surrogatepass")).digest()


def make_csrf_token(session_secret: str) -> str:
    """The token that a browser sends in `X-CSRF-Token`, derived from the session's secret."""
    return hashlib.sha256(b"csrf:" + session_secret.encode(errors="surrogatepass")).hexdigest()


def credential_kind(secret: str) -> CredentialKind | None:
    """None for a text that is not a credential."""
    return _KINDS.get(secret.partition("_")[0])


@dataclass(frozen=True, slots=True)
class Authenticator:
    """Finds the caller that a credential belongs to."""

    pool: Pool
    clock: Clock
    devices: TtlCache[bytes, Principal]
    """Callers with an ingest key, and invalid credentials, by digest. People are not cached: they
    send fewer requests, and changes of their roles must take effect at once."""

    @classmethod
    def over(cls, pool: Pool, clock: Clock) -> "Authenticator":
        return cls(pool, clock, TtlCache(time.monotonic))

    async def authenticate(self, secret: str) -> Principal | None:
        """The caller; None when the credential is unknown, revoked or expired."""
        kind = credential_kind(secret)
        if kind is None:
            return None
        key = digest(secret)
        if cached := self.devices.get(key):
            return cached[0]
        return await self._load(kind, key)

    async def _load(self, kind: CredentialKind, key: bytes) -> Principal | None:
        started_at = self.devices.now()
        try:
            async with self.pool.connection() as conn:
                principal = await self._look_up(conn, kind, key)
        except DatabaseUnavailable:
            self.devices.forget(key)  # so that the next caller loads it, too
            raise
        if not isinstance(principal, Developer):
            self.devices.put(key, principal, load_started_at=started_at)
        return principal

    async def _look_up(self, conn: Conn, kind: CredentialKind, key: bytes) -> Principal | None:
        if kind is CredentialKind.INGEST_KEY:
            ingest_key = await store.active_key(conn, key)
            return Device(app_id=ingest_key[1], key_id=ingest_key[0]) if ingest_key else None
        look_up = (
            store.user_by_token if kind is CredentialKind.ACCESS_TOKEN else store.user_by_session
        )
        user = await look_up(conn, key, self.clock())
        if user is None:
            return None
        memberships = await store.memberships_by_user(conn, user.id)
        return Developer(user.id, user.email, {each.app_id: each.role for each in memberships})
