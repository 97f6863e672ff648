"""The members, ingest keys and name of an app; each change is recorded in the audit log."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from telemetry_graph.accounts import store as accounts_store
from telemetry_graph.accounts.credentials import Credential, CredentialKind
from telemetry_graph.accounts.model import IngestKey, User, parse_name
from telemetry_graph.accounts.team import store
from telemetry_graph.accounts.team.model import (
    MAX_ACTIVE_KEYS,
    MAX_MEMBERS,
    AccountChange,
    AccountChangeKind,
    Member,
)
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.access import Role
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import InvalidField, NotFound
from telemetry_graph.kit.ids import AppId, UserId, uuid7
from telemetry_graph.kit.pagination import check_first
from telemetry_graph.kit.text import is_storable


@dataclass(frozen=True, slots=True)
class Team:
    pool: Pool
    clock: Clock

    async def members(self, app_id: AppId) -> list[Member]:
        async with self.pool.connection() as conn:
            return await store.members_by_app(conn, app_id)

    async def keys(self, app_id: AppId) -> list[IngestKey]:
        """The active keys, then the revoked ones, newest first; at most 200."""
        async with self.pool.connection() as conn:
            return await store.keys_by_app(conn, app_id)

    async def changes(self, app_id: AppId, first: int) -> list[AccountChange]:
        """The audit log, newest first."""
        check_first(first)
        async with self.pool.connection() as conn:
            return await store.changes_by_app(conn, app_id, first)

    async def set_member(self, app_id: AppId, email: str, role: Role, actor: str) -> list[Member]:
        """Add a user as a member, or change a member's role."""
        address = email.strip().lower()
        async with self.pool.transaction() as conn:
            await store.lock_app(conn, app_id)
            user = await _find_user(conn, address)
            members = await store.members_by_app(conn, app_id)
            member = _find_member(members, user.id)
            if member is None and len(members) >= MAX_MEMBERS:
                raise InvalidField(f"An app must have at most {MAX_MEMBERS} members.")
            if member is None or member.role is not role:
                if member is not None:
                    _require_another_owner(members, member)
                await accounts_store.set_membership(conn, user.id, app_id, role)
                kind = AccountChangeKind.ROLE_CHANGED if member else AccountChangeKind.MEMBER_ADDED
                await self._record(conn, app_id, actor, kind, f"{address}: {role.value}")
            return await store.members_by_app(conn, app_id)

    async def remove_member(self, app_id: AppId, user_id: UserId, actor: str) -> list[Member]:
        async with self.pool.transaction() as conn:
            await store.lock_app(conn, app_id)
            members = await store.members_by_app(conn, app_id)
            member = _find_member(members, user_id)
            if member is None:
                raise NotFound("This user is not a member of the app.")
            _require_another_owner(members, member)
            await store.delete_membership(conn, app_id, user_id)
            await self._record(conn, app_id, actor, AccountChangeKind.MEMBER_REMOVED, member.email)
            return await store.members_by_app(conn, app_id)

    async def create_key(
        self, app_id: AppId, name: str, actor: str
    ) -> tuple[IngestKey, Credential]:
        """A new ingest key, with its secret, which is not stored."""
        key_name = parse_name(name)
        secret, now = Credential.new(CredentialKind.INGEST_KEY), self.clock()
        key = IngestKey(uuid7(now), app_id, key_name, secret.hint, now, revoked_at=None)
        async with self.pool.transaction() as conn:
            await store.lock_app(conn, app_id)
            if await store.count_active_keys(conn, app_id) >= MAX_ACTIVE_KEYS:
                raise InvalidField(
                    f"An app must have at most {MAX_ACTIVE_KEYS} active keys. Revoke one first."
                )
            await accounts_store.insert_key(conn, key, secret.digest)
            await self._record(
                conn, app_id, actor, AccountChangeKind.KEY_CREATED, _describe_key(key)
            )
        return key, secret

    async def revoke_key(self, app_id: AppId, key_id: UUID, actor: str) -> IngestKey:
        async with self.pool.transaction() as conn:
            key = await store.key_of_app(conn, app_id, key_id)
            if key is None or not await accounts_store.revoke_key(conn, key_id, self.clock()):
                raise NotFound("The app has no active ingest key with this id.")
            await self._record(
                conn, app_id, actor, AccountChangeKind.KEY_REVOKED, _describe_key(key)
            )
            revoked = await store.key_of_app(conn, app_id, key_id)
        return revoked or key

    async def rename_app(self, app_id: AppId, name: str, actor: str) -> str:
        app_name = parse_name(name)
        async with self.pool.transaction() as conn:
            await store.rename_app(conn, app_id, app_name)
            await self._record(conn, app_id, actor, AccountChangeKind.APP_RENAMED, app_name)
        return app_name

    async def _record(
        self, conn: Conn, app_id: AppId, actor: str, kind: AccountChangeKind, subject: str
    ) -> None:
        now = self.clock()
        change = AccountChange(uuid7(now), now, actor, kind, subject)
        await store.insert_change(conn, app_id, change)


async def _find_user(conn: Conn, email: str) -> User:
    user = await accounts_store.user_by_email(conn, email) if is_storable(email) else None
    if user is None:
        raise NotFound(
            "No user has this e-mail address. Create one with `telemetry-graph user create`."
        )
    return user


def _find_member(members: Sequence[Member], user_id: UserId) -> Member | None:
    return next((member for member in members if member.user_id == user_id), None)


def _require_another_owner(members: Sequence[Member], leaving: Member) -> None:
    """Only an owner can change an app, so the last one must stay."""
    owners = [member for member in members if member.role is Role.OWNER]
    if owners == [leaving]:
        raise InvalidField("An app must have at least one owner. Make another member owner first.")


def _describe_key(key: IngestKey) -> str:
    return f"{key.name} ({key.hint})"
