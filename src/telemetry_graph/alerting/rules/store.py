"""The SQL of alert rules."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record

from telemetry_graph.alerting.rules.model import (
    AlertRule,
    RuleConditions,
    RuleKind,
    RuleSettings,
    RuleThresholds,
)
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.tables import OwnedTable

OWNED = (OwnedTable("alert_setups"), OwnedTable("alert_rules"))

_RULE = """
id, app_id, name, kind, is_enabled, muted_until, definition, cooldown_minutes,
       escalate_after_minutes, channel_ids, escalate_to, created_at, updated_at, updated_by
""".strip()


def _with_columns(statement: str) -> str:
    """The statement, a constant, with the columns that `to_rule` reads."""
    return statement.replace("RULE_COLUMNS", _RULE)


INSERT_SETUP = """
INSERT INTO alert_setups (app_id, made_at) VALUES ($1, $2)
    ON CONFLICT DO NOTHING
 RETURNING app_id
"""
APPS_WITH_RULES = "SELECT app_id FROM alert_setups WHERE app_id = ANY($1::text[])"
INSERT_RULE = """
INSERT INTO alert_rules (
       id, app_id, name, kind, is_enabled, definition, cooldown_minutes, escalate_after_minutes,
       channel_ids, escalate_to, created_at, updated_at, updated_by, due_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13)
"""
UPDATE_RULE = _with_columns("""
UPDATE alert_rules
   SET name = $3, kind = $4, is_enabled = $5, definition = $6, cooldown_minutes = $7,
       escalate_after_minutes = $8, channel_ids = $9, escalate_to = $10, updated_at = $11,
       updated_by = $12, due_at = $13
 WHERE app_id = $2 AND id = $1
RETURNING RULE_COLUMNS
""")
SET_ENABLED = _with_columns("""
UPDATE alert_rules SET is_enabled = $3, updated_at = $4, updated_by = $5
 WHERE app_id = $1 AND id = $2
RETURNING RULE_COLUMNS
""")
SET_MUTED = _with_columns("""
UPDATE alert_rules SET muted_until = $3, updated_at = $4, updated_by = $5
 WHERE app_id = $1 AND id = $2
RETURNING RULE_COLUMNS
""")
DELETE_RULE = "DELETE FROM alert_rules WHERE app_id = $1 AND id = $2 RETURNING id"
COUNT_RULES = "SELECT count(*) FROM alert_rules WHERE app_id = $1"
RULES_OF_APPS = _with_columns("""
SELECT RULE_COLUMNS
  FROM alert_rules
 WHERE app_id = ANY($1::text[])
 ORDER BY created_at, id
""")
RULES_BY_ID = _with_columns("""
SELECT RULE_COLUMNS
  FROM alert_rules
 WHERE id = ANY($1::uuid[])
""")
CLAIM_DUE = _with_columns("""
UPDATE alert_rules
   SET due_at = $1::timestamptz + CASE kind WHEN 'crash_free' THEN interval '5 minutes'
                                            WHEN 'silence' THEN interval '1 minute'
                                            ELSE interval '20 seconds' END
 WHERE id = ANY (ARRAY(
       SELECT id FROM alert_rules
        WHERE due_at <= $1 AND is_enabled
        ORDER BY due_at
        LIMIT $2
          FOR UPDATE SKIP LOCKED))
RETURNING RULE_COLUMNS
""")
# Computed from the locked row: two deletions at once must both see what the other removed.
REMOVE_CHANNEL = """
UPDATE alert_rules
   SET channel_ids = array_remove(channel_ids, $2), escalate_to = array_remove(escalate_to, $2),
       escalate_after_minutes = CASE WHEN cardinality(array_remove(escalate_to, $2)) > 0
                                     THEN escalate_after_minutes END
 WHERE app_id = $1 AND ($2 = ANY (channel_ids) OR $2 = ANY (escalate_to))
