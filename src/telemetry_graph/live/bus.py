"""Redis pub/sub: one publisher and one listener a process, both allowed to lose the connection.

Nothing is lost with a message: what it announced is in the database, and feeds look there after
every gap.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from enum import Enum

import msgspec
from redis.asyncio import Redis
from redis.exceptions import RedisError

from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.loop import end
from telemetry_graph.live.model import Flushed

log = logging.getLogger(__name__)

_OUTBOX_MESSAGES = 1_000
_INBOX_MESSAGES = 1_000
_RECONNECT_SECONDS = 0.5
_POLL_SECONDS = 5.0
_AWAY = (RedisError, OSError, TimeoutError)


class Gap(Enum):
    """Put in an inbox where messages may be missing: look into the database."""

    GAP = "gap"


Inbox = asyncio.Queue[Flushed | Gap]


class Bus:
    def __init__(self, redis: Redis, *, prefix: str) -> None:
        self._redis = redis
        self._live_prefix = f"{prefix}:live:"
        self._wake_channel = f"{prefix}:alerts"
        self._outbox: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue(_OUTBOX_MESSAGES)
        self._inboxes: defaultdict[AppId, set[Inbox]] = defaultdict(set)
        self._decoder = msgspec.json.Decoder(Flushed)
        self.is_listening = False

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Bus"]:
        """Publish and listen in the background for as long as the block lasts."""
        async with asyncio.TaskGroup() as tasks:
            jobs = [tasks.create_task(self._publish_all()), tasks.create_task(self._listen())]
            try:
                yield self
            finally:
                await end(jobs)

    async def ping(self) -> bool:
        with suppress(*_AWAY):
            async with asyncio.timeout(1):
                return bool(await self._redis.ping())
        return False

    def publish(self, flushed: Flushed) -> None:
        """Announce committed crashes; never waits, and drops when Redis cannot keep up."""
        self._send(self._live_prefix + flushed.app_id, msgspec.json.encode(flushed))

    def wake_alerts(self) -> None:
        """Tell the worker that the outbox has rows."""
        self._send(self._wake_channel, b"")

    async def follow_wakes(self, wake: asyncio.Event) -> None:
        """Set `wake` whenever some process has written alerts; runs until cancelled."""
        async for _ in self._messages(self._wake_channel):
            wake.set()

    @contextmanager
    def inbox(self, app_id: AppId) -> Iterator[Inbox]:
        """Receives the app's flushes for as long as the block lasts; starts with nothing."""
        inbox: Inbox = asyncio.Queue(_INBOX_MESSAGES)
        self._inboxes[app_id].add(inbox)
        try:
            yield inbox
        finally:
            self._inboxes[app_id].discard(inbox)
            if not self._inboxes[app_id]:
                del self._inboxes[app_id]

    def _send(self, channel: str, data: bytes) -> None:
        with suppress(asyncio.QueueFull):
            self._outbox.put_nowait((channel, data))

    async def _publish_all(self) -> None:
        while True:
            channel, data = await self._outbox.get()
            try:
                await self._redis.publish(channel, data)
            except _AWAY as error:
                log.warning("live message not sent", extra={"reason": str(error)})
                await asyncio.sleep(_RECONNECT_SECONDS)

    async def _listen(self) -> None:
        async for channel, data in self._messages(self._live_prefix + "*"):
            app_id = AppId(channel.removeprefix(self._live_prefix))
            if inboxes := self._inboxes.get(app_id):
                found = self._decoded(data)
                for inbox in inboxes:
                    _put(inbox, found)

    def _decoded(self, data: bytes) -> Flushed | Gap:
        try:
            return self._decoder.decode(data)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            log.warning("live message not understood, feeds read the database")
            return Gap.GAP

    async def _messages(self, pattern: str) -> AsyncIterator[tuple[str, bytes]]:
        """Channel and data of every message, over reconnections."""
        while True:
            try:
                async with self._redis.pubsub(ignore_subscribe_messages=True) as pubsub:
                    await pubsub.psubscribe(pattern)
                    self.is_listening = True
                    self._announce_gap()
                    while True:
                        message = await pubsub.get_message(timeout=_POLL_SECONDS)
                        if message is not None:
                            yield message["channel"].decode(), message["data"]
            except _AWAY as error:
                self.is_listening = False
                self._announce_gap()
                log.warning(
                    "Redis is away, live feeds read the database", extra={"reason": str(error)}
                )
                await asyncio.sleep(_RECONNECT_SECONDS)

    def _announce_gap(self) -> None:
        """At both ends of an outage: feeds look into the database at once, then every second."""
        for inboxes in self._inboxes.values():
            for inbox in inboxes:
                _put(inbox, Gap.GAP)


def _put(inbox: Inbox, item: Flushed | Gap) -> None:
    """A full inbox is emptied into one gap: its reader is slow, and the database remembers."""
    if inbox.full():
        while not inbox.empty():
            inbox.get_nowait()
        item = Gap.GAP
    inbox.put_nowait(item)
