"""Redis pub/sub: one publisher and one listener per process, which reconnect.

A lost message loses no data: feeds read its crashes from the database after each gap.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from enum import Enum

import msgspec
from redis.asyncio import Redis
from redis.exceptions import RedisError

from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.worker_loop import cancel_tasks
from telemetry_graph.live.model import StoredCrashes

log = logging.getLogger(__name__)

_MAX_OUTGOING_MESSAGES = 1_000
_MAX_INBOX_MESSAGES = 1_000
_RECONNECT_SECONDS = 0.5
_POLL_SECONDS = 5.0
_REDIS_ERRORS = (RedisError, OSError, TimeoutError)


class Gap(Enum):
    """In an inbox: messages may be missing, so the feed must read the database."""

    GAP = "gap"


Inbox = asyncio.Queue[StoredCrashes | Gap]


class Bus:
    """Sends messages between the processes of an installation."""

    def __init__(self, redis: Redis, *, prefix: str) -> None:
        self._redis = redis
        self._crash_channel = f"{prefix}:live"
        self._wake_channel = f"{prefix}:alerts"
        self._outgoing: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue(_MAX_OUTGOING_MESSAGES)
        self._inboxes: defaultdict[AppId, set[Inbox]] = defaultdict(set)
        self._decode_parts = msgspec.json.Decoder(list[tuple[AppId, msgspec.Raw]]).decode
        self._decode_crashes = msgspec.json.Decoder(StoredCrashes).decode
        self.is_listening = False

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Bus"]:
        """Publish and listen in the background until the block ends."""
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(self._publish_repeatedly()),
                group.create_task(self._listen()),
            ]
            try:
                yield self
            finally:
                await cancel_tasks(tasks)

    async def ping(self) -> bool:
        """Whether Redis is available."""
        with suppress(*_REDIS_ERRORS):
            async with asyncio.timeout(1):
                return bool(await self._redis.ping())
        return False

    def publish(self, stored: Sequence[StoredCrashes]) -> None:
        """Announce the crashes of a flush by app. Drops messages if Redis is slow."""
        # The part of each app is JSON inside the message: listeners decode only those of
        # subscribers.
        parts = [(part.app_id, msgspec.Raw(msgspec.json.encode(part))) for part in stored]
        self._send(self._crash_channel, msgspec.json.encode(parts))

    def wake_alerts(self) -> None:
        """Notify the worker that the outbox has alerts."""
        self._send(self._wake_channel, b"")

    async def follow_wakes(self, wake: asyncio.Event) -> None:
        """Set `wake` whenever a process has written alerts; runs until cancelled."""
        async for _ in self._receive(self._wake_channel):
            wake.set()

    @contextmanager
    def open_inbox(self, app_id: AppId) -> Iterator[Inbox]:
        """An inbox that receives the app's messages until the block ends."""
        inbox: Inbox = asyncio.Queue(_MAX_INBOX_MESSAGES)
        self._inboxes[app_id].add(inbox)
        try:
            yield inbox
        finally:
            self._inboxes[app_id].discard(inbox)
            if not self._inboxes[app_id]:
                del self._inboxes[app_id]

    def _send(self, channel: str, data: bytes) -> None:
        with suppress(asyncio.QueueFull):
            self._outgoing.put_nowait((channel, data))

    async def _publish_repeatedly(self) -> None:
        """Publish all waiting messages in one round trip."""
        has_failed = False
        while True:
            messages = [await self._outgoing.get()]
            while not self._outgoing.empty():
                messages.append(self._outgoing.get_nowait())
            try:
                await self._publish(messages)
                has_failed = False
            except _REDIS_ERRORS as error:
                if not has_failed:
                    log.warning("live messages were not sent", extra={"reason": str(error)})
                has_failed = True
                await asyncio.sleep(_RECONNECT_SECONDS)

    async def _publish(self, messages: Sequence[tuple[str, bytes]]) -> None:
        async with self._redis.pipeline(transaction=False) as pipeline:
            for channel, data in messages:
                pipeline.publish(channel, data)
            await pipeline.execute()

    async def _listen(self) -> None:
        async for data in self._receive(self._crash_channel):
            if not self._inboxes:
                continue
            try:
                self._distribute(data)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                log.warning("invalid live message; feeds read the database")
                self._announce_gap()

    def _distribute(self, data: bytes) -> None:
        for app_id, part in self._decode_parts(data):
            if inboxes := self._inboxes.get(app_id):
                stored = self._decode_crashes(part)
                for inbox in inboxes:
                    _put(inbox, stored)

    async def _receive(self, channel: str) -> AsyncIterator[bytes]:
        """The data of each message, across reconnections; an outage is logged once."""
        has_failed = False
        while True:
            try:
                async with self._redis.pubsub(ignore_subscribe_messages=True) as pubsub:
                    await pubsub.subscribe(channel)
                    self.is_listening = True
                    if has_failed:
                        log.info("Redis is available again")
                    has_failed = False
                    self._announce_gap()
                    while True:
                        message = await pubsub.get_message(timeout=_POLL_SECONDS)
                        if message is not None:
                            yield message["data"]
            except _REDIS_ERRORS as error:
                self._start_outage(error, is_new=not has_failed)
                has_failed = True
                await asyncio.sleep(_RECONNECT_SECONDS)

    def _start_outage(self, error: Exception, *, is_new: bool) -> None:
        self.is_listening = False
        self._announce_gap()
        if is_new:
            log.warning(
                "Redis is unavailable; live feeds read the database",
                extra={"reason": str(error)},
            )

    def _announce_gap(self) -> None:
        """Make all feeds read the database: at both ends of an outage, and after bad messages."""
        for inboxes in self._inboxes.values():
            for inbox in inboxes:
                _put(inbox, Gap.GAP)


def _put(inbox: Inbox, item: StoredCrashes | Gap) -> None:
    """Replace a full inbox with a gap: its reader is slow, and the database has the crashes."""
    if inbox.full():
        while not inbox.empty():
            inbox.get_nowait()
        item = Gap.GAP
    inbox.put_nowait(item)