"""


async def insert_setup(conn: Conn, app_id: AppId, now: datetime) -> bool:
    """Record that the app has default rules; False when it already had them.

    Waits for another transaction that is about to create them.
    """
    return await conn.fetchval(INSERT_SETUP, app_id, now) is not None


async def find_apps_with_rules(conn: Conn, app_ids: Sequence[AppId]) -> set[AppId]:
    return {row["app_id"] for row in await conn.fetch(APPS_WITH_RULES, list(app_ids))}


async def insert_rules(conn: Conn, rules: Sequence[AlertRule]) -> None:
    await conn.executemany(
        INSERT_RULE,
        [
            (rule.id, rule.app_id, *_columns(rule.settings), rule.created_at, rule.updated_by,
             rule.created_at if rule.kind.is_metric else None)
            for rule in rules
        ],
    )  # fmt: skip


async def update_rule(
    conn: Conn, app_id: AppId, rule_id: UUID, settings: RuleSettings, now: datetime, actor: str
) -> AlertRule | None:
    due_at = now if settings.kind.is_metric else None
    columns = _columns(settings)
    row = await conn.fetchrow(UPDATE_RULE, rule_id, app_id, *columns, now, actor, due_at)
    return to_rule(row) if row else None


async def set_enabled(
    conn: Conn, app_id: AppId, rule_id: UUID, now: datetime, actor: str, *, is_enabled: bool
) -> AlertRule | None:
    row = await conn.fetchrow(SET_ENABLED, app_id, rule_id, is_enabled, now, actor)
    return to_rule(row) if row else None


async def set_muted(
    conn: Conn, app_id: AppId, rule_id: UUID, until: datetime | None, now: datetime, actor: str
) -> AlertRule | None:
    row = await conn.fetchrow(SET_MUTED, app_id, rule_id, until, now, actor)
    return to_rule(row) if row else None


async def delete_rule(conn: Conn, app_id: AppId, rule_id: UUID) -> bool:
    return await conn.fetchval(DELETE_RULE, app_id, rule_id) is not None


async def count_rules(conn: Conn, app_id: AppId) -> int:
    return int(await conn.fetchval(COUNT_RULES, app_id))


async def load_rules_of_apps(conn: Conn, app_ids: Sequence[AppId]) -> list[AlertRule]:
    return [to_rule(row) for row in await conn.fetch(RULES_OF_APPS, list(app_ids))]


async def load_rules(conn: Conn, rule_ids: Sequence[UUID]) -> dict[UUID, AlertRule]:
    rows = await conn.fetch(RULES_BY_ID, list(rule_ids))
    return {row["id"]: to_rule(row) for row in rows}


async def claim_due(conn: Conn, now: datetime, limit: int) -> list[AlertRule]:
    """Metric rules that are due; they become due again after the interval of their kind."""
    return [to_rule(row) for row in await conn.fetch(CLAIM_DUE, now, limit)]


async def remove_channel(conn: Conn, app_id: AppId, channel_id: UUID) -> None:
    await conn.execute(REMOVE_CHANNEL, app_id, channel_id)


def to_rule(row: Record) -> AlertRule:
    definition = msgspec.convert(row["definition"], _Definition)
    channels = row["channel_ids"]
    settings = RuleSettings(
        name=row["name"],
        kind=RuleKind(row["kind"]),
        is_enabled=row["is_enabled"],
        conditions=definition.conditions,
        thresholds=definition.thresholds,
        cooldown_minutes=row["cooldown_minutes"],
        escalate_after_minutes=row["escalate_after_minutes"],
        channel_ids=None if channels is None else tuple(channels),
        escalate_to=tuple(row["escalate_to"]),
    )
    return AlertRule(
        row["id"], row["app_id"], settings, row["muted_until"], row["created_at"],
        row["updated_at"], row["updated_by"],
    )  # fmt: skip


class _Definition(msgspec.Struct, frozen=True):
    conditions: RuleConditions
    thresholds: RuleThresholds


def _columns(settings: RuleSettings) -> tuple[Any, ...]:
    channels = settings.channel_ids
    return (
        settings.name,
        settings.kind.value,
        settings.is_enabled,
        _Definition(settings.conditions, settings.thresholds),
        settings.cooldown_minutes,
        settings.escalate_after_minutes,
        None if channels is None else list(channels),
        list(settings.escalate_to),
    )
