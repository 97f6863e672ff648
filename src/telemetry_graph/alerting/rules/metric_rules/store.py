"""The SQL of the cooldowns of metric rules."""

from datetime import datetime
from uuid import UUID

from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId

# Once within a cooldown, whoever comes first.
CLAIM_TOLD = """
INSERT INTO alert_told AS last (rule_id, subject, app_id, told_at, outbox_id)
VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (rule_id, subject) DO UPDATE SET
       told_at = excluded.told_at, outbox_id = excluded.outbox_id
 WHERE last.told_at <= $6
RETURNING outbox_id
"""


async def claim_told(
    conn: Conn,
    told: tuple[UUID, str, AppId],
    now: datetime,
    alert_id: UUID,
    cooled_before: datetime,
) -> bool:
    """Whether the rule may speak of the subject again; if so, this alert is its last."""
    return await conn.fetchval(CLAIM_TOLD, *told, now, alert_id, cooled_before) is not None
