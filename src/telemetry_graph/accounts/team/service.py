"""Members, keys and the name of an app: every change leaves an entry in the audit log."""

from dataclasses import dataclass
from uuid import UUID

from telemetry_graph.accounts import store as accounts_store
from telemetry_graph.accounts.credentials import Credential, CredentialKind
from telemetry_graph.accounts.model import ApiKey, checked_name
from telemetry_graph.accounts.team import store
from telemetry_graph.accounts.team.model import (
    MAX_LIVE_KEYS,
    MAX_MEMBERS,
    Change,
    ChangeKind,
    Member,
)
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.access import Role
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import InvalidField, NotFound
from telemetry_graph.kit.ids import AppId, UserId, uuid7
from telemetry_graph.kit.text import is_storable

MAX_CHANGES = 100


@dataclass(frozen=True, slots=True)
class Team:
    pool: Pool
    clock: Clock

    async def members(self, app_id: AppId) -> list[Member]:
        async with self.pool.connection() as conn:
            return await store.members_by_app(conn, app_id)

    async def keys(self, app_id: AppId) -> list[ApiKey]:
        """Those in use first, then the newest; at most 200."""
        async with self.pool.connection() as conn:
            return await store.keys_to_show(conn, app_id)

    async def changes(self, app_id: AppId, first: int) -> list[Change]:
        if not 1 <= first <= MAX_CHANGES:
            raise InvalidField(f"`first` is 1 to {MAX_CHANGES}.")
        async with self.pool.connection() as conn:
            return await store.changes_by_app(conn, app_id, first)

    async def set_member(self, app_id: AppId, email: str, role: Role, actor: str) -> list[Member]:
        """Add somebody who has an account, or give a member another role."""
        address = email.strip().lower()
        async with self.pool.transaction() as conn:
            await store.lock_app(conn, app_id)
            user = (
                await accounts_store.user_by_email(conn, address) if is_storable(address) else None
            )
            if user is None:
                raise NotFound(
                    "Nobody has an account with this address. "
                    "Make one with `telemetry-graph user create`."
                )
            members = await store.members_by_app(conn, app_id)
            known = next((each for each in members if each.user_id == user.id), None)
            if known is None and len(members) >= MAX_MEMBERS:
                raise InvalidField(f"An app has {MAX_MEMBERS} members at most.")
            if known is not None and known.role is not role:
                _require_another_owner(members, known)
            await accounts_store.put_membership(conn, user.id, app_id, role)
            if known is None or known.role is not role:
                kind = ChangeKind.ROLE_CHANGED if known else ChangeKind.MEMBER_ADDED
                await self._note(conn, app_id, actor, kind, f"{address}: {role.value}")
            return await store.members_by_app(conn, app_id)

    async def remove_member(self, app_id: AppId, user_id: UserId, actor: str) -> list[Member]:
        async with self.pool.transaction() as conn:
            await store.lock_app(conn, app_id)
            members = await store.members_by_app(conn, app_id)
            known = next((each for each in members if each.user_id == user_id), None)
            if known is None:
                raise NotFound("This person is not a member of the app.")
            _require_another_owner(members, known)
            await store.delete_membership(conn, app_id, user_id)
            await self._note(conn, app_id, actor, ChangeKind.MEMBER_REMOVED, known.email)
            return await store.members_by_app(conn, app_id)

    async def create_key(self, app_id: AppId, name: str, actor: str) -> tuple[ApiKey, Credential]:
        """A new ingest key; its secret is in the answer and nowhere else."""
        label = checked_name(name)
        secret, now = Credential.new(CredentialKind.INGEST_KEY), self.clock()
        key = ApiKey(uuid7(now), app_id, label, secret.hint, now, revoked_at=None)
        async with self.pool.transaction() as conn:
            await store.lock_app(conn, app_id)
            if await store.count_live_keys(conn, app_id) >= MAX_LIVE_KEYS:
                raise InvalidField(f"An app has {MAX_LIVE_KEYS} keys in use at most. Revoke one.")
            await accounts_store.insert_key(conn, key, secret.digest)
            await self._note(conn, app_id, actor, ChangeKind.KEY_CREATED, _named(key))
        return key, secret

    async def revoke_key(self, app_id: AppId, key_id: UUID, actor: str) -> ApiKey:
        """Takes effect within seconds; devices that use the key are refused from then on."""
        async with self.pool.transaction() as conn:
            key = await store.key_of_app(conn, app_id, key_id)
            if key is None or not await accounts_store.revoke_key(conn, key_id, self.clock()):
                raise NotFound("The app has no such key in use.")
            await self._note(conn, app_id, actor, ChangeKind.KEY_REVOKED, _named(key))
            revoked = await store.key_of_app(conn, app_id, key_id)
        return revoked or key

    async def rename_app(self, app_id: AppId, name: str, actor: str) -> str:
        label = checked_name(name)
        async with self.pool.transaction() as conn:
            await store.rename_app(conn, app_id, label)
            await self._note(conn, app_id, actor, ChangeKind.APP_RENAMED, label)
        return label

    async def _note(
        self, conn: Conn, app_id: AppId, actor: str, kind: ChangeKind, subject: str
    ) -> None:
        now = self.clock()
        await store.insert_change(conn, app_id, Change(uuid7(now), now, actor, kind, subject))


def _require_another_owner(members: list[Member], leaving: Member) -> None:
    """An app without an owner could never be changed again."""
    owners = [each for each in members if each.role is Role.OWNER]
    if owners == [leaving]:
        raise InvalidField("An app keeps at least one owner. Make somebody else an owner first.")


def _named(key: ApiKey) -> str:
    return f"{key.name} ({key.hint})"
