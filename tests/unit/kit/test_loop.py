import asyncio

from telemetry_graph.kit.loop import end


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
