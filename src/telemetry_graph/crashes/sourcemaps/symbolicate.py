"""Gives crashes the stack traces of the code as it was written, before they are grouped.

Whatever goes wrong with that, the crash is taken as it came.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from telemetry_graph.crashes.fingerprint import fingerprint
from telemetry_graph.crashes.model import MAX_STACK_CHARACTERS, CrashOccurrence, GroupedBy
from telemetry_graph.crashes.sourcemaps.cache import Files, SourceMapCache
from telemetry_graph.crashes.sourcemaps.model import Original, SourceMap
from telemetry_graph.crashes.sourcemaps.rewrite import rewritten
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.errors import TelemetryError
from telemetry_graph.kit.ids import Fingerprint
from telemetry_graph.kit.text import shorten

log = logging.getLogger(__name__)

_MOST_MAPS = 10


@dataclass(slots=True)
class Originals:
    seconds: float = 2.0
    """The longest that a crash waits for its maps."""
    shelf: SourceMapCache = field(default_factory=SourceMapCache)

    async def applied(
        self, pool: Pool, crashes: Sequence[CrashOccurrence]
    ) -> list[CrashOccurrence]:
        """The crashes with their original traces, grouped by these unless a client named them."""
        return [_regrouped(crash) for crash in await self.shown(pool, crashes)]

    async def shown(self, pool: Pool, crashes: Sequence[CrashOccurrence]) -> list[CrashOccurrence]:
        """The crashes with their original traces; those that no map fits stay as they are."""
        found = list(crashes)
        if self.shelf.has_none({crash.app_id for crash in crashes}):
            return found
        try:
            async with asyncio.timeout(self.seconds):
                for at, crash in enumerate(found):
                    if crash.stack_trace and crash.original_stack_trace is None:
                        found[at] = await self._with_original(pool, crash)
        except (TelemetryError, TimeoutError) as error:
            log.warning("crashes go without their source maps", extra={"reason": repr(error)})
        return found

    async def _with_original(self, pool: Pool, crash: CrashOccurrence) -> CrashOccurrence:
        files = await self.shelf.files(pool, crash.app_id, crash.app_version or "")
        if not files:
            return crash
        finder = _Finder(files)
        rewritten(crash.stack_trace, finder.find)
        for map_id in sorted(finder.wanted)[:_MOST_MAPS]:
            if (found := await self.shelf.decoded(pool, crash.app_id, map_id)) is not None:
                finder.maps[map_id] = found
        original = rewritten(crash.stack_trace, finder.find) if finder.maps else None
        if original is None:
            return crash
        return replace(crash, original_stack_trace=shorten(original, MAX_STACK_CHARACTERS))


@dataclass(slots=True)
class _Finder:
    """Looks places up in the maps of one version, and notes which maps would be of use."""

    files: Files
    maps: dict[UUID, SourceMap] = field(default_factory=dict)
    wanted: set[UUID] = field(default_factory=set)

    def find(self, path: str, line: int, column: int | None) -> Original | None:
        map_id = matching(self.files, path)
        if map_id is None:
            return None
        self.wanted.add(map_id)
        found = self.maps.get(map_id)
        return found.original(line, column) if found else None


def matching(files: Mapping[str, UUID], path: str) -> UUID | None:
    """The map of the longest end of the path that there is one of."""
    path = path.partition("?")[0].partition("#")[0].replace("\\", "/")
    at = 0
    while at >= 0:
        map_id = files.get(path[at:])
        if map_id is not None:
            return map_id
        at = path.find("/", at) + 1 or -1
    return None


def _regrouped(crash: CrashOccurrence) -> CrashOccurrence:
    original = crash.original_stack_trace
    if original is None or crash.grouped_by is not GroupedBy.ALGORITHM:
        return crash
    named = fingerprint(crash.app_id, crash.crash_type, crash.message, original)
    return replace(crash, fingerprint=Fingerprint(named))
