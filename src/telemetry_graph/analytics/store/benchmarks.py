"""The SQL of benchmarks: the participating apps and their figures."""

from dataclasses import dataclass
from datetime import datetime

from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId

JOIN = """
INSERT INTO benchmark_members (app_id, category) VALUES ($1, $2)
    ON CONFLICT (app_id) DO UPDATE SET category = excluded.category
"""
LEAVE = "DELETE FROM benchmark_members WHERE app_id = $1"
PARTICIPANT = """
SELECT app_id, category, crash_free_users, startup_ms, session_seconds
  FROM benchmark_members
 WHERE app_id = $1
"""
OTHER_PARTICIPANTS = """
SELECT app_id, category, crash_free_users, startup_ms, session_seconds
  FROM benchmark_members
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
SET_FIGURES = """
UPDATE benchmark_members SET crash_free_users = $2, startup_ms = $3, session_seconds = $4
 WHERE app_id = $1
"""

Figures = tuple[float | None, float | None, float | None]
"""Crash-free users, startup milliseconds and session seconds; None with too little data."""


@dataclass(frozen=True, slots=True)
class Participant:
    """An app that takes part, with its figures; None with too little data."""

    app_id: AppId
    category: str
    crash_free_users: float | None
    startup_ms: float | None
    session_seconds: float | None


async def join(conn: Conn, app_id: AppId, category: str) -> None:
    await conn.execute(JOIN, app_id, category)


async def leave(conn: Conn, app_id: AppId) -> None:
    await conn.execute(LEAVE, app_id)


async def participant(conn: Conn, app_id: AppId) -> Participant | None:
    row = await conn.fetchrow(PARTICIPANT, app_id)
    return Participant(**row) if row else None


async def other_participants(conn: Conn, app_id: AppId, category: str) -> list[Participant]:
    """The apps of the category, without this one."""
    rows = await conn.fetch(OTHER_PARTICIPANTS, app_id, category)
    return [Participant(**row) for row in rows]


async def claim_due(conn: Conn, before: datetime, now: datetime, limit: int) -> list[AppId]:
    """Claim apps whose figures were last computed before an instant."""
    return [AppId(row["app_id"]) for row in await conn.fetch(CLAIM_DUE, before, now, limit)]


async def set_figures(conn: Conn, app_id: AppId, figures: Figures) -> None:
    await conn.execute(SET_FIGURES, app_id, *figures)
