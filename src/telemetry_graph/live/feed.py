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
_OVERLAP = timedelta(seconds=40)  # a row can become visible this long after its received_at
_MAX_REPLAY = timedelta(days=1)
_REPLAY_PAGE = 1_000  # more than the crashes of one batch, which have the same received_at
_MAX_RECENT_KEYS = 20_000

CheckAccess = Callable[[], Awaitable[None]]
"""Raises an error when the subscriber's credential no longer gives access."""


@dataclass(frozen=True, slots=True)
class Source(Generic[T]):
    """A kind of item: how to read it from messages and the database, its time and its key."""

    read_message: Callable[[StoredCrashes], Sequence[T]]
    list_since: Callable[[AppId, datetime, int], Awaitable[list[T]]]
    get_time: Callable[[T], datetime]
    get_key: Callable[[T], Hashable]


class RecentKeys:
    """The keys of the most recent items. They prevent an item from being sent twice."""

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

    def follow_crashes(
        self, app_id: AppId, since: datetime | None, check_access: CheckAccess
    ) -> AsyncIterator[CrashOccurrence]:
        source: Source[CrashOccurrence] = Source(
            read_message=lambda stored: stored.crashes,
            list_since=self.crashes.list_crashes_received_since,
            get_time=lambda crash: crash.received_at,
            get_key=lambda crash: crash.crash_id,
        )
        return self._follow(app_id, source, since, check_access)

    def follow_new_groups(
        self, app_id: AppId, since: datetime | None, check_access: CheckAccess
    ) -> AsyncIterator[CrashGroup]:
        source: Source[CrashGroup] = Source(
            read_message=lambda stored: stored.new_groups,
            list_since=self.crashes.list_groups_created_since,
            get_time=lambda group: group.created_at,
            get_key=lambda group: group.fingerprint,
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
        async for items in self._read_batches(app_id, source, since, check_access):
            for item in items:
                if recent.add(source.get_key(item)):
                    yield item

    async def _read_batches(
        self,
        app_id: AppId,
        source: Source[T],
        since: datetime | None,
        check_access: CheckAccess,
    ) -> AsyncIterator[Sequence[T]]:
        """The items in order. After a gap, some items are repeated."""
        start = self._check_start(since)
        earliest = start if since is not None else _BEGINNING
        recheck_at = self.clock() + _RECHECK
        # The inbox is opened before the replay, so that nothing is missed between the two.
        with self.bus.open_inbox(app_id) as inbox:
            if since is not None:
                async for items in self._replay(app_id, source, start):
                    yield items
            while True:
                if self.clock() >= recheck_at:
                    await check_access()
                    recheck_at = self.clock() + _RECHECK
                start = max(start, self.clock() - _OVERLAP)
                message = await self._wait_for_message(inbox)
                if isinstance(message, StoredCrashes):
                    items = source.read_message(message)
                    yield [item for item in items if source.get_time(item) >= earliest]
                elif message is Gap.GAP:
                    async for items in self._replay(app_id, source, start):
                        yield items

    def _check_start(self, since: datetime | None) -> datetime:
        now = self.clock()
        if since is None:
            return now
        if since.tzinfo is None:
            raise InvalidField("`since` must have a time zone, such as a final Z.")
        if now - since > _MAX_REPLAY:
            raise InvalidField("`since` must be at most one day ago. Query crashGroups instead.")
        return min(since, now)

    async def _wait_for_message(self, inbox: Inbox) -> StoredCrashes | Gap | None:
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
            items = await source.list_since(app_id, start, _REPLAY_PAGE)
            yield items
            if len(items) < _REPLAY_PAGE or source.get_time(items[-1]) == start:
                return
            start = source.get_time(items[-1])
