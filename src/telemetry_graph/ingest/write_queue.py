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
    """Bounds in rows, of one flush and of all that wait; a heavy item counts as more of them."""

    flush_rows: int = 5_000
    waiting_rows: int = 50_000
    flushers: int = 3
    """Flushes under way at once: while one waits for the database the other is prepared."""
    overlap_rows: int = 3_000
    """So many rows must wait before a flush starts beside another: few large ones cost less."""
    worthwhile_rows: int = 1_000
    """After a flush fewer rows than these wait for as long as it took, for more to come: each flush
    costs about as much as ten batches."""
    longest_rest_seconds: float = 0.005


class Batcher(Generic[Item, Answer]):
    """The window adapts to the load: what arrives during a flush shares the next one."""

    def __init__(self, flush: Flush[Item, Answer], limits: Limits) -> None:
        self._flush = flush
        self._limits = limits
        self._waiting: deque[tuple[Item, int, asyncio.Future[Answer]]] = deque()
        self._waiting_rows = 0
        self._flushing_rows = 0
        self._flushes = 0
        self._tasks = asyncio.TaskGroup()
        self._is_open = False
        self._rests_until = 0.0
        self._is_alarm_set = False

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Batcher[Item, Answer]"]:
        """Flush in the background; on leaving, finish what was taken and refuse the rest."""
        async with self._tasks:
            self._is_open = True
            try:
                yield self
            finally:
                self._is_open = False
                self._start_if_due()  # what rests is not to wait for its alarm

    async def submit(self, item: Item, rows: int) -> Answer:
        """Wait until `item` is flushed; Overloaded at once when too much waits already."""
        taken_rows = self._waiting_rows + self._flushing_rows
        if not self._is_open or taken_rows + rows > self._limits.waiting_rows:
            raise Overloaded(
                "The write queue is full. Send the request again.", retry_after=_RETRY_SECONDS
            )
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, rows, answer))
        self._waiting_rows += rows
        self._start_if_due()
        return await answer

    def _start_if_due(self) -> None:
        """Whatever waits has a flush under way, or an alarm set: then this is asked again."""
        is_enough = self._waiting_rows >= self._limits.overlap_rows
        allowed = self._limits.flushers if is_enough else 1
        if self._waiting and self._flushes < allowed and not self._rests():
            self._flushes += 1
            self._tasks.create_task(self._flush_some())

    def _rests(self) -> bool:
        """Whether what waits should wait on for more to come; then it is asked again in time."""
        loop = asyncio.get_running_loop()
        is_worthwhile = self._waiting_rows >= self._limits.worthwhile_rows
        if is_worthwhile or not self._is_open or loop.time() >= self._rests_until:
            return False
        if not self._is_alarm_set:
            self._is_alarm_set = True
            loop.call_at(self._rests_until, self._on_alarm)
        return True

    def _on_alarm(self) -> None:
        self._is_alarm_set = False
        self._start_if_due()

    async def _flush_some(self) -> None:
        taken: list[tuple[Item, int, asyncio.Future[Answer]]] = []
        rows = 0
        while self._waiting and (not taken or rows < self._limits.flush_rows):
            entry = self._waiting.popleft()
            taken.append(entry)
            rows += entry[1]
        self._waiting_rows -= rows
        self._flushing_rows += rows
        loop = asyncio.get_running_loop()
        started = loop.time()
        answers = await self._flush([item for item, _, _ in taken]) if taken else []
        ended = loop.time()
        self._rests_until = ended + min(ended - started, self._limits.longest_rest_seconds)
        self._flushing_rows -= rows
        self._flushes -= 1
        self._start_if_due()
        for (_, _, future), answer in zip(taken, answers, strict=True):
            if future.done():  # its request was cancelled; what it wrote stays written
                continue
            if isinstance(answer, Exception):
                future.set_exception(answer)
            else:
                future.set_result(answer)
