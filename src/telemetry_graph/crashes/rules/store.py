"""The SQL of grouping rules."""

from datetime import datetime
from typing import Any

import msgspec

from telemetry_graph.crashes.model import CrashOccurrence, GroupedBy
from telemetry_graph.crashes.rules.model import AppGroupingRules
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.tables import OwnedTable

OWNED = (OwnedTable("crash_grouping_rules"),)

LOAD_ALL_RULES = "SELECT app_id, rules FROM crash_grouping_rules"
LOAD_RULES = "SELECT rules FROM crash_grouping_rules WHERE app_id = $1"
PUT_RULES = """
INSERT INTO crash_grouping_rules (app_id, rules, updated_at, updated_by)
VALUES ($1, $2, $3, $4)
    ON CONFLICT (app_id) DO UPDATE SET
       rules = excluded.rules, updated_at = excluded.updated_at, updated_by = excluded.updated_by
"""
# `grouped_by` is stored with the group that the fingerprint made.
LOAD_LATEST_CRASHES = """
SELECT r.time AS timestamp, r.app_id, r.crash_id, r.fingerprint, r.device_id, r.session_id,
       r.app_version, r.mosis_version, r.crash_type, r.message, r.stack_trace, r.is_fatal, r.screen,
       r.memory_mb, r.uptime_seconds, r.received_at, f.algorithm, h.grouped_by
  FROM crash_reports AS r
  JOIN crash_fingerprints AS f USING (app_id, fingerprint)
  JOIN crash_groups AS h ON h.id = f.home_group_id
 WHERE r.app_id = $1 AND r.received_at >= $2
 ORDER BY r.received_at DESC
 LIMIT $3
"""


async def load_all_rules(conn: Conn) -> dict[AppId, AppGroupingRules]:
    rows = await conn.fetch(LOAD_ALL_RULES)
    return {row["app_id"]: msgspec.convert(row["rules"], AppGroupingRules) for row in rows}


async def load_rules(conn: Conn, app_id: AppId) -> AppGroupingRules:
    rules = await conn.fetchval(LOAD_RULES, app_id)
    return AppGroupingRules() if rules is None else msgspec.convert(rules, AppGroupingRules)


async def put_rules(
    conn: Conn, app_id: AppId, rules: AppGroupingRules, now: datetime, actor: str
) -> None:
    await conn.execute(PUT_RULES, app_id, rules, now, actor)


async def load_latest_crashes(
    conn: Conn, app_id: AppId, since: datetime, limit: int
) -> list[tuple[CrashOccurrence, int]]:
    """Crashes, newest first, each with the algorithm of its fingerprint."""
    rows = [dict(row) for row in await conn.fetch(LOAD_LATEST_CRASHES, app_id, since, limit)]
    return [(_to_occurrence(row), row["algorithm"]) for row in rows]


def _to_occurrence(row: dict[str, Any]) -> CrashOccurrence:
    fields = {name: value for name, value in row.items() if name != "algorithm"}
    return CrashOccurrence(**{**fields, "grouped_by": GroupedBy(row["grouped_by"])})
