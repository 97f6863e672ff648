"""What tests of live feeds have in common."""

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
from telemetry_graph.live.model import Flushed

T = TypeVar("T")

_PATIENCE_SECONDS = 20
_LEAVING_SECONDS = 5
_SIGNAL_APP = AppId("signal")


@dataclass
class Watcher:
    """Somebody who watches, for as long as they are allowed to."""

    is_allowed: bool = True
    asked: int = 0

    async def still_allowed(self) -> None:
        self.asked += 1
        if not self.is_allowed:
            raise AppNotFound("not any more")


@dataclass
class Scene:
    writing: Services
    watched: Services
    watcher: Watcher = field(default_factory=Watcher)

    async def crash(self, message: str = "boom", **changes: Any) -> CrashReceipt:
        given = report(at=utc_now(), crash={"message": message}, **changes)
        return await self.writing.ingest.report_crash(given, KEY_ID)

    def crashes(self, since: datetime | None = None) -> AsyncGenerator[Any, None]:
        feed = self.watched.live.crash_feed(APP, since, self.watcher.still_allowed)
        return cast(AsyncGenerator[Any, None], feed)

    def groups(self, since: datetime | None = None) -> AsyncIterator[Any]:
        return self.watched.live.new_group_feed(APP, since, self.watcher.still_allowed)

    async def heard(self) -> None:
        """Once this returns, what is published from now on is heard by the watched process."""
        with self.watched.bus.inbox(_SIGNAL_APP) as inbox:
            await _signal_until(inbox, self.writing.bus)


async def _signal_until(inbox: asyncio.Queue[Any], bus: Bus) -> None:
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while True:
            bus.publish([Flushed(_SIGNAL_APP, [], [])])
            try:
                async with asyncio.timeout(0.1):
                    while not isinstance(await inbox.get(), Flushed):
                        pass
                return
            except TimeoutError:
                continue


class Following:
    """A feed that somebody reads; `started` once it listens."""

    def __init__(self, feed: AsyncIterator[T], bus: Bus, app_id: AppId = APP) -> None:
        self._feed = feed
        self._bus = bus
        self._app_id = app_id
        self._found: asyncio.Queue[Any] = asyncio.Queue()
        self._task = asyncio.create_task(self._read())

    async def __aenter__(self) -> "Following":
        async with asyncio.timeout(_PATIENCE_SECONDS):
            # The bus tells nobody of its inboxes.
            while not self._bus._inboxes.get(self._app_id) and not self._task.done():  # noqa: ASYNC110
                await asyncio.sleep(0)
        return self

    async def __aexit__(self, *_: object) -> None:
        """As a transport leaves a feed whose watcher went away."""
        self._task.cancel()
        await asyncio.wait({self._task}, timeout=_LEAVING_SECONDS)
        is_left = self._task.done()
        self._task.cancel()
        assert is_left, "the feed went on although its reader had left"

    async def next(self) -> Any:
        """The next item; what ended the feed is raised."""
        async with asyncio.timeout(_PATIENCE_SECONDS):
            found = await self._found.get()
        if isinstance(found, Exception):
            raise found
        return found

    @property
    def shown(self) -> int:
        """How many items wait to be read."""
        return self._found.qsize()

    async def _read(self) -> None:
        try:
            async for item in self._feed:
                self._found.put_nowait(item)
        except Exception as error:
            self._found.put_nowait(error)
