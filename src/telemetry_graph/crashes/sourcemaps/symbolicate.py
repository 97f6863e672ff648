"""Symbolicates the stack traces of crashes, before they are grouped and when they are displayed.

When that fails, a crash is stored and displayed as received.
"""

import asyncio
import logging
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from telemetry_graph.crashes.fingerprint import fingerprint
from telemetry_graph.crashes.model import MAX_STACK_CHARACTERS, CrashOccurrence, GroupedBy
from telemetry_graph.crashes.sourcemaps.cache import MapIds, SourceMapCache
from telemetry_graph.crashes.sourcemaps.model import DecodedMap, SourcePosition
from telemetry_graph.crashes.sourcemaps.rewrite import rewrite_trace
from telemetry_graph.crashes.sourcemaps.store import load_apps_with_maps
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.errors import TelemetryError
from telemetry_graph.kit.ids import AppId, Fingerprint
from telemetry_graph.kit.text import shorten
from telemetry_graph.kit.ttl_cache import TtlCache

log = logging.getLogger(__name__)

_MAX_MAPS_PER_CRASH = 10
_ALL_APPS = "all"


class AppsWithMaps:
    """The apps that have maps, loaded for all apps at once because few have any.

    Costs one query per 5 seconds.
    """

    def __init__(self) -> None:
        self._cache = TtlCache[str, frozenset[AppId]](time.monotonic)

    def include_none_of(self, app_ids: Collection[AppId]) -> bool:
        """Whether it is known, without a query, that none of the apps has maps."""
        cached = self._cache.peek(_ALL_APPS)
        return cached is not None and not (cached[0] or frozenset()).intersection(app_ids)

    async def get(self, pool: Pool) -> frozenset[AppId]:
        cached = self._cache.get(_ALL_APPS)
        if cached is None:
            try:
                async with pool.connection() as conn:
                    apps = await load_apps_with_maps(conn)
            except BaseException:
                self.forget()
                raise
            self._cache.put(_ALL_APPS, apps)
            cached = (apps,)
        return cached[0] or frozenset()

    def forget(self) -> None:
        self._cache.forget(_ALL_APPS)


@dataclass(slots=True)
class Symbolicator:
    timeout_seconds: float = 2.0
    """The maximum that the crashes of one call wait for their maps."""
    apps: AppsWithMaps = field(default_factory=AppsWithMaps)
    cache: SourceMapCache = field(default_factory=SourceMapCache)

    def forget(self, app_id: AppId) -> None:
        """Forget which maps the app has. Other processes notice a change within 5 seconds."""
        self.apps.forget()
        self.cache.forget(app_id)

    async def symbolicate_and_fingerprint(
        self, pool: Pool, crashes: Sequence[CrashOccurrence]
    ) -> list[CrashOccurrence]:
        """Symbolicate new crashes, and replace the fingerprints that an algorithm computed."""
        return [_update_fingerprint(crash) for crash in await self.symbolicate(pool, crashes)]

    async def symbolicate(
        self, pool: Pool, crashes: Sequence[CrashOccurrence]
    ) -> list[CrashOccurrence]:
        """The crashes with symbolicated traces; those without a matching map are unchanged."""
        symbolicated = list(crashes)
        if self.apps.include_none_of({crash.app_id for crash in crashes}):
            return symbolicated
        try:
            async with asyncio.timeout(self.timeout_seconds):
                for at, crash in enumerate(symbolicated):
                    if crash.stack_trace and crash.symbolicated_stack_trace is None:
                        symbolicated[at] = await self._symbolicate_crash(pool, crash)
        except (TelemetryError, TimeoutError) as error:
            log.warning("crashes are not symbolicated", extra={"reason": repr(error)})
        return symbolicated

    async def _symbolicate_crash(self, pool: Pool, crash: CrashOccurrence) -> CrashOccurrence:
        if crash.app_id not in await self.apps.get(pool):
            return crash
        map_ids = await self.cache.get_map_ids(pool, crash.app_id, crash.app_version or "")
        if not map_ids:
            return crash
        finder = _SourceFinder(map_ids)
        rewrite_trace(crash.stack_trace, finder.find)
        for map_id in sorted(finder.needed)[:_MAX_MAPS_PER_CRASH]:
            source_map = await self.cache.get_map(pool, crash.app_id, map_id)
            if source_map is not None:
                finder.maps[map_id] = source_map
        trace = rewrite_trace(crash.stack_trace, finder.find) if finder.maps else None
        if trace is None:
            return crash
        return replace(crash, symbolicated_stack_trace=shorten(trace, MAX_STACK_CHARACTERS))


@dataclass(slots=True)
class _SourceFinder:
    """Finds sources in the loaded maps of one app version, and collects which maps are needed."""

    map_ids: MapIds
    maps: dict[UUID, DecodedMap] = field(default_factory=dict)
    needed: set[UUID] = field(default_factory=set)

    def find(self, path: str, line: int, column: int | None) -> SourcePosition | None:
        map_id = match_path(self.map_ids, path)
        if map_id is None:
            return None
        self.needed.add(map_id)
        source_map = self.maps.get(map_id)
        return source_map.find_source(line, column) if source_map else None


def match_path(map_ids: Mapping[str, UUID], path: str) -> UUID | None:
    """The map whose file is the longest end of the path."""
    path = path.partition("?")[0].partition("#")[0].replace("\\", "/")
    at = 0
    while at >= 0:
        map_id = map_ids.get(path[at:])
        if map_id is not None:
            return map_id
        at = path.find("/", at) + 1 or -1
    return None


def _update_fingerprint(crash: CrashOccurrence) -> CrashOccurrence:
    trace = crash.symbolicated_stack_trace
    if trace is None or crash.grouped_by is not GroupedBy.ALGORITHM:
        return crash
    updated = fingerprint(crash.app_id, crash.crash_type, crash.message, trace)
    return replace(crash, fingerprint=Fingerprint(updated))
