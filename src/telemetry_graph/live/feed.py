"""A feed of one app: items since a given time, then new items, without a gap."""

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
from telemetry_graph.live.model import StoredCrashes

T = TypeVar("T")

_BEGINNING = datetime.min.replace(tzinfo=UTC)

_RECHECK = timedelta(seconds=15)
_IDLE_SECONDS = 15.0
_POLL_SECONDS = 1.0  # between reads of the database while Redis is unavailable
_OVERLAP = timedelta(seconds=40)  # a row can become visible a command timeout after received_at
_MAX_REPLAY = timedelta(days=1)
_REPLAY_PAGE = 1_000  # more than the crashes of one batch, which have the same received_at
_MAX_RECENT_KEYS = 20_000

CheckAccess = Callable[[], Awaitable[None]]
"""Raises an error when the subscriber's credential no longer gives access."""


@dataclass(frozen=True, slots=True)
class Source(Generic[T]):
    """A kind of item: where it is in a message and in the database, its time and its key."""

    in_message: Callable[[StoredCrashes], Sequence[T]]
    stored_since: Callable[[AppId, datetime, int], Awaitable[list[T]]]
    time_of: Callable[[T], datetime]
    key_of: Callable[[T], Hashable]


class RecentKeys:
    """The keys of the most recent items, so that each item is sent once. Bounded."""

    def __init__(self) -> None:
        self._keys: LRUCache[Hashable, None] = LRUCache(_MAX_RECENT_KEYS)

    def add(self, key: Hashable) -> bool:
        """Whether the key is new."""
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
        self, app_id: AppId, since: datetime | None, check_access: CheckAccess
    ) -> AsyncIterator[CrashOccurrence]:
        source: Source[CrashOccurrence] = Source(
            in_message=lambda stored: stored.crashes,
            stored_since=self.crashes.list_crashes_received_since,
            time_of=lambda crash: crash.received_at,
            key_of=lambda crash: crash.crash_id,
        )
        return self._follow(app_id, source, since, check_access)

    def new_group_feed(
        self, app_id: AppId, since: datetime | None, check_access: CheckAccess
    ) -> AsyncIterator[CrashGroup]:
        source: Source[CrashGroup] = Source(
            in_message=lambda stored: stored.new_groups,
            stored_since=self.crashes.list_groups_created_since,
            time_of=lambda group: group.created_at,
            key_of=lambda group: group.fingerprint,
        )
        return self._follow(app_id, source, since, check_access)

    async def _follow(
        self,
        app_id: AppId,
        source: Source[T],
        since: datetime | None,
        check_access: CheckAccess,
    ) -> AsyncIterator[T]:
        recent = RecentKeys()
        async for items in self._batches(app_id, source, since, check_access):
            for item in items:
                if recent.add(source.key_of(item)):
                    yield item

    async def _batches(
        self,
        app_id: AppId,
        source: Source[T],
        since: datetime | None,
        check_access: CheckAccess,
    ) -> AsyncIterator[Sequence[T]]:
        """The items in order; after a gap some of them are repeated."""
        start = self._start(since)
        earliest = start if since is not None else _BEGINNING
        recheck_at = self.clock() + _RECHECK
        # The inbox is opened before the replay, so that nothing is missed between the two.
        with self.bus.inbox(app_id) as inbox:
            if since is not None:
                async for items in self._replay(app_id, source, start):
                    yield items
            while True:
                if self.clock() >= recheck_at:
                    await check_access()
                    recheck_at = self.clock() + _RECHECK
                start = max(start, self.clock() - _OVERLAP)
                message = await self._next_message(inbox)
                if isinstance(message, StoredCrashes):
                    items = source.in_message(message)
                    yield [item for item in items if source.time_of(item) >= earliest]
                elif message is Gap.GAP:
                    async for items in self._replay(app_id, source, start):
                        yield items

    def _start(self, since: datetime | None) -> datetime:
        now = self.clock()
        if since is None:
            return now
        if since.tzinfo is None:
            raise InvalidField("`since` must have a time zone, such as a final Z.")
        if now - since > _MAX_REPLAY:
            raise InvalidField("`since` must be at most one day ago. Query crashGroups instead.")
        return min(since, now)

    async def _next_message(self, inbox: Inbox) -> StoredCrashes | Gap | None:
        """The next message; None when none arrived in time."""
        try:
            async with asyncio.timeout(_IDLE_SECONDS if self.bus.is_listening else _POLL_SECONDS):
                return await inbox.get()
        except TimeoutError:
            return None if self.bus.is_listening else Gap.GAP

    async def _replay(
        self, app_id: AppId, source: Source[T], start: datetime
    ) -> AsyncIterator[Sequence[T]]:
        """The stored items since `start`, by page."""
        while True:
            items = await source.stored_since(app_id, start, _REPLAY_PAGE)
            yield items
            if len(items) < _REPLAY_PAGE or source.time_of(items[-1]) == start:
                return
            start = source.time_of(items[-1])
