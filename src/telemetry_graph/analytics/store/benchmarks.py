"""Who takes part in comparisons, and how each stands."""

from dataclasses import dataclass
from datetime import datetime

from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId

JOIN = """
INSERT INTO benchmark_members (app_id, category) VALUES ($1, $2)
    ON CONFLICT (app_id) DO UPDATE SET category = excluded.category
"""
LEAVE = "DELETE FROM benchmark_members WHERE app_id = $1"
STANDING = """
SELECT category, crash_free_users, startup_ms, session_seconds
  FROM benchmark_members
 WHERE app_id = $1
"""
OTHERS = """
SELECT crash_free_users, startup_ms, session_seconds,
       NOT EXISTS (SELECT FROM memberships own JOIN memberships theirs USING (user_id)
                    WHERE own.app_id = $1 AND theirs.app_id = m.app_id) AS is_strangers
  FROM benchmark_members m
 WHERE category = $2 AND app_id <> $1
 LIMIT 10000
"""
CLAIM_DUE = """
UPDATE benchmark_members m SET computed_at = $2
  FROM (SELECT app_id FROM benchmark_members
         WHERE computed_at IS NULL OR computed_at < $1
         ORDER BY computed_at NULLS FIRST
         LIMIT $3 FOR UPDATE SKIP LOCKED) AS due
 WHERE m.app_id = due.app_id
RETURNING m.app_id
"""
RECORD = """
UPDATE benchmark_members SET crash_free_users = $2, startup_ms = $3, session_seconds = $4
 WHERE app_id = $1
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """What an app is compared by; None where it has too little data."""

    category: str
    crash_free_users: float | None
    startup_ms: float | None
    session_seconds: float | None


@dataclass(frozen=True, slots=True)
class Other:
    """How another app of the category stands."""

    crash_free_users: float | None
    startup_ms: float | None
    session_seconds: float | None
    is_strangers: bool
    """Nobody is a member of both."""


async def join(conn: Conn, app_id: AppId, category: str) -> None:
    await conn.execute(JOIN, app_id, category)


async def leave(conn: Conn, app_id: AppId) -> None:
    await conn.execute(LEAVE, app_id)


async def standing(conn: Conn, app_id: AppId) -> Standing | None:
    row = await conn.fetchrow(STANDING, app_id)
    return Standing(**row) if row else None


async def others(conn: Conn, app_id: AppId, category: str) -> list[Other]:
    """Of the category, without the app itself and without names."""
    return [Other(**row) for row in await conn.fetch(OTHERS, app_id, category)]


async def claim_due(conn: Conn, before: datetime, now: datetime, limit: int) -> list[AppId]:
    return [AppId(row["app_id"]) for row in await conn.fetch(CLAIM_DUE, before, now, limit)]


async def record(
    conn: Conn, app_id: AppId, figures: tuple[float | None, float | None, float | None]
) -> None:
    await conn.execute(RECORD, app_id, *figures)
