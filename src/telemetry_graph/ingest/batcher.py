"""Group commit: many requests share one flush, each is answered when its flush is done."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from telemetry_graph.kit.errors import Overloaded

Item = TypeVar("Item")
Answer = TypeVar("Answer")

Flush = Callable[[Sequence[Item]], Awaitable[Sequence[Answer | Exception]]]
"""Stores the items and gives each its answer, or the exception that it is to be told."""

_RETRY_SECONDS = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds in rows: of one flush, and of all that wait."""

    flush_rows: int = 5_000
    waiting_rows: int = 50_000
    flushers: int = 3
    """Flushes under way at once: while one waits for the database the other is prepared."""


class Batcher(Generic[Item, Answer]):
    def __init__(self, flush: Flush[Item, Answer], limits: Limits) -> None:
        self._flush = flush
        self._limits = limits
        self._waiting: deque[tuple[Item, int, asyncio.Future[Answer]]] = deque()
        self._waiting_rows = 0
        self._arrived = asyncio.Event()
        self._closed = False

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Batcher[Item, Answer]"]:
        """Flush in the background; on leaving, finish what was taken and refuse the rest."""
        async with asyncio.TaskGroup() as tasks:
            for _ in range(self._limits.flushers):
                tasks.create_task(self._flush_until_closed())
            try:
                yield self
            finally:
                self._closed = True
                self._arrived.set()

    async def submit(self, item: Item, rows: int) -> Answer:
        """Wait until `item` is flushed; Overloaded at once when too much waits already."""
        if self._closed or self._waiting_rows + rows > self._limits.waiting_rows:
            raise Overloaded(
                "The write queue is full. Send the request again.", retry_after=_RETRY_SECONDS
            )
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, rows, answer))
        self._waiting_rows += rows
        self._arrived.set()
        return await answer

    async def _flush_until_closed(self) -> None:
        while self._waiting or not self._closed:
            if not self._waiting:
                self._arrived.clear()
                await self._arrived.wait()
                continue
            await self._flush_some()
        self._arrived.set()  # the other flushers are to see that it is over

    async def _flush_some(self) -> None:
        taken: list[tuple[Item, int, asyncio.Future[Answer]]] = []
        rows = 0
        while self._waiting and (not taken or rows < self._limits.flush_rows):
            entry = self._waiting.popleft()
            taken.append(entry)
            rows += entry[1]
        answers = await self._flush([item for item, _, _ in taken])
        self._waiting_rows -= rows
        for (_, _, future), answer in zip(taken, answers, strict=True):
            if future.done():  # its request was cancelled; what it wrote stays written
                continue
            if isinstance(answer, Exception):
                future.set_exception(answer)
            else:
                future.set_result(answer)
