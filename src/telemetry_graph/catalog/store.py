"""The SQL of the catalogue."""

import msgspec

from telemetry_graph.catalog.custom import CustomField, CustomType
from telemetry_graph.catalog.model import Tier
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.tables import OwnedTable

OWNED = (OwnedTable("custom_event_types"), OwnedTable("catalog_settings"))

# Two registrations at once would both see room for one more.
LOCK_APP = "SELECT pg_advisory_xact_lock(hashtextextended('catalog ' || $1, 0))"
TYPES = """
SELECT app_id, name, version, tier, fields, is_collected, registered_at
  FROM custom_event_types
 WHERE app_id = $1
 ORDER BY name, version
"""
INSERT_TYPE = """
INSERT INTO custom_event_types (app_id, name, version, tier, fields, is_collected, registered_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
"""
COLLECTS_UNKNOWN = "SELECT collects_unknown FROM catalog_settings WHERE app_id = $1"
SET_COLLECTS_UNKNOWN = """
INSERT INTO catalog_settings (app_id, collects_unknown) VALUES ($1, $2)
    ON CONFLICT (app_id) DO UPDATE SET collects_unknown = excluded.collects_unknown
"""


async def lock_app(conn: Conn, app_id: AppId) -> None:
    """Until the transaction ends."""
    await conn.execute(LOCK_APP, app_id)


async def types(conn: Conn, app_id: AppId) -> list[CustomType]:
    """All versions, in the order of their names and numbers."""
    return [
        CustomType(
            app_id=AppId(row["app_id"]),
            name=row["name"],
            version=row["version"],
            tier=Tier(row["tier"]),
            fields=tuple(msgspec.convert(row["fields"], list[CustomField])),
            is_collected=row["is_collected"],
            registered_at=row["registered_at"],
        )
        for row in await conn.fetch(TYPES, app_id)
    ]


async def insert_type(conn: Conn, made: CustomType) -> None:
    await conn.execute(
        INSERT_TYPE,
        made.app_id,
        made.name,
        made.version,
        made.tier,
        list(made.fields),
        made.is_collected,
        made.registered_at,
    )


async def collects_unknown(conn: Conn, app_id: AppId) -> bool:
    return bool(await conn.fetchval(COLLECTS_UNKNOWN, app_id))


async def set_collects_unknown(conn: Conn, app_id: AppId, *, collects: bool) -> None:
    await conn.execute(SET_COLLECTS_UNKNOWN, app_id, collects)
