"""The SQL of crashes by minute of arrival, for windows of up to a few hours."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from telemetry_graph.crashes.model import GroupStatus
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId

# Starts at the newest stored minute, which may have been incomplete when it was read. Sorted, so
# that two workers that refresh at once cannot deadlock.
REFRESH_MINUTES = """
INSERT INTO crash_minutes AS stored (
       app_id, minute, fingerprint, app_version, crashes, fatal, devices, sessions)
SELECT app_id, minute, fingerprint, app_version, crashes, fatal, devices, sessions
  FROM (SELECT r.app_id, date_trunc('minute', r.received_at) AS minute, r.fingerprint,
               coalesce(r.app_version, '') AS app_version,
               count(*) AS crashes, count(*) FILTER (WHERE r.is_fatal) AS fatal,
               hll_add_agg(hll_hash_bytea(r.device_id), 12, 5, 512, 1) AS devices,
               coalesce(hll_add_agg(hll_hash_text(r.session_id), 12, 5, 512, 1)
                          FILTER (WHERE r.session_id IS NOT NULL),
                        hll_empty(12, 5, 512, 1)) AS sessions,
               row_number() OVER (PARTITION BY date_trunc('minute', r.received_at)
                                  ORDER BY count(*) DESC, r.fingerprint) AS place
          FROM crash_reports AS r
         WHERE r.app_id = $1 AND r.time > $2::timestamptz - interval '31 days'
           AND r.received_at >= date_trunc('minute', greatest(
               $3::timestamptz,
               (SELECT least($2::timestamptz - interval '2 minutes', max(minute))
                  FROM crash_minutes WHERE app_id = $1 HAVING count(*) > 0)))
         GROUP BY r.app_id, minute, r.fingerprint, coalesce(r.app_version, '')) AS counted
 WHERE place <= 200
 ORDER BY app_id, minute, fingerprint, app_version
    ON CONFLICT (app_id, minute, fingerprint, app_version) DO UPDATE SET
       crashes = excluded.crashes, fatal = excluded.fatal,
       devices = excluded.devices, sessions = excluded.sessions
"""
DELETE_MINUTES = "DELETE FROM crash_minutes WHERE app_id = $1 AND minute < $2"
LOAD_WINDOW = """
SELECT f.group_id, m.app_version, g.crash_type, g.status, sum(m.crashes)::bigint AS crashes,
       sum(m.fatal)::bigint AS fatal, round(#hll_union_agg(m.devices))::bigint AS devices,
       round(#hll_union_agg(m.sessions))::bigint AS sessions
  FROM crash_minutes AS m
  JOIN crash_fingerprints AS f USING (app_id, fingerprint)
  JOIN crash_groups AS g ON g.id = f.group_id
 WHERE m.app_id = $1 AND m.minute >= $2
 GROUP BY f.group_id, m.app_version, g.crash_type, g.status
 ORDER BY sum(m.crashes) DESC
 LIMIT 500
"""


@dataclass(frozen=True, slots=True)
class GroupWindow:
    """The crashes of one group within a window, in one version."""

    group_id: UUID
    app_version: str
    """Empty when unknown."""
    crash_type: str
    status: GroupStatus
    crashes: int
    fatal: int
    devices: int
    sessions: int

    @property
    def is_fatal(self) -> bool:
        """Whether most of its crashes are fatal."""
        return 2 * self.fatal > self.crashes


async def refresh_minutes(conn: Conn, app_id: AppId, now: datetime, since: datetime) -> None:
    """Count the crashes that arrived since the last refresh; delete minutes before `since`."""
    await conn.execute(DELETE_MINUTES, app_id, since)
    await conn.execute(REFRESH_MINUTES, app_id, now, since)


async def load_window(conn: Conn, app_id: AppId, since: datetime) -> list[GroupWindow]:
    """The crashes by group and version; the 500 largest."""
    rows = await conn.fetch(LOAD_WINDOW, app_id, since)
    return [GroupWindow(**{**row, "status": GroupStatus(row["status"])}) for row in rows]
