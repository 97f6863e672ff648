"""Two processes and the subscribers of their feeds."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar, cast

from tests.factories import APP, KEY_ID, report

from telemetry_graph.app import Services
from telemetry_graph.ingest.wire import CrashReceipt
from telemetry_graph.kit.clock import utc_now
from telemetry_graph.kit.errors import AppNotFound
from telemetry_graph.kit.ids import AppId
from telemetry_graph.live.bus import Bus
from telemetry_graph.live.model import StoredCrashes

T = TypeVar("T")

_TIMEOUT_SECONDS = 20
_CANCEL_SECONDS = 5
_SIGNAL_APP = AppId("signal")


@dataclass
class Subscriber:
    """A subscriber whose access can end."""

    has_access: bool = True
    checks: int = 0

    async def check_access(self) -> None:
        self.checks += 1
        if not self.has_access:
            raise AppNotFound("no access")


@dataclass
class Scene:
    writer: Services
    reader: Services
    subscriber: Subscriber = field(default_factory=Subscriber)

    async def crash(self, message: str = "boom", **changes: Any) -> CrashReceipt:
        given = report(at=utc_now(), crash={"message": message}, **changes)
        return await self.writer.ingest.report_crash(given, KEY_ID)

    def crashes(self, since: datetime | None = None) -> AsyncGenerator[Any, None]:
        feed = self.reader.live.follow_crashes(APP, since, self.subscriber.check_access)
        return cast(AsyncGenerator[Any, None], feed)

    def groups(self, since: datetime | None = None) -> AsyncIterator[Any]:
        return self.reader.live.follow_new_groups(APP, since, self.subscriber.check_access)

    async def wait_until_listening(self) -> None:
        """Wait until the reading process receives messages."""
        with self.reader.bus.open_inbox(_SIGNAL_APP) as inbox:
            await _signal_until(inbox, self.writer.bus)


async def _signal_until(inbox: asyncio.Queue[Any], bus: Bus) -> None:
    async with asyncio.timeout(_TIMEOUT_SECONDS):
        while True:
            bus.publish([StoredCrashes(_SIGNAL_APP, [], [])])
            try:
                async with asyncio.timeout(0.1):
                    while not isinstance(await inbox.get(), StoredCrashes):
                        pass
                return
            except TimeoutError:
                continue


class FeedReader:
    """Reads a feed in the background; entered once its inbox is open."""

    def __init__(self, feed: AsyncIterator[T], bus: Bus, app_id: AppId = APP) -> None:
        self._feed = feed
        self._bus = bus
        self._app_id = app_id
        self._items: asyncio.Queue[Any] = asyncio.Queue()
        self._task = asyncio.create_task(self._read())

    async def __aenter__(self) -> "FeedReader":
        async with asyncio.timeout(_TIMEOUT_SECONDS):
            # The bus has no event for a new inbox.
            while not self._bus._inboxes.get(self._app_id) and not self._task.done():  # noqa: ASYNC110
                await asyncio.sleep(0)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Cancel the feed as a transport does when the subscriber has left."""
        self._task.cancel()
        await asyncio.wait({self._task}, timeout=_CANCEL_SECONDS)
        has_ended = self._task.done()
        self._task.cancel()
        assert has_ended, "the feed continued after its reader had left"

    async def next(self) -> Any:
        """The next item; raises the error that ended the feed."""
        async with asyncio.timeout(_TIMEOUT_SECONDS):
            item = await self._items.get()
        if isinstance(item, Exception):
            raise item
        return item

    @property
    def unread(self) -> int:
        """The number of items that wait to be read."""
        return self._items.qsize()

    async def _read(self) -> None:
        try:
            async for item in self._feed:
                self._items.put_nowait(item)
        except Exception as error:
            self._items.put_nowait(error)
