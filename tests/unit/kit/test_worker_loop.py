import asyncio

import pytest

from telemetry_graph.kit.errors import DatabaseUnavailable
from telemetry_graph.kit.worker_loop import end, run_loop


async def _deaf_once(begun: asyncio.Event) -> None:
    """As redis-py is while it connects: the first cancellation is lost on it."""
    try:
        begun.set()
        await asyncio.sleep(3_600)
    except asyncio.CancelledError:
        await asyncio.sleep(3_600)


async def test_a_job_that_swallows_a_cancellation_ends_all_the_same() -> None:
    begun = asyncio.Event()
    job = asyncio.create_task(_deaf_once(begun))
    await begun.wait()

    await end([job])

    assert job.cancelled()


async def test_jobs_that_are_over_are_left_alone() -> None:
    job = asyncio.create_task(asyncio.sleep(0, "result"))
    await job

    await end([job])

    assert job.result() == "result"


@pytest.mark.parametrize(
    ("error", "has_traceback"),
    [(DatabaseUnavailable("It is away."), False), (ValueError("a fault"), True)],
)
async def test_a_loop_goes_on_and_logs_a_traceback_of_faults_only(
    caplog: pytest.LogCaptureFixture, error: Exception, has_traceback: bool
) -> None:
    stop, tries = asyncio.Event(), 0

    async def work() -> bool:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise error
        stop.set()
        return False

    await run_loop("test", work, stop=stop, wake=asyncio.Event(), idle_seconds=0.001)

    (record,) = caplog.records
    assert vars(record)["loop"] == "test"
    assert (record.exc_info is not None) == has_traceback
