"""Caches which source maps an app has, and decoded maps in bounded memory."""

import asyncio
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from uuid import UUID

from cachetools import LRUCache

from telemetry_graph.crashes.sourcemaps import store
from telemetry_graph.crashes.sourcemaps.model import DecodedMap
from telemetry_graph.crashes.sourcemaps.storage_format import UnreadableMap, unpack_map
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.ttl_cache import TtlCache

log = logging.getLogger(__name__)

MapIds = Mapping[str, UUID]
"""The maps of one app version by file: the path of the bundle, or the end of it."""

_MAX_BYTES = 67_108_864
_MAX_MAPS = 2_000
_UNUSABLE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class _CachedMap:
    source_map: DecodedMap | None
    """None when the map is unusable."""
    expires_at: float


class SourceMapCache:
    def __init__(self, max_bytes: int = _MAX_BYTES) -> None:
        self._map_ids = TtlCache[AppId, Mapping[str, MapIds]](time.monotonic)
        self._maps: LRUCache[UUID, _CachedMap] = LRUCache(
            max_bytes, getsizeof=lambda cached: _measure_bytes(cached, max_bytes)
        )
        self._load_lock = asyncio.Lock()

    async def get_map_ids(self, pool: Pool, app_id: AppId, app_version: str) -> MapIds:
        """The maps of a version. Costs one query per 5 seconds and app."""
        cached = self._map_ids.get(app_id)
        if cached is None:
            try:
                async with pool.connection() as conn:
                    by_version = await store.load_map_ids(conn, app_id)
            except BaseException:
                self._map_ids.forget(app_id)
                raise
            self._map_ids.put(app_id, by_version)
            cached = (by_version,)
        return (cached[0] or {}).get(app_version, {})

    async def get_map(self, pool: Pool, app_id: AppId, map_id: UUID) -> DecodedMap | None:
        """The map; None when it is deleted or unusable. One map is loaded at a time."""
        if (cached := self._get_cached(map_id)) is not None:
            return cached.source_map
        async with self._load_lock:
            if (cached := self._get_cached(map_id)) is not None:
                return cached.source_map
            try:
                source_map = await _load(pool, app_id, map_id)
            except asyncio.CancelledError:
                self._put(map_id, None)  # so that not every crash waits for a slow map
                raise
            self._put(map_id, source_map)
        return source_map

    def forget(self, app_id: AppId) -> None:
        """Forget which maps the app has."""
        self._map_ids.forget(app_id)

    def _get_cached(self, map_id: UUID) -> _CachedMap | None:
        cached = self._maps.get(map_id)
        return None if cached is None or cached.expires_at < time.monotonic() else cached

    def _put(self, map_id: UUID, source_map: DecodedMap | None) -> None:
        expires_at = inf if source_map else time.monotonic() + _UNUSABLE_SECONDS
        self._maps[map_id] = _CachedMap(source_map, expires_at)


def _measure_bytes(cached: _CachedMap, max_bytes: int) -> int:
    """Bytes in memory; at least a share of the maximum that also bounds the number of maps."""
    memory_bytes = cached.source_map.memory_bytes if cached.source_map else 0
    return min(max(memory_bytes, max_bytes // _MAX_MAPS), max_bytes)


async def _load(pool: Pool, app_id: AppId, map_id: UUID) -> DecodedMap | None:
    async with pool.connection() as conn:
        content = await store.load_content(conn, app_id, map_id)
    if content is None:
        return None
    try:
        return await asyncio.to_thread(unpack_map, content)
    except UnreadableMap as error:
        extra = {"map": str(map_id), "reason": str(error)}
        log.warning("stored source map is unusable", extra=extra)

        return None
