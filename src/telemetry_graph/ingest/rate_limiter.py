"""How many events a key and a device may send in a minute.

Decided here and now from counts in memory. The processes tell each other what they counted through
Redis about once a second, beside the requests: without Redis each one limits what it sees itself.
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

from telemetry_graph.kit.errors import TooManyRequests
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.worker_loop import cancel_tasks

log = logging.getLogger(__name__)

WINDOW_SECONDS = 60
_EXCHANGE_SECONDS = 1.0
_CELLS = 0x1_0000
_HEAVY_PART = 8  # a device is shared with the others from an eighth of its limit on
_MOST_SHARED = 10_000
_AWAY = (RedisError, OSError, TimeoutError)


@dataclass(frozen=True, slots=True)
class RateLimits:
    """Events a minute."""

    per_key: int
    per_device: int


class DeviceCounts:
    """Events by device in fixed memory, never too few: a count-min sketch of two rows.

    The sketch is Cormode and Muthukrishnan's (2005). It counts too many for a device only when both
    of its cells are shared with busy ones.
    """

    def __init__(self) -> None:
        self._rows = array("L", bytes(8 * _CELLS)), array("L", bytes(8 * _CELLS))

    def of(self, device: int) -> int:
        first, second = self._rows
        return min(first[device % _CELLS], second[device // _CELLS % _CELLS])

    def add(self, device: int, events: int) -> None:
        first, second = self._rows
        first[device % _CELLS] += events
        second[device // _CELLS % _CELLS] += events


@dataclass(slots=True)
class _Count:
    """What this process counted, how much of it the others know, and what they counted."""

    own: int = 0
    told: int = 0
    others: int = 0


Subject = UUID | tuple[AppId, str]
"""An ingest key, or a device of an app."""


@dataclass(slots=True)
class _Window:
    number: int
    devices: DeviceCounts = field(default_factory=DeviceCounts)
    shared: dict[Subject, _Count] = field(default_factory=dict)
    """Keys, and devices that send much."""

    def of(self, subject: Subject) -> _Count:
        """What is known of it; beyond the bound it is counted, and not shared."""
        count = self.shared.get(subject)
        if count is None:
            count = _Count()
            if len(self.shared) < _MOST_SHARED:
                self.shared[subject] = count
        return count


class RateLimiter:
    def __init__(self, redis: Redis, *, prefix: str) -> None:
        self._redis = redis
        self._prefix = f"{prefix}:rate:"
        self._window = _Window(0)
        self._is_away = False

    def admit(
        self, key_id: UUID, app_id: AppId, device_id: str, events: int, limits: RateLimits,
        now: datetime,
    ) -> None:  # fmt: skip
        """Count them, or RATE_LIMITED with nothing counted."""
        window = self._current(now)
        key, device = window.of(key_id), hash((app_id, device_id))
        if key.own + key.others + events > limits.per_key:
            raise _refused("key", limits.per_key, now)
        own, others = window.devices.of(device) + events, 0
        if own * _HEAVY_PART >= limits.per_device:
            shared = window.of((app_id, device_id))
            shared.own, others = own, shared.others
        if own + others > limits.per_device:
            raise _refused("device", limits.per_device, now)
        key.own += events
        window.devices.add(device, events)

    async def used(self, key_ids: Sequence[UUID], now: datetime) -> Mapping[UUID, int]:
        """Events of this minute by key, over all processes; of this one alone without Redis."""
        window = self._current(now)
        own = {key_id: window.of(key_id).own for key_id in key_ids}
        try:
            names = [self._name(window, key_id) for key_id in key_ids]
            totals = await self._redis.mget(names) if names else []
        except _AWAY:
            return own
        return {
            key_id: max(own[key_id], int(total or 0))
            for key_id, total in zip(key_ids, totals, strict=True)
        }

    @asynccontextmanager
    async def running(self) -> AsyncIterator["RateLimiter"]:
        """Exchange counts in the background for as long as the block lasts."""
        async with asyncio.TaskGroup() as tasks:
            job = tasks.create_task(self._exchange_all())
            try:
                yield self
            finally:
                await cancel_tasks([job])

    async def exchange(self) -> None:
        """Tell the others what was counted since the last time, and learn what they counted."""
        window = self._window
        owed = [
            (subject, count, count.own) for subject, count in window.shared.items()
            if count.own > count.told
        ]  # fmt: skip
        if not owed:
            return
        async with self._redis.pipeline(transaction=False) as pipeline:
            for subject, count, own in owed:
                name = self._name(window, subject)
                pipeline.incrby(name, own - count.told)
                pipeline.expire(name, 2 * WINDOW_SECONDS)
            totals = (await pipeline.execute())[::2]
        for (_, count, own), total in zip(owed, totals, strict=True):
            count.told, count.others = own, total - own

    async def _exchange_all(self) -> None:
        while True:
            await asyncio.sleep(_EXCHANGE_SECONDS)
            try:
                await self.exchange()
                self._is_away = False
            except _AWAY as error:
                if not self._is_away:
                    log.warning("rate limits are not shared", extra={"reason": str(error)})
                self._is_away = True

    def _current(self, now: datetime) -> _Window:
        number = _number(now)
        if number != self._window.number:
            self._window = _Window(number)
        return self._window

    def _name(self, window: _Window, subject: Subject) -> str:
        named = subject.hex if isinstance(subject, UUID) else ":".join(subject)
        return f"{self._prefix}{window.number}:{named}"


def resets_at(now: datetime) -> datetime:
    """When the minute of `now` ends and counting begins anew."""
    return datetime.fromtimestamp((_number(now) + 1) * WINDOW_SECONDS, UTC)


def _number(now: datetime) -> int:
    return int(now.timestamp()) // WINDOW_SECONDS


def _refused(scope: str, limit: int, now: datetime) -> TooManyRequests:
    wait = int((resets_at(now) - now).total_seconds()) + 1
    return TooManyRequests(
        f"This {scope} may send {limit} events a minute. Keep them and send them later.",
        retry_after=wait,
        scope=scope,
        limit=limit,
    )
