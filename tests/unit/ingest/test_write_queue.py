import asyncio
from collections.abc import Sequence
from typing import TypeAlias

import pytest

from telemetry_graph.ingest.write_queue import Batcher, Limits
from telemetry_graph.kit.errors import Overloaded

_OneAtATime = Limits(flush_rows=100, waiting_rows=1_000, flushers=1)


class Gate:
    """A flush that lets tests see what it was given, and decide when it is done."""

    def __init__(self) -> None:
        self.flushes: list[list[str]] = []
        self.begun: asyncio.Queue[list[str]] = asyncio.Queue()
        self.open = asyncio.Event()
        self.failures: dict[str, Exception] = {}

    async def __call__(self, items: Sequence[str]) -> Sequence[str | Exception]:
        self.flushes.append(list(items))
        self.begun.put_nowait(list(items))
        await self.open.wait()
        return [self.failures.get(item, item.upper()) for item in items]


_Batcher: TypeAlias = Batcher[str, str]


async def _submitted(batcher: _Batcher, *items: str, rows: int = 1) -> list[asyncio.Task[str]]:
    """Tasks that have handed in their items and wait."""
    tasks = [asyncio.create_task(batcher.submit(item, rows)) for item in items]
    for _ in tasks:
        await asyncio.sleep(0)
    return tasks


async def test_an_answer_comes_once_its_flush_is_done() -> None:
    gate = Gate()
    async with _Batcher(gate, _OneAtATime).running() as batcher:
        (task,) = await _submitted(batcher, "a")
        await gate.begun.get()
        assert not task.done()

        gate.open.set()

        assert await task == "A"


async def test_what_arrives_during_a_flush_shares_the_next_one() -> None:
    gate = Gate()
    async with _Batcher(gate, _OneAtATime).running() as batcher:
        first = await _submitted(batcher, "a")
        await gate.begun.get()
        others = await _submitted(batcher, "b", "c", "d")

        gate.open.set()

        assert await asyncio.gather(*first, *others) == ["A", "B", "C", "D"]
    assert gate.flushes == [["a"], ["b", "c", "d"]]


async def test_a_second_flush_starts_beside_the_first_once_enough_waits() -> None:
    gate = Gate()
    limits = Limits(flush_rows=100, flushers=2, overlap_rows=10)
    async with _Batcher(gate, limits).running() as batcher:
        tasks = await _submitted(batcher, "a")
        await gate.begun.get()
        tasks += await _submitted(batcher, "b", rows=9)
        assert gate.begun.empty()

        tasks += await _submitted(batcher, "c")

        assert await gate.begun.get() == ["b", "c"]
        gate.open.set()
        assert await asyncio.gather(*tasks) == ["A", "B", "C"]


async def test_no_more_than_so_many_flushes_work_at_once() -> None:
    gate = Gate()
    limits = Limits(flush_rows=1, flushers=2, overlap_rows=1)
    async with _Batcher(gate, limits).running() as batcher:
        tasks = await _submitted(batcher, "a", "b", "c")

        begun = [await gate.begun.get(), await gate.begun.get()]
        gate.open.set()

        assert begun == [["a"], ["b"]]
        assert await asyncio.gather(*tasks) == ["A", "B", "C"]


async def test_a_flush_takes_about_as_many_rows_as_its_bound() -> None:
    gate = Gate()
    limits = Limits(flush_rows=10, waiting_rows=1_000, flushers=1)
    async with _Batcher(gate, limits).running() as batcher:
        first = await _submitted(batcher, "first")
        await gate.begun.get()
        others = await _submitted(batcher, "a", "b", "c", rows=6)
        large = await _submitted(batcher, "large", rows=500)

        gate.open.set()

        await asyncio.gather(*first, *others, *large)
    assert gate.flushes == [["first"], ["a", "b"], ["c", "large"]]


async def test_more_than_may_wait_is_refused_at_once() -> None:
    gate = Gate()
    limits = Limits(flush_rows=5, waiting_rows=10, flushers=1)
    async with _Batcher(gate, limits).running() as batcher:
        kept = await _submitted(batcher, "a", "b", rows=5)

        with pytest.raises(Overloaded) as caught:
            await batcher.submit("c", 1)

        assert caught.value.retry_after == 1
        gate.open.set()
        assert await asyncio.gather(*kept) == ["A", "B"]
    assert "c" not in [item for flush in gate.flushes for item in flush]


async def test_there_is_room_again_after_a_flush() -> None:
    gate = Gate()
    gate.open.set()
    limits = Limits(flush_rows=5, waiting_rows=10, flushers=1)
    async with _Batcher(gate, limits).running() as batcher:
        for _ in range(5):
            assert await batcher.submit("a", 10) == "A"


