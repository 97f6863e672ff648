"""Caches which source maps exist, and the decoded ones, in bounded memory."""

import asyncio
import logging
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import inf
from uuid import UUID

from cachetools import LRUCache

from telemetry_graph.crashes.sourcemaps import store
from telemetry_graph.crashes.sourcemaps.model import SourceMap
from telemetry_graph.crashes.sourcemaps.storage_format import UnreadableMap, unpacked
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.ttl_cache import TtlCache

log = logging.getLogger(__name__)

Files = Mapping[str, UUID]
"""The maps of one version, by the path of their bundle or the end of it."""

_MAX_BYTES = 67_108_864
_MAX_MAPS = 2_000
_FAILED_SECONDS = 60.0
_ALL = "all"


@dataclass(frozen=True, slots=True)
class _Entry:
    source_map: SourceMap | None
    """None when it cannot be used."""
    expires_at: float


class SourceMapCache:
    def __init__(self, max_bytes: int = _MAX_BYTES) -> None:
        self._apps = TtlCache[str, frozenset[AppId]](time.monotonic)
        self._files = TtlCache[AppId, Mapping[str, Files]](time.monotonic)
        self._maps: LRUCache[UUID, _Entry] = LRUCache(
            max_bytes, getsizeof=lambda entry: _weight(entry, max_bytes)
        )
        self._one_at_a_time = asyncio.Lock()

    async def files(self, pool: Pool, app_id: AppId, version: str) -> Files:
        """One query in five seconds for all apps, and one for each app that has maps."""
        if app_id not in await self._apps_with_maps(pool):
            return {}
        found = self._files.get(app_id)
        if found is None:
            try:
                async with pool.connection() as conn:
                    by_version = await store.maps_of_app(conn, app_id)
            except BaseException:
                self._files.forget(app_id)
                raise
            self._files.put(app_id, by_version)
            found = (by_version,)
        return (found[0] or {}).get(version, {})

    def has_none(self, app_ids: Collection[AppId]) -> bool:
        """Whether it is known without asking that none of these apps has maps, as most have not."""
        found = self._apps.peek(_ALL)
        return found is not None and not (found[0] or frozenset()).intersection(app_ids)

    async def decoded(self, pool: Pool, app_id: AppId, map_id: UUID) -> SourceMap | None:
        """The map; None when it is gone or cannot be used. One is read at a time."""
        if (entry := self._cached(map_id)) is not None:
            return entry.source_map
        async with self._one_at_a_time:
            if (entry := self._cached(map_id)) is not None:
                return entry.source_map
            try:
                found = await _read(pool, app_id, map_id)
            except asyncio.CancelledError:
                self._put(map_id, None)  # a slow one is not waited for again and again
                raise
            self._put(map_id, found)
        return found

    def forget(self, app_id: AppId) -> None:
        """What was known of the app's maps; other processes learn of a change within seconds."""
        self._apps.forget(_ALL)
        self._files.forget(app_id)

    async def _apps_with_maps(self, pool: Pool) -> frozenset[AppId]:
        found = self._apps.get(_ALL)
        if found is None:
            try:
                async with pool.connection() as conn:
                    apps = await store.apps_with_maps(conn)
            except BaseException:
                self._apps.forget(_ALL)
                raise
            self._apps.put(_ALL, apps)
            found = (apps,)
        return found[0] or frozenset()

    def _cached(self, map_id: UUID) -> _Entry | None:
        entry = self._maps.get(map_id)
        return None if entry is None or entry.expires_at < time.monotonic() else entry

    def _put(self, map_id: UUID, source_map: SourceMap | None) -> None:
        expires_at = inf if source_map else time.monotonic() + _FAILED_SECONDS
        self._maps[map_id] = _Entry(source_map, expires_at)


def _weight(entry: _Entry, max_bytes: int) -> int:
    """Bytes of memory, such that neither bytes nor the number of entries exceed their maximum."""
    weight = entry.source_map.weight if entry.source_map else 0
    return min(max(weight, max_bytes // _MAX_MAPS), max_bytes)


async def _read(pool: Pool, app_id: AppId, map_id: UUID) -> SourceMap | None:
    async with pool.connection() as conn:
        content = await store.content(conn, app_id, map_id)
    if content is None:
        return None
    try:
        return await asyncio.to_thread(unpacked, content)
    except UnreadableMap as error:
        log.warning("a source map cannot be used", extra={"map": str(map_id), "reason": str(error)})
        return None
