"""Takes source maps, lists them and removes them."""

import asyncio
from dataclasses import dataclass, field
from uuid import UUID

from telemetry_graph.crashes.sourcemaps import store
from telemetry_graph.crashes.sourcemaps.decode import InvalidSourceMap, decoded_map
from telemetry_graph.crashes.sourcemaps.model import MapKey, UploadedMap
from telemetry_graph.crashes.sourcemaps.storage_format import packed
from telemetry_graph.crashes.sourcemaps.symbolicate import Originals
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import InvalidField, TelemetryError
from telemetry_graph.kit.ids import AppId, uuid7
from telemetry_graph.kit.pagination import Cursor, Page, page_after
from telemetry_graph.kit.text import is_storable

_LONGEST_VERSION = 64
_LONGEST_FILE = 500


class TooManySourceMaps(TelemetryError):
    """The app has as many source maps as it may."""

    code = "TOO_MANY_SOURCE_MAPS"
    status = 409


@dataclass(frozen=True, slots=True)
class Quota:
    """What one app may store."""

    maps: int = 1_000
    bytes: int = 536_870_912


@dataclass(frozen=True, slots=True)
class SourceMaps:
    pool: Pool
    clock: Clock
    originals: Originals
    quota: Quota = Quota()
    _one_at_a_time: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    """Decoding takes memory: one upload is decoded at a time."""

    async def upload(self, key: MapKey, content: bytes, actor: str) -> UploadedMap:
        """Store the map in place of the one that the bundle had; it holds for new crashes."""
        key = MapKey(key.app_id, _version(key.version), _file(key.file))
        async with self._one_at_a_time:
            stored, segments = await asyncio.to_thread(_prepared, content)
        now = self.clock()
        made = UploadedMap(
            key.app_id, key.version, key.file, uuid7(now), segments, len(stored), now, actor
        )
        async with self.pool.transaction() as conn:
            await store.lock_app(conn, key.app_id)
            maps, taken = await store.others(conn, key)
            if maps >= self.quota.maps or taken + made.bytes > self.quota.bytes:
                raise TooManySourceMaps(
                    f"An app has at most {self.quota.maps} source maps, of {self.quota.bytes} "
                    "bytes in all as they are stored. Delete those of old versions."
                )
            await store.put_map(conn, made, stored)
        self.originals.shelf.forget(key.app_id)
        return made

    async def uploaded(
        self, app_id: AppId, version: str | None, first: int, after: str | None
    ) -> Page[UploadedMap]:
        """The app's maps, newest first."""
        before = page_after(first, after, UUID)
        version = None if version is None else _version(version)
        async with self.pool.connection() as conn:
            rows = await store.maps_newest_first(conn, app_id, version, first + 1, before)
        return Page.of(rows, first, lambda each: Cursor(each.uploaded_at, str(each.id)))

    async def delete(self, app_id: AppId, version: str, file: str | None) -> int:
        """Those of a version, or of one of its bundles; answers how many there were."""
        file = None if file is None else _file(file)
        async with self.pool.transaction() as conn:
            count = await store.delete_maps(conn, app_id, _version(version), file)
        self.originals.shelf.forget(app_id)
        return count


def _prepared(content: bytes) -> tuple[bytes, int]:
    """The map as it is stored, and how many segments it has."""
    found = decoded_map(content)
    if not found.starts:
        raise InvalidSourceMap("The source map has no segments.")
    return packed(found), len(found.starts)


def _version(version: str) -> str:
    if len(version) > _LONGEST_VERSION or not is_storable(version):
        raise InvalidField(f"A version has at most {_LONGEST_VERSION} characters.", field="version")
    return version


def _file(file: str) -> str:
    """The bundle's path as crashes will match it: without what it is relative to."""
    path = file.replace("\\", "/").partition("?")[0].partition("#")[0]
    while path.startswith(("./", "~/", "/")):
        path = path[path.find("/") + 1 :]
    if not 1 <= len(path) <= _LONGEST_FILE or not is_storable(path) or not path.isprintable():
        raise InvalidField(
            f"`file` is the bundle's path, of 1 to {_LONGEST_FILE} characters.", field="file"
        )
    return path
