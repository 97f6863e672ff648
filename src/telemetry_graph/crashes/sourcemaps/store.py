"""The SQL of source maps."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from telemetry_graph.crashes.sourcemaps.model import MapKey, UploadedMap
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.tables import OwnedTable

OWNED = (OwnedTable("source_maps"),)

APPS_WITH_MAPS = "SELECT DISTINCT app_id FROM source_maps"
MAPS_OF_APP = "SELECT app_version, file, id FROM source_maps WHERE app_id = $1"
CONTENT = "SELECT content FROM source_maps WHERE app_id = $1 AND id = $2"
# One upload of an app at a time, so that two at once do not pass its bounds together.
LOCK_APP = "SELECT pg_advisory_xact_lock(hashtextextended($1, 7402551905))"
OTHERS = """
SELECT count(*) AS maps, coalesce(sum(bytes), 0)::bigint AS bytes
  FROM source_maps
 WHERE app_id = $1 AND (app_version, file) <> ($2, $3)
"""
PUT_MAP = """
INSERT INTO source_maps (
       app_id, app_version, file, id, content, bytes, segments, uploaded_at, uploaded_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (app_id, app_version, file) DO UPDATE SET
       id = excluded.id, content = excluded.content, bytes = excluded.bytes,
       segments = excluded.segments, uploaded_at = excluded.uploaded_at,
       uploaded_by = excluded.uploaded_by
"""
MAPS_NEWEST_FIRST = """
SELECT app_id, app_version AS version, file, id, segments, bytes, uploaded_at, uploaded_by
  FROM source_maps
 WHERE app_id = $1 AND ($2::text IS NULL OR app_version = $2)
   AND ($3::timestamptz IS NULL OR (uploaded_at, id) < ($3, $4::uuid))
 ORDER BY uploaded_at DESC, id DESC
 LIMIT $5
"""
DELETE_MAPS = """
DELETE FROM source_maps
 WHERE app_id = $1 AND app_version = $2 AND ($3::text IS NULL OR file = $3)
"""


async def apps_with_maps(conn: Conn) -> frozenset[AppId]:
    return frozenset(AppId(row["app_id"]) for row in await conn.fetch(APPS_WITH_MAPS))


async def maps_of_app(conn: Conn, app_id: AppId) -> Mapping[str, Mapping[str, UUID]]:
    """By version, then by file."""
    found: dict[str, dict[str, UUID]] = {}
    for row in await conn.fetch(MAPS_OF_APP, app_id):
        found.setdefault(row["app_version"], {})[row["file"]] = row["id"]
    return found


async def content(conn: Conn, app_id: AppId, map_id: UUID) -> bytes | None:
    found: bytes | None = await conn.fetchval(CONTENT, app_id, map_id)
    return found


async def lock_app(conn: Conn, app_id: AppId) -> None:
    """Until the transaction ends."""
    await conn.execute(LOCK_APP, app_id)


async def others(conn: Conn, key: MapKey) -> tuple[int, int]:
    """How many maps the app has beside this one, and how many bytes they take."""
    row = await conn.fetchrow(OTHERS, key.app_id, key.version, key.file)
    assert row is not None  # noqa: S101 - a SELECT of aggregates always has one row
    return row["maps"], row["bytes"]


async def put_map(conn: Conn, stored: UploadedMap, content: bytes) -> None:
    await conn.execute(
        PUT_MAP, stored.app_id, stored.version, stored.file, stored.id, content, stored.bytes,
        stored.segments, stored.uploaded_at, stored.uploaded_by,
    )  # fmt: skip


async def maps_newest_first(
    conn: Conn,
    app_id: AppId,
    version: str | None,
    limit: int,
    before: tuple[datetime, UUID] | None,
) -> list[UploadedMap]:
    at, map_id = before or (None, None)
    rows = await conn.fetch(MAPS_NEWEST_FIRST, app_id, version, at, map_id, limit)
    return [UploadedMap(**row) for row in rows]


async def delete_maps(conn: Conn, app_id: AppId, version: str, file: str | None) -> int:
    status = await conn.execute(DELETE_MAPS, app_id, version, file)
    return int(status.rsplit(" ", 1)[1])
