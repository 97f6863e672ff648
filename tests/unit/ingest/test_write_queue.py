import asyncio
from collections.abc import Sequence
from typing import TypeAlias

import pytest

from telemetry_graph.ingest.write_queue import QueueLimits, WriteQueue
from telemetry_graph.kit.errors import Overloaded

_ONE_AT_A_TIME = QueueLimits(flush_rows=100, queue_rows=1_000, flushers=1)


class Gate:
    """A flush that records its items and waits until a test opens it."""

    def __init__(self) -> None:
        self.flushes: list[list[str]] = []
        self.started: asyncio.Queue[list[str]] = asyncio.Queue()
        self.open = asyncio.Event()
        self.failures: dict[str, Exception] = {}

    async def __call__(self, items: Sequence[str]) -> Sequence[str | Exception]:
        self.flushes.append(list(items))
        self.started.put_nowait(list(items))
        await self.open.wait()
        return [self.failures.get(item, item.upper()) for item in items]


Queue: TypeAlias = WriteQueue[str, str]


async def _submit(queue: Queue, *items: str, rows: int = 1) -> list[asyncio.Task[str]]:
    """Start tasks that submit the items and wait for their results."""
    tasks = [asyncio.create_task(queue.submit(item, rows)) for item in items]
    for _ in tasks:
        await asyncio.sleep(0)
    return tasks


async def test_a_result_is_returned_after_its_flush() -> None:
    gate = Gate()
    async with Queue(gate, _ONE_AT_A_TIME).running() as queue:
        (task,) = await _submit(queue, "a")
        await gate.started.get()
        assert not task.done()

        gate.open.set()

        assert await task == "A"


async def test_items_that_arrive_during_a_flush_share_the_next_one() -> None:
    gate = Gate()
    async with Queue(gate, _ONE_AT_A_TIME).running() as queue:
        first = await _submit(queue, "a")
        await gate.started.get()
        others = await _submit(queue, "b", "c", "d")

        gate.open.set()

        assert await asyncio.gather(*first, *others) == ["A", "B", "C", "D"]
    assert gate.flushes == [["a"], ["b", "c", "d"]]


async def test_a_second_flush_starts_when_enough_rows_wait() -> None:
    gate = Gate()
    limits = QueueLimits(flush_rows=100, flushers=2, overlap_rows=10)
    async with Queue(gate, limits).running() as queue:
        tasks = await _submit(queue, "a")
        await gate.started.get()
        tasks += await _submit(queue, "b", rows=9)
        assert gate.started.empty()

        tasks += await _submit(queue, "c")

        assert await gate.started.get() == ["b", "c"]
        gate.open.set()
        assert await asyncio.gather(*tasks) == ["A", "B", "C"]


async def test_the_number_of_concurrent_flushes_is_limited() -> None:
    gate = Gate()
    limits = QueueLimits(flush_rows=1, flushers=2, overlap_rows=1)
    async with Queue(gate, limits).running() as queue:
        tasks = await _submit(queue, "a", "b", "c")

        started = [await gate.started.get(), await gate.started.get()]
        gate.open.set()

        assert started == [["a"], ["b"]]
        assert await asyncio.gather(*tasks) == ["A", "B", "C"]


async def test_a_flush_takes_items_until_its_rows_reach_the_limit() -> None:
    gate = Gate()
    limits = QueueLimits(flush_rows=10, queue_rows=1_000, flushers=1)
    async with Queue(gate, limits).running() as queue:
        first = await _submit(queue, "first")
        await gate.started.get()
        others = await _submit(queue, "a", "b", "c", rows=6)
        large = await _submit(queue, "large", rows=500)

        gate.open.set()

        await asyncio.gather(*first, *others, *large)
    assert gate.flushes == [["first"], ["a", "b"], ["c", "large"]]


async def test_a_full_queue_rejects_an_item_at_once() -> None:
    gate = Gate()
    limits = QueueLimits(flush_rows=5, queue_rows=10, flushers=1)
    async with Queue(gate, limits).running() as queue:
        accepted = await _submit(queue, "a", "b", rows=5)

        with pytest.raises(Overloaded) as caught:
            await queue.submit("c", 1)

        assert caught.value.retry_after == 1
        gate.open.set()
        assert await asyncio.gather(*accepted) == ["A", "B"]
    assert "c" not in [item for flush in gate.flushes for item in flush]


async def test_a_queue_accepts_items_again_after_a_flush() -> None:
    gate = Gate()
    gate.open.set()
    limits = QueueLimits(flush_rows=5, queue_rows=10, flushers=1)
    async with Queue(gate, limits).running() as queue:
        for _ in range(5):
            assert await queue.submit("a", 10) == "A"


