"""The SQL of the channels of apps."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import msgspec
from asyncpg import Record

from telemetry_graph.alerting.channels.settings.model import (
    AlertChannel,
    EncryptedSecrets,
    QuietSettings,
)
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.tables import OwnedTable

OWNED = (OwnedTable("alert_channels"),)

_CHANNEL = """
id, app_id, kind, name, target, secret IS NOT NULL AS has_secret, quiet, is_enabled, verified_at,
       created_at, updated_at, updated_by
""".strip()


def _with_columns(statement: str) -> str:
    """The statement, a constant, with the columns that `to_channel` reads."""
    return statement.replace("CHANNEL_COLUMNS", _CHANNEL)


INSERT_CHANNEL = _with_columns("""
INSERT INTO alert_channels (
       id, app_id, kind, name, target, address, secret, quiet, is_enabled, created_at, updated_at,
       updated_by, address_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $10)
RETURNING CHANNEL_COLUMNS
""")
UPDATE_CHANNEL = _with_columns("""
UPDATE alert_channels
   SET name = $3, target = coalesce($4, target), address = coalesce($5, address), secret = $6,
       quiet = $7, is_enabled = $8, updated_at = $9, updated_by = $10,
       verified_at = CASE WHEN $5::bytea IS NULL THEN verified_at END,
       address_at = CASE WHEN $5::bytea IS NULL THEN address_at ELSE $9 END
 WHERE app_id = $1 AND id = $2
RETURNING CHANNEL_COLUMNS
""")
SET_VERIFIED = _with_columns("""
UPDATE alert_channels SET verified_at = coalesce(verified_at, $3)
 WHERE id = $1 AND address_at <= $2
RETURNING CHANNEL_COLUMNS
""")
DISABLE_CHANNEL = _with_columns("""
UPDATE alert_channels SET is_enabled = false, updated_at = $3, updated_by = $4
 WHERE id = $1 AND address_at <= $2
RETURNING CHANNEL_COLUMNS
""")
DELETE_CHANNEL = "DELETE FROM alert_channels WHERE app_id = $1 AND id = $2 RETURNING id"
COUNT_CHANNELS = "SELECT count(*) FROM alert_channels WHERE app_id = $1"
CHANNEL_IDS = "SELECT id FROM alert_channels WHERE app_id = $1"
CHANNELS_OF_APPS = _with_columns("""
SELECT CHANNEL_COLUMNS
  FROM alert_channels
 WHERE app_id = ANY ($1::text[])
 ORDER BY created_at, id
""")
CHANNEL_BY_ID = _with_columns("""
SELECT CHANNEL_COLUMNS FROM alert_channels WHERE id = $1 AND app_id = $2
""")
CHANNEL_AT = _with_columns("""
SELECT CHANNEL_COLUMNS FROM alert_channels WHERE id = $1 AND address_at <= $2
""")
SECRETS = "SELECT address, secret FROM alert_channels WHERE id = $1 FOR UPDATE"


async def insert_channel(
    conn: Conn, channel: AlertChannel, secrets: EncryptedSecrets
) -> AlertChannel:
    row = await conn.fetchrow(
        INSERT_CHANNEL, channel.id, channel.app_id, channel.kind, channel.name, channel.target,
        secrets.address, secrets.secret, channel.quiet, channel.is_enabled, channel.created_at,
        channel.updated_by,
    )  # fmt: skip
    assert row is not None  # noqa: S101 - an INSERT that succeeds returns its row
    return to_channel(row)


async def update_channel(
    conn: Conn, changed: AlertChannel, address: bytes | None, secret: bytes | None
) -> AlertChannel | None:
    """Replace all settings. Another address is not verified; None keeps the address."""
    row = await conn.fetchrow(
        UPDATE_CHANNEL, changed.app_id, changed.id, changed.name,
        changed.target if address else None, address, secret, changed.quiet, changed.is_enabled,
        changed.updated_at, changed.updated_by,
    )  # fmt: skip
    return to_channel(row) if row else None


async def set_verified(
    conn: Conn, channel_id: UUID, sent_at: datetime, now: datetime
) -> AlertChannel | None:
    """Verify the address that a message was sent to; None when it changed after `sent_at`."""
    row = await conn.fetchrow(SET_VERIFIED, channel_id, sent_at, now)
    return to_channel(row) if row else None


async def disable_channel(
    conn: Conn, channel_id: UUID, sent_at: datetime, now: datetime, actor: str
) -> AlertChannel | None:
    """Disable the channel; None when its address changed after `sent_at`."""
    row = await conn.fetchrow(DISABLE_CHANNEL, channel_id, sent_at, now, actor)
    return to_channel(row) if row else None


async def delete_channel(conn: Conn, app_id: AppId, channel_id: UUID) -> bool:
    return await conn.fetchval(DELETE_CHANNEL, app_id, channel_id) is not None


async def count_channels(conn: Conn, app_id: AppId) -> int:
    return int(await conn.fetchval(COUNT_CHANNELS, app_id))


async def load_channel_ids(conn: Conn, app_id: AppId) -> set[UUID]:
    return {row["id"] for row in await conn.fetch(CHANNEL_IDS, app_id)}


async def load_channels(conn: Conn, app_ids: Collection[AppId]) -> list[AlertChannel]:
    return [to_channel(row) for row in await conn.fetch(CHANNELS_OF_APPS, list(app_ids))]


async def load_channel(conn: Conn, channel_id: UUID, app_id: AppId) -> AlertChannel | None:
    row = await conn.fetchrow(CHANNEL_BY_ID, channel_id, app_id)
    return to_channel(row) if row else None


async def load_channel_at(conn: Conn, channel_id: UUID, sent_at: datetime) -> AlertChannel | None:
    """The channel that a message was sent to; None when its address changed after `sent_at`."""
    row = await conn.fetchrow(CHANNEL_AT, channel_id, sent_at)
    return to_channel(row) if row else None


async def lock_secrets(conn: Conn, channel_id: UUID) -> EncryptedSecrets:
    row = await conn.fetchrow(SECRETS, channel_id)
    assert row is not None  # noqa: S101 - the caller has loaded the channel in this transaction
    return EncryptedSecrets(row["address"], row["secret"])


def to_channel(row: Record) -> AlertChannel:
    return AlertChannel(**{**row, "quiet": msgspec.convert(row["quiet"], QuietSettings)})
