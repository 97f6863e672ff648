"""The SQL of the catalog."""

import msgspec

from telemetry_graph.catalog.custom import CustomEventType, CustomField
from telemetry_graph.catalog.model import Tier
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.tables import OwnedTable

OWNED = (OwnedTable("custom_event_types"), OwnedTable("catalog_settings"))

# Concurrent registrations could exceed the maximum together.
LOCK_APP = "SELECT pg_advisory_xact_lock(hashtextextended('catalog ' || $1, 0))"
LOAD_TYPES = """
SELECT app_id, name, version, tier, fields, is_collected, registered_at
  FROM custom_event_types
 WHERE app_id = $1
 ORDER BY name, version
"""
INSERT_TYPE = """
INSERT INTO custom_event_types (app_id, name, version, tier, fields, is_collected, registered_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
"""
LOAD_COLLECTS_UNKNOWN = "SELECT collects_unknown FROM catalog_settings WHERE app_id = $1"
SET_COLLECTS_UNKNOWN = """
INSERT INTO catalog_settings (app_id, collects_unknown) VALUES ($1, $2)
    ON CONFLICT (app_id) DO UPDATE SET collects_unknown = excluded.collects_unknown
"""


async def lock_app(conn: Conn, app_id: AppId) -> None:
    """Lock the app's types until the transaction ends."""
    await conn.execute(LOCK_APP, app_id)


async def load_types(conn: Conn, app_id: AppId) -> list[CustomEventType]:
    """All versions, sorted by name and number."""
    return [
        CustomEventType(
            app_id=AppId(row["app_id"]),
            name=row["name"],
            version=row["version"],
            tier=Tier(row["tier"]),
            fields=tuple(msgspec.convert(row["fields"], list[CustomField])),
            is_collected=row["is_collected"],
            registered_at=row["registered_at"],
        )
        for row in await conn.fetch(LOAD_TYPES, app_id)
    ]


async def insert_type(conn: Conn, event_type: CustomEventType) -> None:
    await conn.execute(
        INSERT_TYPE,
        event_type.app_id,
        event_type.name,
        event_type.version,
        event_type.tier,
        list(event_type.fields),
        event_type.is_collected,
        event_type.registered_at,
    )


async def load_collects_unknown(conn: Conn, app_id: AppId) -> bool:
    return bool(await conn.fetchval(LOAD_COLLECTS_UNKNOWN, app_id))


async def set_collects_unknown(conn: Conn, app_id: AppId, *, is_enabled: bool) -> None:
    await conn.execute(SET_COLLECTS_UNKNOWN, app_id, is_enabled)