async def test_a_queue_accepts_items_again_after_a_failure_and_a_cancelled_request() -> None:
    gate = Gate()
    gate.failures["failing"] = ValueError("failing")
    limits = QueueLimits(flush_rows=5, queue_rows=10, flushers=1)
    async with Queue(gate, limits).running() as queue:
        cancelled, failing = await _submit(queue, "cancelled", "failing", rows=5)
        cancelled.cancel()
        gate.open.set()
        with pytest.raises(ValueError, match="failing"):
            await failing

        assert await queue.submit("a", 10) == "A"


async def test_a_failing_item_fails_alone() -> None:
    gate = Gate()
    gate.failures["b"] = ValueError("not b")
    gate.open.set()
    async with Queue(gate, _ONE_AT_A_TIME).running() as queue:
        a, b, c = await _submit(queue, "a", "b", "c")

        results = await asyncio.gather(a, b, c, return_exceptions=True)

    assert gate.flushes == [["a", "b", "c"]]
    assert [results[0], results[2]] == ["A", "C"]
    assert results[1] is gate.failures["b"]


async def test_a_cancelled_request_does_not_affect_its_flush() -> None:
    gate = Gate()
    async with Queue(gate, _ONE_AT_A_TIME).running() as queue:
        cancelled, other = await _submit(queue, "cancelled", "other")
        await gate.started.get()
        cancelled.cancel()

        gate.open.set()

        assert await other == "OTHER"
        with pytest.raises(asyncio.CancelledError):
            await cancelled
        assert await queue.submit("later", 1) == "LATER"
    assert gate.flushes == [["cancelled", "other"], ["later"]]


async def test_accepted_items_are_flushed_when_the_queue_stops() -> None:
    gate = Gate()
    running = Queue(gate, _ONE_AT_A_TIME).running()
    queue = await running.__aenter__()
    flushing = await _submit(queue, "a")
    await gate.started.get()
    waiting = await _submit(queue, "b", "c")

    gate.open.set()
    await running.__aexit__(None, None, None)

    assert [task.result() for task in (*flushing, *waiting)] == ["A", "B", "C"]


async def test_a_stopped_queue_rejects_items() -> None:
    gate = Gate()
    gate.open.set()
    async with Queue(gate, _ONE_AT_A_TIME).running() as queue:
        await queue.submit("a", 1)

    with pytest.raises(Overloaded):
        await queue.submit("b", 1)

    assert gate.flushes == [["a"]]


async def test_a_stopping_queue_rejects_items() -> None:
    gate = Gate()
    running = Queue(gate, _ONE_AT_A_TIME).running()
    queue = await running.__aenter__()
    (accepted,) = await _submit(queue, "a")
    await gate.started.get()
    stopping = asyncio.create_task(running.__aexit__(None, None, None))
    await asyncio.sleep(0)

    with pytest.raises(Overloaded):
        await queue.submit("b", 1)
    gate.open.set()
    await stopping

    assert accepted.result() == "A"
    assert gate.flushes == [["a"]]


async def test_an_unused_queue_stops() -> None:
    gate = Gate()

    async with Queue(gate, QueueLimits(flushers=4)).running():
        pass

    assert gate.flushes == []


async def test_few_rows_wait_after_a_flush_and_are_flushed_together() -> None:
    gate = Gate()
    limits = QueueLimits(pause_below_rows=10, max_pause_seconds=0.2)
    async with Queue(gate, limits).running() as queue:
        first = await _submit(queue, "a")
        await gate.started.get()
        await asyncio.sleep(0.2)  # the pause takes as long as the flush
        gate.open.set()
        await asyncio.gather(*first)
        others = await _submit(queue, "b", "c")
        await asyncio.sleep(0.05)
        others += await _submit(queue, "d")

        await asyncio.gather(*others)

    assert gate.flushes == [["a"], ["b", "c", "d"]]


async def test_many_rows_end_a_pause() -> None:
    gate = Gate()
    gate.open.set()
    async with Queue(gate, QueueLimits(pause_below_rows=10)).running() as queue:
        queue._paused_until = asyncio.get_running_loop().time() + 3_600
        few = await _submit(queue, "a", rows=5)
        await asyncio.sleep(0.05)
        assert gate.flushes == []

        more = await _submit(queue, "b", rows=5)

        assert await asyncio.gather(*few, *more) == ["A", "B"]
    assert gate.flushes == [["a", "b"]]


async def test_stopping_ends_a_pause() -> None:
    gate = Gate()
    gate.open.set()
    running = Queue(gate, QueueLimits()).running()
    queue = await running.__aenter__()
    queue._paused_until = asyncio.get_running_loop().time() + 3_600
    waiting = await _submit(queue, "a")

    await running.__aexit__(None, None, None)

    assert [task.result() for task in waiting] == ["A"]
