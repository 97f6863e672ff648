"""The SQL of teams."""

from uuid import UUID

from telemetry_graph.accounts.model import IngestKey
from telemetry_graph.accounts.team.model import AccountChange, AccountChangeKind, Member
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.access import Role
from telemetry_graph.kit.ids import AppId, UserId
from telemetry_graph.kit.tables import OwnedTable

OWNED = (OwnedTable("account_changes", time_column="at", default_days=730),)

LOCK_APP = "SELECT 1 FROM apps WHERE app_id = $1 FOR UPDATE"
RENAME_APP = "UPDATE apps SET name = $2 WHERE app_id = $1"
MEMBERS_BY_APP = """
SELECT m.user_id, u.email, m.role
  FROM memberships m JOIN users u ON u.id = m.user_id
 WHERE m.app_id = $1
 ORDER BY u.email
"""
DELETE_MEMBERSHIP = "DELETE FROM memberships WHERE app_id = $1 AND user_id = $2"
COUNT_ACTIVE_KEYS = "SELECT count(*) FROM api_keys WHERE app_id = $1 AND revoked_at IS NULL"
KEYS_BY_APP = """
SELECT id, app_id, name, hint, created_at, revoked_at
  FROM api_keys WHERE app_id = $1
 ORDER BY revoked_at IS NOT NULL, created_at DESC, id DESC LIMIT 200
"""
KEY_OF_APP = """
SELECT id, app_id, name, hint, created_at, revoked_at
  FROM api_keys WHERE app_id = $1 AND id = $2
"""
INSERT_CHANGE = """
INSERT INTO account_changes (id, app_id, at, actor, kind, subject) VALUES ($1, $2, $3, $4, $5, $6)
"""
CHANGES_BY_APP = """
SELECT id, at, actor, kind, subject
  FROM account_changes WHERE app_id = $1 ORDER BY at DESC, id DESC LIMIT $2
"""


async def lock_app(conn: Conn, app_id: AppId) -> None:
    """Lock the members and keys of an app until the transaction ends."""
    await conn.execute(LOCK_APP, app_id)


async def rename_app(conn: Conn, app_id: AppId, name: str) -> None:
    await conn.execute(RENAME_APP, app_id, name)


async def members_by_app(conn: Conn, app_id: AppId) -> list[Member]:
    rows = await conn.fetch(MEMBERS_BY_APP, app_id)
    return [Member(UserId(row["user_id"]), row["email"], Role(row["role"])) for row in rows]


async def delete_membership(conn: Conn, app_id: AppId, user_id: UserId) -> None:
    await conn.execute(DELETE_MEMBERSHIP, app_id, user_id)


async def count_active_keys(conn: Conn, app_id: AppId) -> int:
    return int(await conn.fetchval(COUNT_ACTIVE_KEYS, app_id))


async def keys_by_app(conn: Conn, app_id: AppId) -> list[IngestKey]:
    """The active keys, then the revoked ones, newest first; at most 200."""
    return [IngestKey(**row) for row in await conn.fetch(KEYS_BY_APP, app_id)]


async def key_of_app(conn: Conn, app_id: AppId, key_id: UUID) -> IngestKey | None:
    row = await conn.fetchrow(KEY_OF_APP, app_id, key_id)
    return IngestKey(**row) if row else None


async def insert_change(conn: Conn, app_id: AppId, change: AccountChange) -> None:
    await conn.execute(
        INSERT_CHANGE,
        change.id,
        app_id,
        change.created_at,
        change.actor,
        change.kind,
        change.subject,
    )


async def changes_by_app(conn: Conn, app_id: AppId, limit: int) -> list[AccountChange]:
    rows = await conn.fetch(CHANGES_BY_APP, app_id, limit)
    return [
        AccountChange(
            row["id"], row["at"], row["actor"], AccountChangeKind(row["kind"]), row["subject"]
        )
        for row in rows
    ]
