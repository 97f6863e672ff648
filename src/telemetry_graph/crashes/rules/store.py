"""The SQL of grouping rules."""

from datetime import datetime

import msgspec

from telemetry_graph.crashes.model import CrashOccurrence
from telemetry_graph.crashes.rules.model import AppRules
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.owned import OwnedTable

OWNED = (OwnedTable("crash_grouping_rules"),)

ALL_RULES = "SELECT app_id, rules FROM crash_grouping_rules"
RULES_OF_APP = "SELECT rules FROM crash_grouping_rules WHERE app_id = $1"
PUT_RULES = """
INSERT INTO crash_grouping_rules (app_id, rules, updated_at, updated_by)
VALUES ($1, $2, $3, $4)
    ON CONFLICT (app_id) DO UPDATE SET
       rules = excluded.rules, updated_at = excluded.updated_at, updated_by = excluded.updated_by
"""
LATEST_REPORTS = """
SELECT time, app_id, crash_id, fingerprint, device_id, session_id, app_version, mosis_version,
       crash_type, message, stack_trace, is_fatal, screen, memory_mb, uptime_seconds, received_at
  FROM crash_reports
 WHERE app_id = $1 AND received_at >= $2
 ORDER BY received_at DESC
 LIMIT $3
"""


async def all_rules(conn: Conn) -> dict[AppId, AppRules]:
    rows = await conn.fetch(ALL_RULES)
    return {row["app_id"]: msgspec.convert(row["rules"], AppRules) for row in rows}


async def rules_of_app(conn: Conn, app_id: AppId) -> AppRules:
    found = await conn.fetchval(RULES_OF_APP, app_id)
    return AppRules() if found is None else msgspec.convert(found, AppRules)


async def put_rules(conn: Conn, app_id: AppId, rules: AppRules, now: datetime, actor: str) -> None:
    await conn.execute(PUT_RULES, app_id, rules, now, actor)


async def latest_reports(
    conn: Conn, app_id: AppId, since: datetime, limit: int
) -> list[CrashOccurrence]:
    rows = await conn.fetch(LATEST_REPORTS, app_id, since, limit)
    return [CrashOccurrence(**row) for row in rows]
