"""Redis pub/sub: one publisher and one listener a process, both allowed to lose the connection.

Nothing is lost with a message: what it announced is in the database, and feeds look there after
every gap.
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
        self._live_channel = f"{prefix}:live"
        self._wake_channel = f"{prefix}:alerts"
        self._outbox: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue(_OUTBOX_MESSAGES)
        self._inboxes: defaultdict[AppId, set[Inbox]] = defaultdict(set)
        self._envelopes = msgspec.json.Decoder(list[tuple[AppId, msgspec.Raw]])
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
                await cancel_tasks(jobs)

    async def ping(self) -> bool:
        with suppress(*_AWAY):
            async with asyncio.timeout(1):
                return bool(await self._redis.ping())
        return False

    def publish(self, flushed: Sequence[Flushed]) -> None:
        """Announce a flush, one part an app; never waits, and drops when Redis cannot keep up."""
        # Each part is JSON inside the message, so that a listener decodes only what is watched.
        parts = [(part.app_id, msgspec.Raw(msgspec.json.encode(part))) for part in flushed]
        self._send(self._live_channel, msgspec.json.encode(parts))

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
        """All that waits goes in one round trip."""
        is_away = False
        while True:
            messages = [await self._outbox.get()]
            while not self._outbox.empty():
                messages.append(self._outbox.get_nowait())
            try:
                await self._publish(messages)
                is_away = False
            except _AWAY as error:
                if not is_away:
                    log.warning("live messages not sent", extra={"reason": str(error)})
                is_away = True
                await asyncio.sleep(_RECONNECT_SECONDS)

    async def _publish(self, messages: Sequence[tuple[str, bytes]]) -> None:
        async with self._redis.pipeline(transaction=False) as pipe:
            for channel, data in messages:
                pipe.publish(channel, data)
            await pipe.execute()

    async def _listen(self) -> None:
        async for data in self._messages(self._live_channel):
            if not self._inboxes:
                continue
            try:
                self._distribute(data)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                log.warning("live message not understood, feeds read the database")
                self._announce_gap()

    def _distribute(self, data: bytes) -> None:
        for app_id, part in self._envelopes.decode(data):
            if inboxes := self._inboxes.get(app_id):
                flushed = self._decoder.decode(part)
                for inbox in inboxes:
                    _put(inbox, flushed)

    async def _messages(self, channel: str) -> AsyncIterator[bytes]:
        """The data of every message, over reconnections; an outage is logged once."""
        is_away = False
        while True:
            try:
                async with self._redis.pubsub(ignore_subscribe_messages=True) as pubsub:
                    await pubsub.subscribe(channel)
                    self.is_listening = True
                    if is_away:
                        log.info("Redis is back")
                    is_away = False
                    self._announce_gap()
                    while True:
                        message = await pubsub.get_message(timeout=_POLL_SECONDS)
                        if message is not None:
                            yield message["data"]
            except _AWAY as error:
                self.is_listening = False
                self._announce_gap()
                if not is_away:
                    log.warning(
                        "Redis is away, live feeds read the database", extra={"reason": str(error)}
                    )
                is_away = True
                await asyncio.sleep(_RECONNECT_SECONDS)

    def _announce_gap(self) -> None:
        """At both ends of an outage, and for garbage: feeds look into the database at once."""
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
