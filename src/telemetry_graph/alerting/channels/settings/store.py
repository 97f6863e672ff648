"""The SQL of an app's alert channels."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import msgspec
from asyncpg import Record

from telemetry_graph.alerting.channels.settings.model import AlertChannel, Sealed
from telemetry_graph.alerting.content.payload import ChannelKind
from telemetry_graph.alerting.pipeline.suppression import QuietSettings
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId

INSERT_CHANNEL = """
INSERT INTO alert_channels (
       id, app_id, kind, name, target, address, secret, quiet, is_enabled, created_at, updated_at,
       updated_by, address_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $10)
RETURNING id, app_id, kind, name, target, secret IS NOT NULL AS has_secret, quiet, is_enabled,
          verified_at, created_at, updated_at, updated_by
"""
UPDATE_CHANNEL = """
UPDATE alert_channels
   SET name = $3, target = coalesce($4, target), address = coalesce($5, address), secret = $6,
       quiet = $7, is_enabled = $8, updated_at = $9, updated_by = $10,
       verified_at = CASE WHEN $5::bytea IS NULL THEN verified_at END,
       address_at = CASE WHEN $5::bytea IS NULL THEN address_at ELSE $9 END
 WHERE app_id = $1 AND id = $2
RETURNING id, app_id, kind, name, target, secret IS NOT NULL AS has_secret, quiet, is_enabled,
          verified_at, created_at, updated_at, updated_by
"""
# The address that the message went to; one that was given meanwhile has not been heard of.
SET_VERIFIED = """
UPDATE alert_channels AS c SET verified_at = coalesce(c.verified_at, $2)
  FROM alert_deliveries AS d
 WHERE d.id = $1 AND c.id = d.channel_id AND d.created_at >= c.address_at
RETURNING c.id, c.app_id, c.kind, c.name, c.target, c.secret IS NOT NULL AS has_secret, c.quiet,
          c.is_enabled, c.verified_at, c.created_at, c.updated_at, c.updated_by
"""
UNSUBSCRIBE = """
UPDATE alert_channels SET is_enabled = false, updated_at = $2, updated_by = $3
 WHERE id = $1
RETURNING id, app_id, kind, name, target, secret IS NOT NULL AS has_secret, quiet, is_enabled,
          verified_at, created_at, updated_at, updated_by
"""
DELETE_CHANNEL = "DELETE FROM alert_channels WHERE app_id = $1 AND id = $2 RETURNING id"
COUNT_CHANNELS = "SELECT count(*) FROM alert_channels WHERE app_id = $1"
CHANNEL_IDS = "SELECT id FROM alert_channels WHERE app_id = $1"
CHANNELS_OF_APPS = """
SELECT id, app_id, kind, name, target, secret IS NOT NULL AS has_secret, quiet, is_enabled,
       verified_at, created_at, updated_at, updated_by
  FROM alert_channels
 WHERE app_id = ANY ($1::text[])
 ORDER BY created_at, id
"""
CHANNEL_BY_ID = """
SELECT id, app_id, kind, name, target, secret IS NOT NULL AS has_secret, quiet, is_enabled,
       verified_at, created_at, updated_at, updated_by
  FROM alert_channels
 WHERE id = $1 AND ($2::text IS NULL OR app_id = $2)
"""
# A link was for the address that its message went to.
CHANNEL_OF_DELIVERY = """
SELECT c.id, c.app_id, c.kind, c.name, c.target, c.secret IS NOT NULL AS has_secret, c.quiet,
       c.is_enabled, c.verified_at, c.created_at, c.updated_at, c.updated_by
  FROM alert_deliveries AS d
  JOIN alert_channels AS c ON c.id = d.channel_id
 WHERE d.id = $1 AND d.created_at >= c.address_at
"""
SEALED = "SELECT address, secret FROM alert_channels WHERE id = $1 FOR UPDATE"


async def insert_channel(conn: Conn, channel: AlertChannel, sealed: Sealed) -> AlertChannel:
    row = await conn.fetchrow(
        INSERT_CHANNEL, channel.id, channel.app_id, channel.kind.value, channel.name,
        channel.target, sealed.address, sealed.secret, channel.quiet, channel.is_enabled,
        channel.created_at, channel.updated_by,
    )  # fmt: skip
    assert row is not None  # noqa: S101 - an INSERT that did not fail answers its row
    return channel_of(row)


async def update_channel(
    conn: Conn, changed: AlertChannel, address: bytes | None, secret: bytes | None
) -> AlertChannel | None:
    """With another address it is not verified any more."""
    row = await conn.fetchrow(
        UPDATE_CHANNEL, changed.app_id, changed.id, changed.name,
        changed.target if address else None, address, secret, changed.quiet, changed.is_enabled,
        changed.updated_at, changed.updated_by,
    )  # fmt: skip
    return channel_of(row) if row else None


async def set_verified(conn: Conn, delivery_id: UUID, now: datetime) -> AlertChannel | None:
    """The channel that the delivery reached; None when it has another address since."""
    row = await conn.fetchrow(SET_VERIFIED, delivery_id, now)
    return channel_of(row) if row else None


async def unsubscribe(
    conn: Conn, channel_id: UUID, now: datetime, actor: str
) -> AlertChannel | None:
    row = await conn.fetchrow(UNSUBSCRIBE, channel_id, now, actor)
    return channel_of(row) if row else None


async def delete_channel(conn: Conn, app_id: AppId, channel_id: UUID) -> bool:
    return await conn.fetchval(DELETE_CHANNEL, app_id, channel_id) is not None


async def count_channels(conn: Conn, app_id: AppId) -> int:
    return int(await conn.fetchval(COUNT_CHANNELS, app_id))


async def channel_ids_of_app(conn: Conn, app_id: AppId) -> set[UUID]:
    return {row["id"] for row in await conn.fetch(CHANNEL_IDS, app_id)}


async def channels_of_apps(conn: Conn, app_ids: Collection[AppId]) -> list[AlertChannel]:
    return [channel_of(row) for row in await conn.fetch(CHANNELS_OF_APPS, list(app_ids))]


async def channel_by_id(
    conn: Conn, channel_id: UUID, app_id: AppId | None = None
) -> AlertChannel | None:
    """With `app_id`, only of that app."""
    row = await conn.fetchrow(CHANNEL_BY_ID, channel_id, app_id)
    return channel_of(row) if row else None


async def channel_of_delivery(conn: Conn, delivery_id: UUID) -> AlertChannel | None:
    """The channel that it went to; None when the channel has another address since."""
    row = await conn.fetchrow(CHANNEL_OF_DELIVERY, delivery_id)
    return channel_of(row) if row else None


async def sealed(conn: Conn, channel_id: UUID) -> Sealed:
    row = await conn.fetchrow(SEALED, channel_id)
    assert row is not None  # noqa: S101 - the caller has just seen it in this transaction
    return Sealed(row["address"], row["secret"])


def channel_of(row: Record) -> AlertChannel:
    return AlertChannel(
        **{
            **row,
            "kind": ChannelKind(row["kind"]),
            "quiet": msgspec.convert(row["quiet"], QuietSettings),
        }
    )
