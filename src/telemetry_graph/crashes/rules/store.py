"""The SQL of grouping rules."""

from datetime import datetime
from typing import Any

import msgspec

from telemetry_graph.crashes.model import CrashOccurrence, GroupedBy
from telemetry_graph.crashes.rules.model import AppRules
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.tables import OwnedTable

OWNED = (OwnedTable("crash_grouping_rules"),)

ALL_RULES = "SELECT app_id, rules FROM crash_grouping_rules"
RULES_OF_APP = "SELECT rules FROM crash_grouping_rules WHERE app_id = $1"
PUT_RULES = """
INSERT INTO crash_grouping_rules (app_id, rules, updated_at, updated_by)
VALUES ($1, $2, $3, $4)
    ON CONFLICT (app_id) DO UPDATE SET
       rules = excluded.rules, updated_at = excluded.updated_at, updated_by = excluded.updated_by
"""
# Who named a fingerprint is known of the group that it made.
LATEST_REPORTS = """
SELECT r.time, r.app_id, r.crash_id, r.fingerprint, r.device_id, r.session_id, r.app_version,
       r.mosis_version, r.crash_type, r.message, r.stack_trace, r.is_fatal, r.screen, r.memory_mb,
       r.uptime_seconds, r.received_at, f.algorithm, h.grouped_by
  FROM crash_reports AS r
  JOIN crash_fingerprints AS f USING (app_id, fingerprint)
  JOIN crash_groups AS h ON h.id = f.home_group_id
 WHERE r.app_id = $1 AND r.received_at >= $2
 ORDER BY r.received_at DESC
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
) -> list[tuple[CrashOccurrence, int]]:
    """Each with the algorithm of its fingerprint."""
    rows = [dict(row) for row in await conn.fetch(LATEST_REPORTS, app_id, since, limit)]
    return [(_occurrence(row), row["algorithm"]) for row in rows]


def _occurrence(row: dict[str, Any]) -> CrashOccurrence:
    named = {name: value for name, value in row.items() if name != "algorithm"}
    return CrashOccurrence(**{**named, "grouped_by": GroupedBy(row["grouped_by"])})
