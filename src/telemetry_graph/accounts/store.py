"""The SQL of accounts."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from telemetry_graph.accounts.model import AccessToken, App, AppMembership, IngestKey, User
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.access import Role
from telemetry_graph.kit.ids import AppId, UserId
from telemetry_graph.kit.tables import OwnedTable

OWNED = (
    OwnedTable("apps"),
    OwnedTable("users"),
    OwnedTable("memberships"),
    OwnedTable("api_keys"),
    OwnedTable("access_tokens"),
    OwnedTable("browser_sessions", time_column="expires_at", default_days=0),
)

INSERT_APP = """
INSERT INTO apps (app_id, name, created_at) VALUES ($1, $2, $3)
    ON CONFLICT (app_id) DO NOTHING
 RETURNING app_id, name, created_at
"""
APP_BY_ID = "SELECT app_id, name, created_at FROM apps WHERE app_id = $1"
NAMES_BY_ID = "SELECT app_id, name FROM apps WHERE app_id = ANY($1::text[])"
INSERT_USER = """
INSERT INTO users (id, email, password_hash, created_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (email) DO NOTHING
 RETURNING id, email, created_at
"""
APP_IDS = "SELECT app_id FROM apps ORDER BY app_id"
USER_BY_EMAIL = "SELECT id, email, created_at FROM users WHERE email = $1"
PASSWORD_BY_EMAIL = "SELECT id, password_hash FROM users WHERE email = $1"
SET_PASSWORD = "UPDATE users SET password_hash = $2 WHERE id = $1"
SET_MEMBERSHIP = """
INSERT INTO memberships (user_id, app_id, role) VALUES ($1, $2, $3)
    ON CONFLICT (user_id, app_id) DO UPDATE SET role = excluded.role
"""
MEMBERSHIPS_BY_USER = """
SELECT m.app_id, a.name, m.role
  FROM memberships m JOIN apps a USING (app_id)
 WHERE m.user_id = $1
 ORDER BY a.name, m.app_id
"""
APPS_WITH_SHARED_MEMBERS = """
SELECT DISTINCT theirs.app_id
  FROM memberships own JOIN memberships theirs USING (user_id)
 WHERE own.app_id = $1
"""
INSERT_KEY = """
INSERT INTO api_keys (id, app_id, name, key_hash, hint, created_at)
VALUES ($1, $2, $3, $4, $5, $6)
"""
KEYS_BY_APP = """
SELECT id, app_id, name, hint, created_at, revoked_at
  FROM api_keys WHERE app_id = $1 ORDER BY created_at, id
"""
REVOKE_KEY = """
UPDATE api_keys SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING id
"""
ACTIVE_KEY = "SELECT id, app_id FROM api_keys WHERE key_hash = $1 AND revoked_at IS NULL"
INSERT_TOKEN = """
INSERT INTO access_tokens (id, user_id, name, token_hash, hint, created_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
"""
ACTIVE_TOKENS_BY_USER = """
SELECT id, user_id, name, hint, created_at, expires_at
  FROM access_tokens WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2
 ORDER BY created_at DESC, id DESC LIMIT 200
"""
COUNT_ACTIVE_TOKENS = """
SELECT count(*) FROM access_tokens WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2
"""
REVOKE_TOKEN = """
UPDATE access_tokens SET revoked_at = $3
 WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL RETURNING id
"""
USER_BY_TOKEN = """
SELECT u.id, u.email, u.created_at
  FROM access_tokens t JOIN users u ON u.id = t.user_id
 WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND t.expires_at > $2
"""
INSERT_SESSION = """
INSERT INTO browser_sessions (session_hash, user_id, created_at, expires_at)
VALUES ($1, $2, $3, $4)
"""
USER_BY_SESSION = """
SELECT u.id, u.email, u.created_at
  FROM browser_sessions s JOIN users u ON u.id = s.user_id
 WHERE s.session_hash = $1 AND s.expires_at > $2
"""
DELETE_OTHER_SESSIONS = """
DELETE FROM browser_sessions WHERE user_id = $1 AND session_hash <> $2
"""
DELETE_SESSION = "DELETE FROM browser_sessions WHERE session_hash = $1 OR expires_at <= $2"


async def insert_app(conn: Conn, app_id: AppId, name: str, now: datetime) -> App | None:
    """None when the app exists."""
    row = await conn.fetchrow(INSERT_APP, app_id, name, now)
    return App(**row) if row else None


async def app_by_id(conn: Conn, app_id: AppId) -> App | None:
    row = await conn.fetchrow(APP_BY_ID, app_id)
    return App(**row) if row else None


async def names_by_id(conn: Conn, app_ids: Collection[AppId]) -> dict[AppId, str]:
    rows = await conn.fetch(NAMES_BY_ID, list(app_ids))
    return {row["app_id"]: row["name"] for row in rows}


async def app_ids(conn: Conn) -> list[AppId]:
    return [row["app_id"] for row in await conn.fetch(APP_IDS)]


async def insert_user(
    conn: Conn, user_id: UserId, email: str, password_hash: str, now: datetime
) -> User | None:
    """None when a user has this e-mail address."""
    row = await conn.fetchrow(INSERT_USER, user_id, email, password_hash, now)
    return User(**row) if row else None


async def user_by_email(conn: Conn, email: str) -> User | None:
    row = await conn.fetchrow(USER_BY_EMAIL, email)
    return User(**row) if row else None


async def password_by_email(conn: Conn, email: str) -> tuple[UserId, str] | None:
    row = await conn.fetchrow(PASSWORD_BY_EMAIL, email)
    return (UserId(row["id"]), row["password_hash"]) if row else None


async def set_password(conn: Conn, user_id: UserId, password_hash: str) -> None:
    await conn.execute(SET_PASSWORD, user_id, password_hash)


async def set_membership(conn: Conn, user_id: UserId, app_id: AppId, role: Role) -> None:
    await conn.execute(SET_MEMBERSHIP, user_id, app_id, role)


async def memberships_by_user(conn: Conn, user_id: UserId) -> list[AppMembership]:
    rows = await conn.fetch(MEMBERSHIPS_BY_USER, user_id)
    return [AppMembership(AppId(row["app_id"]), row["name"], Role(row["role"])) for row in rows]


async def apps_with_shared_members(conn: Conn, app_id: AppId) -> set[AppId]:
    return {AppId(row["app_id"]) for row in await conn.fetch(APPS_WITH_SHARED_MEMBERS, app_id)}


async def insert_key(conn: Conn, key: IngestKey, key_hash: bytes) -> None:
    await conn.execute(INSERT_KEY, key.id, key.app_id, key.name, key_hash, key.hint, key.created_at)


async def keys_by_app(conn: Conn, app_id: AppId) -> list[IngestKey]:
    return [IngestKey(**row) for row in await conn.fetch(KEYS_BY_APP, app_id)]


async def revoke_key(conn: Conn, key_id: UUID, now: datetime) -> bool:
    return await conn.fetchval(REVOKE_KEY, key_id, now) is not None


async def active_key(conn: Conn, key_hash: bytes) -> tuple[UUID, AppId] | None:
    """The id and the app of a key that is not revoked."""
    row = await conn.fetchrow(ACTIVE_KEY, key_hash)
    return (row["id"], AppId(row["app_id"])) if row else None


async def insert_token(conn: Conn, token: AccessToken, token_hash: bytes) -> None:
    await conn.execute(
        INSERT_TOKEN,
        token.id,
        token.user_id,
        token.name,
        token_hash,
        token.hint,
        token.created_at,
        token.expires_at,
    )


async def active_tokens_by_user(conn: Conn, user_id: UserId, now: datetime) -> list[AccessToken]:
    return [AccessToken(**row) for row in await conn.fetch(ACTIVE_TOKENS_BY_USER, user_id, now)]


async def count_active_tokens(conn: Conn, user_id: UserId, now: datetime) -> int:
    return int(await conn.fetchval(COUNT_ACTIVE_TOKENS, user_id, now))


async def revoke_token(conn: Conn, token_id: UUID, user_id: UserId, now: datetime) -> bool:
    return await conn.fetchval(REVOKE_TOKEN, token_id, user_id, now) is not None


async def user_by_token(conn: Conn, token_hash: bytes, now: datetime) -> User | None:
    row = await conn.fetchrow(USER_BY_TOKEN, token_hash, now)
    return User(**row) if row else None


async def insert_session(
    conn: Conn, session_hash: bytes, user_id: UserId, now: datetime, expires_at: datetime
) -> None:
    await conn.execute(INSERT_SESSION, session_hash, user_id, now, expires_at)


async def user_by_session(conn: Conn, session_hash: bytes, now: datetime) -> User | None:
    row = await conn.fetchrow(USER_BY_SESSION, session_hash, now)
    return User(**row) if row else None


async def delete_session(conn: Conn, session_hash: bytes, now: datetime) -> None:
    """Delete a session, and all expired ones."""
    await conn.execute(DELETE_SESSION, session_hash, now)


async def delete_other_sessions(conn: Conn, user_id: UserId, session_hash: bytes) -> None:
    await conn.execute(DELETE_OTHER_SESSIONS, user_id, session_hash)
