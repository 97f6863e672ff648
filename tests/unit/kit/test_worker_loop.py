import asyncio

import pytest

from telemetry_graph.kit.errors import DatabaseUnavailable
from telemetry_graph.kit.worker_loop import cancel_tasks, run_loop


async def _swallow_one_cancellation(started: asyncio.Event) -> None:
    """Behave as redis-py does while it connects."""
    try:
        started.set()
        await asyncio.sleep(3_600)
    except asyncio.CancelledError:
        await asyncio.sleep(3_600)


async def test_a_task_that_swallows_a_cancellation_is_cancelled_again() -> None:
    started = asyncio.Event()
    task = asyncio.create_task(_swallow_one_cancellation(started))
    await started.wait()

    await cancel_tasks([task])

    assert task.cancelled()


async def test_a_task_that_has_ended_keeps_its_result() -> None:
    task = asyncio.create_task(asyncio.sleep(0, "result"))
    await task

    await cancel_tasks([task])

    assert task.result() == "result"


@pytest.mark.parametrize(
    ("error", "has_traceback"),
    [(DatabaseUnavailable("The database is unavailable."), False), (ValueError("a bug"), True)],
)
async def test_a_loop_continues_after_a_failure_and_logs_a_traceback_only_for_a_bug(
    caplog: pytest.LogCaptureFixture, error: Exception, has_traceback: bool
) -> None:
    stop, calls = asyncio.Event(), 0

    async def work() -> bool:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise error
        stop.set()
        return False

    await run_loop("test", work, stop=stop, wake=asyncio.Event(), idle_seconds=0.001)

    (record,) = caplog.records
    assert vars(record)["task"] == "test"
    assert (record.exc_info is not None) == has_traceback
