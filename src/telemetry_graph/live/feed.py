"""Follows one app: what came since a given instant, then what comes, without a gap."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar

from cachetools import LRUCache

from telemetry_graph.crashes.model import CrashGroup, CrashOccurrence
from telemetry_graph.crashes.service import Crashes
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import AppId
from telemetry_graph.live.bus import Bus, Gap, Inbox
from telemetry_graph.live.model import Flushed

T = TypeVar("T")

_EVER = datetime.min.replace(tzinfo=UTC)

_RECHECK = timedelta(seconds=15)
_IDLE_SECONDS = 15.0
_AWAY_SECONDS = 1.0  # how often the database is asked while Redis is away
_OVERLAP = timedelta(seconds=40)  # rows become visible up to a command timeout after received_at
_LONGEST_REPLAY = timedelta(days=1)
_REPLAY_PAGE = 1_000  # more than one batch can hold, whose crashes share a received_at
_REMEMBERED = 20_000

StillAllowed = Callable[[], Awaitable[None]]
"""Raises once the watcher's credential no longer gives access."""


@dataclass(frozen=True, slots=True)
class Source(Generic[T]):
    """One kind of feed: how to find its items in a message and in the database."""

    in_message: Callable[[Flushed], Sequence[T]]
    since: Callable[[AppId, datetime, int], Awaitable[list[T]]]
    at: Callable[[T], datetime]
    key: Callable[[T], Hashable]


class Seen:
    """The latest keys, so that an item found twice is shown once; bounded."""

    def __init__(self) -> None:
        self._keys: LRUCache[Hashable, None] = LRUCache(_REMEMBERED)

    def add(self, key: Hashable) -> bool:
        """True the first time."""
        if key in self._keys:
            return False
        self._keys[key] = None
        return True


@dataclass(frozen=True, slots=True)
class Live:
    bus: Bus
    crashes: Crashes
    clock: Clock

    def crash_feed(
        self, app_id: AppId, since: datetime | None, still_allowed: StillAllowed
    ) -> AsyncIterator[CrashOccurrence]:
        source: Source[CrashOccurrence] = Source(
            in_message=lambda flushed: flushed.crashes,
            since=self.crashes.list_crashes_received_since,
            at=lambda crash: crash.received_at,
            key=lambda crash: crash.crash_id,
        )
        return self._follow(app_id, source, since, still_allowed)

    def new_group_feed(
        self, app_id: AppId, since: datetime | None, still_allowed: StillAllowed
    ) -> AsyncIterator[CrashGroup]:
        source: Source[CrashGroup] = Source(
            in_message=lambda flushed: flushed.new_groups,
            since=self.crashes.list_groups_created_since,
            at=lambda group: group.created_at,
            key=lambda group: group.fingerprint,
        )
        return self._follow(app_id, source, since, still_allowed)

    async def _follow(
        self,
        app_id: AppId,
        source: Source[T],
        since: datetime | None,
        still_allowed: StillAllowed,
    ) -> AsyncIterator[T]:
        seen = Seen()
        async for items in self._batches(app_id, source, since, still_allowed):
            for item in items:
                if seen.add(source.key(item)):
                    yield item

    async def _batches(
        self,
        app_id: AppId,
        source: Source[T],
        since: datetime | None,
        still_allowed: StillAllowed,
    ) -> AsyncIterator[Sequence[T]]:
        """What to show, in order; after a gap some of it comes twice."""
        start = self._start(since)
        asked = start if since is not None else _EVER
        recheck_at = self.clock() + _RECHECK
        # Subscribed before the replay, so that nothing falls between the two.
        with self.bus.inbox(app_id) as inbox:
            if since is not None:
                async for rows in self._replay(app_id, source, start):
                    yield rows
            while True:
                if self.clock() >= recheck_at:
                    await still_allowed()
                    recheck_at = self.clock() + _RECHECK
                start = max(start, self.clock() - _OVERLAP)
                found = await self._next(inbox)
                if isinstance(found, Flushed):
                    yield [item for item in source.in_message(found) if source.at(item) >= asked]
                elif found is Gap.GAP:
                    async for rows in self._replay(app_id, source, start):
                        yield rows

    def _start(self, since: datetime | None) -> datetime:
        now = self.clock()
        if since is None:
            return now
        if since.tzinfo is None:
            raise InvalidField("`since` needs a time zone, such as a final Z.")
        if now - since > _LONGEST_REPLAY:
            raise InvalidField("`since` may lie at most one day back. Query crashGroups instead.")
        return min(since, now)

    async def _next(self, inbox: Inbox) -> Flushed | Gap | None:
        """The next message; None when it is time to look after the watcher instead."""
        try:
            async with asyncio.timeout(_IDLE_SECONDS if self.bus.is_listening else _AWAY_SECONDS):
                return await inbox.get()
        except TimeoutError:
            return None if self.bus.is_listening else Gap.GAP

    async def _replay(
        self, app_id: AppId, source: Source[T], start: datetime
    ) -> AsyncIterator[Sequence[T]]:
        while True:
            rows = await source.since(app_id, start, _REPLAY_PAGE)
            yield rows
            if len(rows) < _REPLAY_PAGE or source.at(rows[-1]) == start:
                return
            start = source.at(rows[-1])
