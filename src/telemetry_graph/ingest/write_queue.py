"""The write queue: writes wait here for a flush, which stores many of them in one transaction."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from telemetry_graph.kit.errors import Overloaded

Item = TypeVar("Item")
Result = TypeVar("Result")

Flush = Callable[[Sequence[Item]], Awaitable[Sequence[Result | Exception]]]
"""Stores the items. Returns a result, or an exception to raise, for each item in order."""

_RETRY_SECONDS = 1


@dataclass(frozen=True, slots=True)
class QueueLimits:
    """Limits in rows. An item with much data counts as more rows than it has."""

    flush_rows: int = 5_000
    """Rows of one flush."""
    queue_rows: int = 50_000
    """Rows of all items that wait or are being flushed."""
    flushers: int = 3
    """Concurrent flushes: while one waits for the database, another is prepared."""
    overlap_rows: int = 3_000
    """Rows that must wait before a second flush starts: a few large flushes cost less than many
    small ones."""
    pause_below_rows: int = 1_000
    """After a flush, fewer rows wait as long as the flush took, up to the maximum pause: a flush
    costs about as much as ten batches."""
    max_pause_seconds: float = 0.005


class WriteQueue(Generic[Item, Result]):
    """Adapts to the load: items that arrive during a flush share the next flush."""

    def __init__(self, flush: Flush[Item, Result], limits: QueueLimits) -> None:
        self._flush = flush
        self._limits = limits
        self._waiting: deque[tuple[Item, int, asyncio.Future[Result]]] = deque()
        self._waiting_rows = 0
        self._flushing_rows = 0
        self._flushes = 0
        self._tasks = asyncio.TaskGroup()
        self._is_open = False
        self._paused_until = 0.0
        self._is_timer_set = False

    @asynccontextmanager
    async def running(self) -> AsyncIterator["WriteQueue[Item, Result]"]:
        """Flush in the background. When the block ends, reject new items and flush the others."""
        async with self._tasks:
            self._is_open = True
            try:
                yield self
            finally:
                self._is_open = False
                self._start_flush_if_due()  # does not wait for the end of a pause

    async def submit(self, item: Item, rows: int) -> Result:
        """Return the item's result after its flush; raise Overloaded when the queue is full."""
        queued_rows = self._waiting_rows + self._flushing_rows
        if not self._is_open or queued_rows + rows > self._limits.queue_rows:
            raise Overloaded(
                "The write queue is full. Send the request again.", retry_after=_RETRY_SECONDS
            )
        result: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, rows, result))
        self._waiting_rows += rows
        self._start_flush_if_due()
        return await result

    def _start_flush_if_due(self) -> None:
        """Called for each new item, after each flush and after each pause."""
        is_enough = self._waiting_rows >= self._limits.overlap_rows
        max_flushes = self._limits.flushers if is_enough else 1
        if self._waiting and self._flushes < max_flushes and not self._is_paused():
            self._flushes += 1
            self._tasks.create_task(self._flush_waiting())

    def _is_paused(self) -> bool:
        """Whether the waiting items should wait for more; sets the timer that ends the pause."""
        loop = asyncio.get_running_loop()
        is_enough = self._waiting_rows >= self._limits.pause_below_rows
        if is_enough or not self._is_open or loop.time() >= self._paused_until:
            return False
        if not self._is_timer_set:
            self._is_timer_set = True
            loop.call_at(self._paused_until, self._end_pause)
        return True

    def _end_pause(self) -> None:
        self._is_timer_set = False
        self._start_flush_if_due()

    async def _flush_waiting(self) -> None:
        entries, rows = self._take_entries()
        loop = asyncio.get_running_loop()
        started_at = loop.time()
        results = await self._flush([item for item, _, _ in entries]) if entries else []
        ended_at = loop.time()
        pause_seconds = min(ended_at - started_at, self._limits.max_pause_seconds)
        self._paused_until = ended_at + pause_seconds
        self._flushing_rows -= rows
        self._flushes -= 1
        self._start_flush_if_due()
        for (_, _, future), result in zip(entries, results, strict=True):
            if future.done():  # the request was cancelled, but the item is stored
                continue
            if isinstance(result, Exception):
                future.set_exception(result)
            else:
                future.set_result(result)

    def _take_entries(self) -> tuple[list[tuple[Item, int, asyncio.Future[Result]]], int]:
        """The next entries up to the limit of a flush, at least one, and their rows."""
        entries: list[tuple[Item, int, asyncio.Future[Result]]] = []
        rows = 0
        while self._waiting and (not entries or rows < self._limits.flush_rows):
            entry = self._waiting.popleft()
            entries.append(entry)
            rows += entry[1]
        self._waiting_rows -= rows
        self._flushing_rows += rows
        return entries, rows
