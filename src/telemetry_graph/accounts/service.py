"""Signs users in, and creates apps, users, keys and tokens."""

import re
from dataclasses import dataclass
from uuid import UUID

from telemetry_graph.accounts import store
from telemetry_graph.accounts.credentials import (
    Authenticator,
    Credential,
    CredentialKind,
    digest,
)
from telemetry_graph.accounts.model import (
    MAX_ACTIVE_TOKENS,
    MAX_PASSWORD_CHARACTERS,
    SESSION_LIFETIME,
    TOKEN_LIFETIME,
    AccessToken,
    App,
    AppMembership,
    IngestKey,
    User,
    check_password,
    parse_name,
)
from telemetry_graph.accounts.passwords import Passwords
from telemetry_graph.accounts.throttle import SignInThrottle
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.access import Developer, Role
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import (
    AppNotFound,
    InvalidField,
    NotFound,
    Unauthenticated,
)
from telemetry_graph.kit.ids import AppId, UserId, uuid7
from telemetry_graph.kit.text import is_storable

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,189}")
_MAX_EMAIL_CHARACTERS = 254
_APP_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")


@dataclass(frozen=True, slots=True)
class Accounts:
    pool: Pool
    clock: Clock
    passwords: Passwords
    throttle: SignInThrottle
    authenticator: Authenticator

    @classmethod
    def over(cls, pool: Pool, clock: Clock) -> "Accounts":
        authenticator = Authenticator.over(pool, clock)
        return cls(pool, clock, Passwords(), SignInThrottle(), authenticator)

    async def sign_in(self, email: str, password: str) -> Credential:
        """A new session; the error does not reveal whether the address or the password is wrong."""
        address = email.strip().lower()
        self.throttle.count_attempt(address[:_MAX_EMAIL_CHARACTERS], self.clock())
        user = None
        if is_storable(address):
            async with self.pool.connection() as conn:
                user = await store.password_by_email(conn, address)
        # Verifying takes a while, so no connection is held in the meantime.
        is_right = await self.passwords.verify(
            password[:MAX_PASSWORD_CHARACTERS], user[1] if user else None
        )
        if user is None or not is_right:
            raise Unauthenticated("The e-mail address or the password is wrong.")
        self.throttle.forget(address[:_MAX_EMAIL_CHARACTERS])
        session, now = Credential.new(CredentialKind.SESSION), self.clock()
        async with self.pool.connection() as conn:
            await store.insert_session(conn, session.digest, user[0], now, now + SESSION_LIFETIME)
        return session

    async def sign_out(self, secret: str) -> None:
        async with self.pool.connection() as conn:
            await store.delete_session(conn, digest(secret), self.clock())

    async def memberships(self, user_id: UserId) -> list[AppMembership]:
        async with self.pool.connection() as conn:
            return await store.memberships_by_user(conn, user_id)

    async def app(self, app_id: AppId) -> App:
        async with self.pool.connection() as conn:
            app = await store.app_by_id(conn, app_id)
        if app is None:
            raise AppNotFound(f"App {app_id} does not exist.")
        return app

    async def create_app(self, app_id: str, name: str) -> App:
        """The new app, or the existing one unchanged."""
        if not _APP_ID.fullmatch(app_id):
            raise InvalidField(
                "An app id must have 1 to 128 letters, digits, dots, dashes or underscores, and "
                "begin with a letter or digit."
            )
        app_name = parse_name(name)
        async with self.pool.transaction() as conn:
            created = await store.insert_app(conn, AppId(app_id), app_name, self.clock())
        return created or await self.app(AppId(app_id))

    async def create_user(self, email: str, password: str) -> User:
        address = email.strip().lower()
        if not _EMAIL.fullmatch(address):
            raise InvalidField(f"{email!r} is not an e-mail address.")
        check_password(password)
        password_hash, now = await self.passwords.hash(password), self.clock()
        async with self.pool.transaction() as conn:
            user = await store.insert_user(conn, UserId(uuid7(now)), address, password_hash, now)
        if user is None:
            raise InvalidField(f"A user with the address {address} exists already.")
        return user

    async def user_by_email(self, email: str) -> User:
        async with self.pool.connection() as conn:
            user = await store.user_by_email(conn, email.strip().lower())
        if user is None:
            raise NotFound(f"No user has the address {email}.")
        return user

    async def set_password(self, user_id: UserId, password: str) -> None:
        password_hash = await self.passwords.hash(password)
        async with self.pool.connection() as conn:
            await store.set_password(conn, user_id, password_hash)

    async def add_member(self, user_id: UserId, app_id: AppId, role: Role) -> None:
        await self.app(app_id)
        async with self.pool.connection() as conn:
            await store.set_membership(conn, user_id, app_id, role)

    async def create_key(self, app_id: AppId, name: str) -> tuple[IngestKey, Credential]:
        """A new ingest key, with its secret, which is not stored."""
        await self.app(app_id)
        secret, now = Credential.new(CredentialKind.INGEST_KEY), self.clock()
        key = IngestKey(uuid7(now), app_id, parse_name(name), secret.hint, now, revoked_at=None)
        async with self.pool.connection() as conn:
            await store.insert_key(conn, key, secret.digest)
        return key, secret

    async def keys(self, app_id: AppId) -> list[IngestKey]:
        async with self.pool.connection() as conn:
            return await store.keys_by_app(conn, app_id)

    async def revoke_key(self, key_id: UUID) -> None:
        async with self.pool.connection() as conn:
            if not await store.revoke_key(conn, key_id, self.clock()):
                raise NotFound(f"No active ingest key has the id {key_id}.")

    async def create_token(self, user_id: UserId, name: str) -> Credential:
        """The secret of a new access token; unlike `issue_token`, without a limit."""
        async with self.pool.connection() as conn:
            return (await self._insert_token(conn, user_id, name))[1]

    async def issue_token(self, user_id: UserId, name: str) -> tuple[AccessToken, Credential]:
        """A new access token, with its secret, which is not stored; at most 100 are active."""
        async with self.pool.connection() as conn:
            if await store.count_active_tokens(conn, user_id, self.clock()) >= MAX_ACTIVE_TOKENS:
                raise InvalidField(
                    f"You have {MAX_ACTIVE_TOKENS} active access tokens. Revoke one first."
                )
            return await self._insert_token(conn, user_id, parse_name(name))

    async def _insert_token(
        self, conn: Conn, user_id: UserId, name: str
    ) -> tuple[AccessToken, Credential]:
        secret, now = Credential.new(CredentialKind.ACCESS_TOKEN), self.clock()
        token = AccessToken(uuid7(now), user_id, name, secret.hint, now, now + TOKEN_LIFETIME)
        await store.insert_token(conn, token, secret.digest)
        return token, secret

    async def tokens(self, user_id: UserId) -> list[AccessToken]:
        """The active tokens, newest first."""
        async with self.pool.connection() as conn:
            return await store.active_tokens_by_user(conn, user_id, self.clock())

    async def revoke_token(self, user_id: UserId, token_id: UUID) -> None:
        async with self.pool.connection() as conn:
            if not await store.revoke_token(conn, token_id, user_id, self.clock()):
                raise NotFound("You have no active access token with this id.")

    async def change_password(
        self, developer: Developer, current: str, new: str, session_secret: str
    ) -> None:
        """Set a new password and end all other sessions of the user."""
        check_password(new)
        self.throttle.count_attempt(developer.email, self.clock())
        async with self.pool.connection() as conn:
            user = await store.password_by_email(conn, developer.email)
        current_hash = user[1] if user else None
        if not await self.passwords.verify(current[:MAX_PASSWORD_CHARACTERS], current_hash):
            raise InvalidField("The current password is wrong.")
        self.throttle.forget(developer.email)
        password_hash = await self.passwords.hash(new)
        async with self.pool.transaction() as conn:
            await store.set_password(conn, developer.user_id, password_hash)
            await store.delete_other_sessions(conn, developer.user_id, digest(session_secret))
