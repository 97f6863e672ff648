"""Stores, lists and deletes source maps."""

import asyncio
from dataclasses import dataclass, field
from uuid import UUID

from telemetry_graph.crashes.sourcemaps import store
from telemetry_graph.crashes.sourcemaps.decode import InvalidSourceMap, decode_map
from telemetry_graph.crashes.sourcemaps.model import MapKey, UploadedMap
from telemetry_graph.crashes.sourcemaps.storage_format import pack_map
from telemetry_graph.crashes.sourcemaps.symbolicate import Symbolicator
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import InvalidField, TelemetryError
from telemetry_graph.kit.ids import AppId, uuid7
from telemetry_graph.kit.pagination import Cursor, Page, decode_after
from telemetry_graph.kit.text import is_storable

_MAX_VERSION_CHARACTERS = 64
_MAX_FILE_CHARACTERS = 500


class TooManySourceMaps(TelemetryError):
    """The app has reached its quota of source maps."""

    code = "TOO_MANY_SOURCE_MAPS"
    status = 409


@dataclass(frozen=True, slots=True)
class SourceMapQuota:
    """The maximum that one app can store."""

    maps: int = 1_000
    bytes: int = 536_870_912


@dataclass(frozen=True, slots=True)
class SourceMaps:
    pool: Pool
    clock: Clock
    symbolicator: Symbolicator
    quota: SourceMapQuota = SourceMapQuota()
    _decode_semaphore: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    """Limits memory: one upload is decoded at a time."""

    async def upload(self, key: MapKey, content: bytes, actor: str) -> UploadedMap:
        """Store a map in place of the bundle's current one. It applies to new crashes."""
        key = MapKey(key.app_id, _check_version(key.app_version), _normalize_file(key.file))
        async with self._decode_semaphore:
            stored, segment_count = await asyncio.to_thread(_prepare, content)
        now = self.clock()
        uploaded = UploadedMap(
            key.app_id, key.app_version, key.file, uuid7(now), segment_count, len(stored), now,
            actor,
        )  # fmt: skip
        async with self.pool.transaction() as conn:
            await store.lock_app(conn, key.app_id)
            maps, used_bytes = await store.count_other_maps(conn, key)
            if maps >= self.quota.maps or used_bytes + len(stored) > self.quota.bytes:
                raise TooManySourceMaps(
                    f"An app can store at most {self.quota.maps} source maps and "
                    f"{self.quota.bytes} bytes of them. Delete the maps of old versions."
                )
            await store.put_map(conn, uploaded, stored)
        self.symbolicator.forget(key.app_id)
        return uploaded

    async def list_maps(
        self, app_id: AppId, app_version: str | None, first: int, after: str | None
    ) -> Page[UploadedMap]:
        """The app's maps, newest first."""
        before = decode_after(first, after, UUID)
        app_version = None if app_version is None else _check_version(app_version)
        async with self.pool.connection() as conn:
            rows = await store.load_newest(conn, app_id, app_version, first + 1, before)
        return Page.of(rows, first, lambda each: Cursor(each.uploaded_at, str(each.id)))

    async def delete(self, app_id: AppId, app_version: str, file: str | None) -> int:
        """Delete the maps of a version, or of one bundle; return the number of deleted maps."""
        file = None if file is None else _normalize_file(file)
        async with self.pool.transaction() as conn:
            count = await store.delete_maps(conn, app_id, _check_version(app_version), file)
        self.symbolicator.forget(app_id)
        return count


def _prepare(content: bytes) -> tuple[bytes, int]:
    """The map in its stored form, and the number of its segments."""
    source_map = decode_map(content)
    if not source_map.bundle_positions:
        raise InvalidSourceMap("The source map has no segments.")
    return pack_map(source_map), len(source_map.bundle_positions)


def _check_version(app_version: str) -> str:
    if len(app_version) > _MAX_VERSION_CHARACTERS or not is_storable(app_version):
        raise InvalidField(
            f"`appVersion` must have at most {_MAX_VERSION_CHARACTERS} characters and no NUL.",
            field="appVersion",
        )
    return app_version


def _normalize_file(file: str) -> str:
    """The path of the bundle as traces are matched against it, without leading `./`, `~/`, `/`."""
    path = file.replace("\\", "/").partition("?")[0].partition("#")[0]
    while path.startswith(("./", "~/", "/")):
        path = path[path.find("/") + 1 :]
    is_valid = 1 <= len(path) <= _MAX_FILE_CHARACTERS and is_storable(path) and path.isprintable()
    if not is_valid:
        raise InvalidField(
            f"`file` must be the path of the bundle, with 1 to {_MAX_FILE_CHARACTERS} printable "
            "characters.",
            field="file",
        )
    return path
