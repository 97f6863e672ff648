"""The SQL of source maps."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from telemetry_graph.crashes.sourcemaps.model import MapKey, UploadedMap
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.tables import OwnedTable

OWNED = (OwnedTable("source_maps"),)

LOAD_APPS_WITH_MAPS = "SELECT DISTINCT app_id FROM source_maps"
LOAD_MAP_IDS = "SELECT app_version, file, id FROM source_maps WHERE app_id = $1"
LOAD_CONTENT = "SELECT content FROM source_maps WHERE app_id = $1 AND id = $2"
# Serializes the uploads of an app, so that concurrent ones cannot exceed its quota together.
LOCK_APP = "SELECT pg_advisory_xact_lock(hashtextextended($1, 7402551905))"
COUNT_OTHER_MAPS = """
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
LOAD_NEWEST = """
SELECT app_id, app_version, file, id, segments AS segment_count, bytes AS stored_bytes,
       uploaded_at, uploaded_by
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


async def load_apps_with_maps(conn: Conn) -> frozenset[AppId]:
    return frozenset(AppId(row["app_id"]) for row in await conn.fetch(LOAD_APPS_WITH_MAPS))


async def load_map_ids(conn: Conn, app_id: AppId) -> Mapping[str, Mapping[str, UUID]]:
    """Ids of the app's maps by version, then by file."""
    by_version: dict[str, dict[str, UUID]] = {}
    for row in await conn.fetch(LOAD_MAP_IDS, app_id):
        by_version.setdefault(row["app_version"], {})[row["file"]] = row["id"]
    return by_version


async def load_content(conn: Conn, app_id: AppId, map_id: UUID) -> bytes | None:
    content: bytes | None = await conn.fetchval(LOAD_CONTENT, app_id, map_id)
    return content


async def lock_app(conn: Conn, app_id: AppId) -> None:
    """Lock the app's maps until the transaction ends."""
    await conn.execute(LOCK_APP, app_id)


async def count_other_maps(conn: Conn, key: MapKey) -> tuple[int, int]:
    """The number and the stored bytes of the app's other maps."""
    row = await conn.fetchrow(COUNT_OTHER_MAPS, key.app_id, key.app_version, key.file)
    assert row is not None  # noqa: S101 - an aggregate always has one row
    return row["maps"], row["bytes"]


async def put_map(conn: Conn, uploaded: UploadedMap, content: bytes) -> None:
    await conn.execute(
        PUT_MAP, uploaded.app_id, uploaded.app_version, uploaded.file, uploaded.id, content,
        uploaded.stored_bytes, uploaded.segment_count, uploaded.uploaded_at, uploaded.uploaded_by,
    )  # fmt: skip


async def load_newest(
    conn: Conn,
    app_id: AppId,
    app_version: str | None,
    limit: int,
    before: tuple[datetime, UUID] | None,
) -> list[UploadedMap]:
    uploaded_at, map_id = before or (None, None)
    rows = await conn.fetch(LOAD_NEWEST, app_id, app_version, uploaded_at, map_id, limit)
    return [UploadedMap(**row) for row in rows]


async def delete_maps(conn: Conn, app_id: AppId, app_version: str, file: str | None) -> int:
    status = await conn.execute(DELETE_MAPS, app_id, app_version, file)
    return int(status.rsplit(" ", 1)[1])
