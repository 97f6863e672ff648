"""The columns of crash groups, and the SQL by which groups are read by key."""

from datetime import datetime

from asyncpg import Record

from telemetry_graph.crashes.model import CrashGroup, Fix, GroupedBy, GroupStatus, TriageState
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, Fingerprint

TRIAGE_COLUMNS = """
g.status, g.fix, g.fixed_in AS fixed_in_version, g.resolved_at, g.ignored_until,
       g.ignored_until_occurrences, g.ignored_until_devices, g.regressed_at,
       g.regressions AS regression_count, g.assignee
""".strip()
_GROUP_COLUMNS = """
g.id, g.app_id, g.fingerprint, g.algorithm, g.crash_type, g.message, g.sample_stack_trace,
       g.first_seen, g.last_seen, g.created_at, g.occurrence_count, g.affected_versions,
       g.grouped_by, g.device_count, g.heat, TRIAGE_COLUMNS
""".strip().replace("TRIAGE_COLUMNS", TRIAGE_COLUMNS)


def with_group_columns(statement: str) -> str:
    """The statement, a constant, with the columns that `to_group` reads in place of their names."""
    return statement.replace("GROUP_COLUMNS", _GROUP_COLUMNS)


LOAD_GROUP = with_group_columns("""
SELECT GROUP_COLUMNS
  FROM crash_fingerprints AS f
  JOIN crash_groups AS g ON g.id = f.group_id
 WHERE f.app_id = $1 AND f.fingerprint = $2
""")
LOAD_GROUPS_CREATED_SINCE = with_group_columns("""
SELECT GROUP_COLUMNS
  FROM crash_groups AS g
 WHERE app_id = $1 AND created_at >= $2
 ORDER BY created_at, fingerprint
 LIMIT $3
""")


async def load_group(conn: Conn, app_id: AppId, fingerprint: Fingerprint) -> CrashGroup | None:
    """The group that the fingerprint belongs to now."""
    row = await conn.fetchrow(LOAD_GROUP, app_id, fingerprint)
    return to_group(row) if row else None


async def load_groups_created_since(
    conn: Conn, app_id: AppId, since: datetime, limit: int
) -> list[CrashGroup]:
    rows = await conn.fetch(LOAD_GROUPS_CREATED_SINCE, app_id, since, limit)
    return [to_group(row) for row in rows]


def to_group(row: Record) -> CrashGroup:
    triage = to_triage(row)
    return CrashGroup(
        **{name: row[name] for name in _GROUP_FIELDS},
        status=triage.status,
        grouped_by=GroupedBy(row["grouped_by"]),
        triage=triage,
    )


def to_triage(row: Record) -> TriageState:
    return TriageState(
        status=GroupStatus(row["status"]),
        fix=Fix(row["fix"]) if row["fix"] else None,
        **{name: row[name] for name in _TRIAGE_FIELDS},
    )


_GROUP_FIELDS = (
    "id", "app_id", "fingerprint", "algorithm", "crash_type", "message", "sample_stack_trace",
    "first_seen", "last_seen", "created_at", "occurrence_count", "affected_versions",
    "device_count", "heat",
)  # fmt: skip
_TRIAGE_FIELDS = (
    "fixed_in_version", "resolved_at", "ignored_until", "ignored_until_occurrences",
    "ignored_until_devices", "regressed_at", "regression_count", "assignee",
)  # fmt: skip
