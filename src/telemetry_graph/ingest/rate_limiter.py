"""Limits the events per minute of each ingest key and of each device.

Events are counted in memory. The processes exchange their counts through Redis about once a second,
in the background. Without Redis, each process limits only the events that it receives.
"""

import asyncio
import logging
from array import array
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from redis.asyncio import Redis
from redis.exceptions import RedisError

from telemetry_graph.ingest.model import RateLimits
from telemetry_graph.kit.errors import TooManyRequests
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.worker_loop import cancel_tasks

log = logging.getLogger(__name__)

WINDOW_SECONDS = 60
_EXCHANGE_SECONDS = 1.0
_CELLS = 0x1_0000
_SHARED_FRACTION = 8  # a device's count is shared from an eighth of its limit on
_MAX_SHARED = 10_000
_REDIS_ERRORS = (RedisError, OSError, TimeoutError)


class DeviceCounts:
    """Counts events by device in fixed memory: a count-min sketch of two rows.

    The count of a device is never too low. It is too high only when busy devices share both of its
    cells. Source: Cormode and Muthukrishnan, 2005.
    """

    def __init__(self) -> None:
        self._rows = array("L", bytes(8 * _CELLS)), array("L", bytes(8 * _CELLS))

    def get(self, device: int) -> int:
        first, second = self._rows
        return min(first[device % _CELLS], second[device // _CELLS % _CELLS])

    def add(self, device: int, events: int) -> None:
        first, second = self._rows
        first[device % _CELLS] += events
        second[device // _CELLS % _CELLS] += events


@dataclass(slots=True)
class _SharedCount:
    """The events that this process counted and shared, and the count of the other processes."""

    own: int = 0
    shared: int = 0
    others: int = 0


Subject = UUID | tuple[AppId, str]
"""An ingest key, or a device of an app."""


@dataclass(slots=True)
class _Window:
    """The counts of one minute."""

    number: int
    devices: DeviceCounts = field(default_factory=DeviceCounts)
    counts: dict[Subject, _SharedCount] = field(default_factory=dict)
    """The counts of keys, and of devices near their limit. Not a cache: an evicted count would be
    shared twice."""

    def get_count(self, subject: Subject) -> _SharedCount:
        """The count to update. Devices beyond the bound are counted in `devices` only."""
        count = self.counts.get(subject)
        if count is None:
            count = _SharedCount()
            if len(self.counts) < _MAX_SHARED or isinstance(subject, UUID):
                self.counts[subject] = count
        return count


class RateLimiter:
    def __init__(self, redis: Redis, *, prefix: str) -> None:
        self._redis = redis
        self._prefix = f"{prefix}:rate:"
        self._window = _Window(0)
        self._has_failed = False

    def admit(
        self, key_id: UUID, app_id: AppId, device_id: str, events: int, limits: RateLimits,
        now: datetime,
    ) -> None:  # fmt: skip
        """Count the events; raise TooManyRequests, without counting them, above a limit."""
        window = self._get_window(now)
        key, device = window.get_count(key_id), hash((app_id, device_id))
        if key.own + key.others + events > limits.per_key:
            raise _make_error("key", limits.per_key, now)
        own, others = window.devices.get(device) + events, 0
        if own * _SHARED_FRACTION >= limits.per_device:
            count = window.get_count((app_id, device_id))
            count.own, others = own, count.others
        if own + others > limits.per_device:
            raise _make_error("device", limits.per_device, now)
        key.own += events
        window.devices.add(device, events)

    async def load_usage(self, key_ids: Sequence[UUID], now: datetime) -> Mapping[UUID, int]:
        """The events of the current minute by key. Without Redis, only those of this process."""
        window = self._get_window(now)
        own = {key_id: window.get_count(key_id).own for key_id in key_ids}
        try:
            names = [self._make_redis_key(window, key_id) for key_id in key_ids]
            totals = await self._redis.mget(names) if names else []
        except _REDIS_ERRORS:
            return own
        return {
            key_id: max(own[key_id], int(total or 0))
            for key_id, total in zip(key_ids, totals, strict=True)
        }

    @asynccontextmanager
    async def running(self) -> AsyncIterator["RateLimiter"]:
        """Exchange counts in the background until the block ends."""
        async with asyncio.TaskGroup() as tasks:
            task = tasks.create_task(self._exchange_repeatedly())
            try:
                yield self
            finally:
                await cancel_tasks([task])

    async def exchange(self) -> None:
        """Share the events counted since the last exchange, and read the total of all processes."""
        window = self._window
        unshared = [
            (subject, count, count.own) for subject, count in window.counts.items()
            if count.own > count.shared
        ]  # fmt: skip
        if not unshared:
            return
        async with self._redis.pipeline(transaction=False) as pipeline:
            for subject, count, own in unshared:
                name = self._make_redis_key(window, subject)
                pipeline.incrby(name, own - count.shared)
                pipeline.expire(name, 2 * WINDOW_SECONDS)
            totals = (await pipeline.execute())[::2]
        for (_, count, own), total in zip(unshared, totals, strict=True):
            count.shared, count.others = own, total - own

    async def _exchange_repeatedly(self) -> None:
        while True:
            await asyncio.sleep(_EXCHANGE_SECONDS)
            try:
                await self.exchange()
                self._has_failed = False
            except _REDIS_ERRORS as error:
                if not self._has_failed:
                    log.warning(
                        "rate limits are not shared; retrying", extra={"reason": str(error)}
                    )
                self._has_failed = True

    def _get_window(self, now: datetime) -> _Window:
        number = _to_window_number(now)
        if number != self._window.number:
            self._window = _Window(number)
        return self._window

    def _make_redis_key(self, window: _Window, subject: Subject) -> str:
        name = subject.hex if isinstance(subject, UUID) else ":".join(subject)
        return f"{self._prefix}{window.number}:{name}"


def find_window_end(now: datetime) -> datetime:
    """The end of the minute of `now`, when the counts are reset."""
    return datetime.fromtimestamp((_to_window_number(now) + 1) * WINDOW_SECONDS, UTC)


def _to_window_number(now: datetime) -> int:
    return int(now.timestamp()) // WINDOW_SECONDS


def _make_error(scope: str, limit: int, now: datetime) -> TooManyRequests:
    wait = int((find_window_end(now) - now).total_seconds()) + 1
    return TooManyRequests(
        f"This {scope} may send {limit} events per minute. Store the events and send them later.",
        retry_after=wait,
        scope=scope,
        limit=limit,
    )
