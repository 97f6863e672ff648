"""The maps that crashes need just now: which there are, and the decoded ones, in bounded memory."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from telemetry_graph.crashes.sourcemaps import store
from telemetry_graph.crashes.sourcemaps.model import SourceMap
from telemetry_graph.crashes.sourcemaps.storage_format import UnreadableMap, unpacked
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.ttl_cache import Remembered

log = logging.getLogger(__name__)

Files = Mapping[str, UUID]
"""The maps of one version, by the path of their bundle or the end of it."""

_MOST_BYTES = 67_108_864
_MOST_MAPS = 2_000
_GIVEN_UP_SECONDS = 60.0
_ALL = "all"


@dataclass(frozen=True, slots=True)
class _Kept:
    found: SourceMap | None
    """None when it cannot be used."""
    until: float
    weight: int


@dataclass(slots=True)
class Shelf:
    most_bytes: int = _MOST_BYTES
    _apps: Remembered[str, frozenset[AppId]] = field(
        default_factory=lambda: Remembered(time.monotonic)
    )
    _files: Remembered[AppId, Mapping[str, Files]] = field(
        default_factory=lambda: Remembered(time.monotonic)
    )
    _kept: OrderedDict[UUID, _Kept] = field(default_factory=OrderedDict)
    _bytes: int = 0
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def files(self, pool: Pool, app_id: AppId, version: str) -> Files:
        """One query in five seconds for all apps, and one for each app that has maps."""
        if app_id not in await self._apps_with_maps(pool):
            return {}
        found = self._files.found(app_id)
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
        found = self._apps.fresh(_ALL)
        return found is not None and not (found[0] or frozenset()).intersection(app_ids)

    async def decoded(self, pool: Pool, app_id: AppId, map_id: UUID) -> SourceMap | None:
        """The map; None when it is gone or cannot be used. One is read at a time."""
        if (kept := self._at_hand(map_id)) is not None:
            return kept.found
        async with self._one_at_a_time:
            if (kept := self._at_hand(map_id)) is not None:
                return kept.found
            try:
                found = await _read(pool, app_id, map_id)
            except asyncio.CancelledError:
                self._keep(map_id, None)  # a slow one is not waited for again and again
                raise
            self._keep(map_id, found)
        return found

    def forget(self, app_id: AppId) -> None:
        """What was known of the app's maps; other processes learn of a change within seconds."""
        self._apps.forget(_ALL)
        self._files.forget(app_id)

    async def _apps_with_maps(self, pool: Pool) -> frozenset[AppId]:
        found = self._apps.found(_ALL)
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

    def _at_hand(self, map_id: UUID) -> _Kept | None:
        kept = self._kept.get(map_id)
        if kept is None or kept.until < time.monotonic():
            return None
        self._kept.move_to_end(map_id)
        return kept

    def _keep(self, map_id: UUID, found: SourceMap | None) -> None:
        until = float("inf") if found else time.monotonic() + _GIVEN_UP_SECONDS
        before = self._kept.pop(map_id, None)
        kept = _Kept(found, until, found.weight if found else 0)
        self._bytes += kept.weight - (before.weight if before else 0)
        self._kept[map_id] = kept
        while len(self._kept) > 1 and (
            self._bytes > self.most_bytes or len(self._kept) > _MOST_MAPS
        ):
            _, left = self._kept.popitem(last=False)
            self._bytes -= left.weight


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
