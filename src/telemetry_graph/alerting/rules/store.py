"""The SQL of alert rules."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record

from telemetry_graph.alerting.rules.model import (
    AlertRule,
    Bounds,
    Conditions,
    RuleKind,
    RuleSettings,
)
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId

SET_UP = """
INSERT INTO alert_setups (app_id, made_at) VALUES ($1, $2)
    ON CONFLICT DO NOTHING
 RETURNING app_id
"""
APPS_SET_UP = "SELECT app_id FROM alert_setups WHERE app_id = ANY($1::text[])"
INSERT_RULE = """
INSERT INTO alert_rules (
       id, app_id, name, kind, is_enabled, definition, cooldown_minutes, escalate_after_minutes,
       channel_ids, escalate_to, created_at, updated_at, updated_by, due_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13)
"""
UPDATE_RULE = """
UPDATE alert_rules
   SET name = $3, kind = $4, is_enabled = $5, definition = $6, cooldown_minutes = $7,
       escalate_after_minutes = $8, channel_ids = $9, escalate_to = $10, updated_at = $11,
       updated_by = $12, due_at = $13
 WHERE app_id = $2 AND id = $1
RETURNING id, app_id, name, kind, is_enabled, muted_until, definition, cooldown_minutes,
          escalate_after_minutes, channel_ids, escalate_to, created_at, updated_at, updated_by
"""
SET_ENABLED = """
UPDATE alert_rules SET is_enabled = $3, updated_at = $4, updated_by = $5
 WHERE app_id = $1 AND id = $2
RETURNING id, app_id, name, kind, is_enabled, muted_until, definition, cooldown_minutes,
          escalate_after_minutes, channel_ids, escalate_to, created_at, updated_at, updated_by
"""
SET_MUTED = """
UPDATE alert_rules SET muted_until = $3, updated_at = $4, updated_by = $5
 WHERE app_id = $1 AND id = $2
RETURNING id, app_id, name, kind, is_enabled, muted_until, definition, cooldown_minutes,
          escalate_after_minutes, channel_ids, escalate_to, created_at, updated_at, updated_by
"""
DELETE_RULE = "DELETE FROM alert_rules WHERE app_id = $1 AND id = $2 RETURNING id"
COUNT_RULES = "SELECT count(*) FROM alert_rules WHERE app_id = $1"
RULES_OF_APPS = """
SELECT id, app_id, name, kind, is_enabled, muted_until, definition, cooldown_minutes,
       escalate_after_minutes, channel_ids, escalate_to, created_at, updated_at, updated_by
  FROM alert_rules
 WHERE app_id = ANY($1::text[])
 ORDER BY created_at, id
"""
RULES_BY_ID = """
SELECT id, app_id, name, kind, is_enabled, muted_until, definition, cooldown_minutes,
       escalate_after_minutes, channel_ids, escalate_to, created_at, updated_at, updated_by
  FROM alert_rules
 WHERE id = ANY($1::uuid[])
"""
CLAIM_DUE = """
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
RETURNING id, app_id, name, kind, is_enabled, muted_until, definition, cooldown_minutes,
          escalate_after_minutes, channel_ids, escalate_to, created_at, updated_at, updated_by
"""
# Under the rules' lock: two that do this at once must not both believe a channel to be there.
FORGET_CHANNEL = """
UPDATE alert_rules
   SET channel_ids = array_remove(channel_ids, $2), escalate_to = array_remove(escalate_to, $2),
       escalate_after_minutes = CASE WHEN cardinality(array_remove(escalate_to, $2)) > 0
                                     THEN escalate_after_minutes END
 WHERE app_id = $1 AND ($2 = ANY (channel_ids) OR $2 = ANY (escalate_to))
"""


async def set_up(conn: Conn, app_id: AppId, now: datetime) -> bool:
    """Whether the app had no default rules before; waits for another that is about to give some."""
    return await conn.fetchval(SET_UP, app_id, now) is not None


async def apps_set_up(conn: Conn, app_ids: Sequence[AppId]) -> set[AppId]:
    return {row["app_id"] for row in await conn.fetch(APPS_SET_UP, list(app_ids))}


async def insert_rules(conn: Conn, rules: Sequence[AlertRule]) -> None:
    await conn.executemany(
        INSERT_RULE,
        [
            (rule.id, rule.app_id, *_columns(rule.settings), rule.created_at, rule.updated_by,
             rule.created_at if rule.kind.is_measured else None)
            for rule in rules
        ],
    )  # fmt: skip


async def update_rule(
    conn: Conn, app_id: AppId, rule_id: UUID, settings: RuleSettings, now: datetime, actor: str
) -> AlertRule | None:
    due_at = now if settings.kind.is_measured else None
    columns = _columns(settings)
    row = await conn.fetchrow(UPDATE_RULE, rule_id, app_id, *columns, now, actor, due_at)
    return rule_of(row) if row else None


async def set_enabled(
    conn: Conn, app_id: AppId, rule_id: UUID, now: datetime, actor: str, *, is_enabled: bool
) -> AlertRule | None:
    row = await conn.fetchrow(SET_ENABLED, app_id, rule_id, is_enabled, now, actor)
    return rule_of(row) if row else None


async def set_muted(
    conn: Conn, app_id: AppId, rule_id: UUID, until: datetime | None, now: datetime, actor: str
) -> AlertRule | None:
    row = await conn.fetchrow(SET_MUTED, app_id, rule_id, until, now, actor)
    return rule_of(row) if row else None


async def delete_rule(conn: Conn, app_id: AppId, rule_id: UUID) -> bool:
    return await conn.fetchval(DELETE_RULE, app_id, rule_id) is not None


async def count_rules(conn: Conn, app_id: AppId) -> int:
    return int(await conn.fetchval(COUNT_RULES, app_id))


async def rules_of_apps(conn: Conn, app_ids: Sequence[AppId]) -> list[AlertRule]:
    return [rule_of(row) for row in await conn.fetch(RULES_OF_APPS, list(app_ids))]


async def rules_by_id(conn: Conn, rule_ids: Sequence[UUID]) -> dict[UUID, AlertRule]:
    rows = await conn.fetch(RULES_BY_ID, list(rule_ids))
    return {row["id"]: rule_of(row) for row in rows}


async def claim_due(conn: Conn, now: datetime, limit: int) -> list[AlertRule]:
    """Measured rules whose time has come; it comes again before long."""
    return [rule_of(row) for row in await conn.fetch(CLAIM_DUE, now, limit)]


async def forget_channel(conn: Conn, app_id: AppId, channel_id: UUID) -> None:
    await conn.execute(FORGET_CHANNEL, app_id, channel_id)


def rule_of(row: Record) -> AlertRule:
    definition = msgspec.convert(row["definition"], _Definition)
    channels = row["channel_ids"]
    settings = RuleSettings(
        name=row["name"],
        kind=RuleKind(row["kind"]),
        is_enabled=row["is_enabled"],
        conditions=definition.conditions,
        bounds=definition.bounds,
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
    conditions: Conditions
    bounds: Bounds


def _columns(settings: RuleSettings) -> tuple[Any, ...]:
    channels = settings.channel_ids
    return (
        settings.name,
        settings.kind.value,
        settings.is_enabled,
        _Definition(settings.conditions, settings.bounds),
        settings.cooldown_minutes,
        settings.escalate_after_minutes,
        None if channels is None else list(channels),
        list(settings.escalate_to),
    )