async def test_there_is_room_again_after_a_failure_and_a_cancelled_request() -> None:
    gate = Gate()
    gate.failures["bad"] = ValueError("bad")
    limits = Limits(flush_rows=5, waiting_rows=10, flushers=1)
    async with _Batcher(gate, limits).running() as batcher:
        gone, bad = await _submitted(batcher, "gone", "bad", rows=5)
        gone.cancel()
        gate.open.set()
        with pytest.raises(ValueError, match="bad"):
            await bad

        assert await batcher.submit("a", 10) == "A"


async def test_an_item_that_fails_fails_alone() -> None:
    gate = Gate()
    gate.failures["b"] = ValueError("not b")
    gate.open.set()
    async with _Batcher(gate, _OneAtATime).running() as batcher:
        a, b, c = await _submitted(batcher, "a", "b", "c")

        results = await asyncio.gather(a, b, c, return_exceptions=True)

    assert gate.flushes == [["a", "b", "c"]]
    assert [results[0], results[2]] == ["A", "C"]
    assert results[1] is gate.failures["b"]


async def test_a_cancelled_request_stops_neither_its_flush_nor_its_neighbours() -> None:
    gate = Gate()
    async with _Batcher(gate, _OneAtATime).running() as batcher:
        gone, stays = await _submitted(batcher, "gone", "stays")
        await gate.begun.get()
        gone.cancel()

        gate.open.set()

        assert await stays == "STAYS"
        with pytest.raises(asyncio.CancelledError):
            await gone
        assert await batcher.submit("later", 1) == "LATER"
    assert gate.flushes == [["gone", "stays"], ["later"]]


async def test_stopping_finishes_what_was_taken() -> None:
    gate = Gate()
    running = _Batcher(gate, _OneAtATime).running()
    batcher = await running.__aenter__()
    under_way = await _submitted(batcher, "a")
    await gate.begun.get()
    waiting = await _submitted(batcher, "b", "c")

    gate.open.set()
    await running.__aexit__(None, None, None)

    assert [task.result() for task in (*under_way, *waiting)] == ["A", "B", "C"]


async def test_a_stopped_batcher_refuses_what_comes() -> None:
    gate = Gate()
    gate.open.set()
    async with _Batcher(gate, _OneAtATime).running() as batcher:
        await batcher.submit("a", 1)

    with pytest.raises(Overloaded):
        await batcher.submit("b", 1)

    assert gate.flushes == [["a"]]


async def test_a_stopping_batcher_refuses_what_comes_while_it_finishes() -> None:
    gate = Gate()
    running = _Batcher(gate, _OneAtATime).running()
    batcher = await running.__aenter__()
    (taken,) = await _submitted(batcher, "a")
    await gate.begun.get()
    leaving = asyncio.create_task(running.__aexit__(None, None, None))
    await asyncio.sleep(0)

    with pytest.raises(Overloaded):
        await batcher.submit("b", 1)
    gate.open.set()
    await leaving

    assert taken.result() == "A"
    assert gate.flushes == [["a"]]


async def test_a_batcher_that_had_nothing_to_do_stops() -> None:
    gate = Gate()

    async with _Batcher(gate, Limits(flushers=4)).running():
        pass

    assert gate.flushes == []


async def test_few_rows_rest_after_a_flush_and_then_go_together() -> None:
    gate = Gate()
    limits = Limits(worthwhile_rows=10, longest_rest_seconds=0.2)
    async with _Batcher(gate, limits).running() as batcher:
        first = await _submitted(batcher, "a")
        await gate.begun.get()
        await asyncio.sleep(0.2)  # so long does it rest then
        gate.open.set()
        await asyncio.gather(*first)
        others = await _submitted(batcher, "b", "c")
        await asyncio.sleep(0.05)
        others += await _submitted(batcher, "d")

        await asyncio.gather(*others)

    assert gate.flushes == [["a"], ["b", "c", "d"]]


async def test_many_rows_do_not_rest() -> None:
    gate = Gate()
    gate.open.set()
    async with _Batcher(gate, Limits(worthwhile_rows=10)).running() as batcher:
        batcher._rests_until = asyncio.get_running_loop().time() + 3_600
        few = await _submitted(batcher, "a", rows=5)
        await asyncio.sleep(0.05)
        assert gate.flushes == []

        more = await _submitted(batcher, "b", rows=5)

        assert await asyncio.gather(*few, *more) == ["A", "B"]
    assert gate.flushes == [["a", "b"]]


async def test_stopping_does_not_wait_for_a_rest() -> None:
    gate = Gate()
    gate.open.set()
    running = _Batcher(gate, Limits()).running()
    batcher = await running.__aenter__()
    batcher._rests_until = asyncio.get_running_loop().time() + 3_600
    resting = await _submitted(batcher, "a")

    await running.__aexit__(None, None, None)

    assert [task.result() for task in resting] == ["A"]
