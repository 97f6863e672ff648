"""The rim of a background loop: work, wait, log, back off, stop."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Any

from telemetry_graph.kit.errors import Unavailable

log = logging.getLogger(__name__)

_LONGEST_PAUSE_SECONDS = 30.0
_CANCEL_AGAIN_SECONDS = 0.1


async def wait_until(event: asyncio.Event, *, timeout: float) -> bool:  # noqa: ASYNC109
    """True as soon as `event` is set, False after `timeout` seconds without it."""
    with suppress(TimeoutError):
        async with asyncio.timeout(timeout):
            await event.wait()
    return event.is_set()


async def run_loop(
    name: str,
    work: Callable[[], Awaitable[bool]],
    *,
    stop: asyncio.Event,
    wake: asyncio.Event,
    idle_seconds: float,
) -> None:
    """Call `work` until `stop`; when it found nothing to do, wait for `wake` or `idle_seconds`."""
    pause = idle_seconds
    while not stop.is_set():
        try:
            busy = await work()
            pause = idle_seconds
        except Exception as error:
            _log_failure(name, error)
            busy, pause = False, min(pause * 2, _LONGEST_PAUSE_SECONDS)
        if not busy and not stop.is_set():
            await wait_until(wake, timeout=pause)
            wake.clear()


def _log_failure(name: str, error: Exception) -> None:
    """With a traceback, unless something is away, of which it would say nothing."""
    if isinstance(error, Unavailable):
        extra = {"loop": name, "reason": error.message}
        log.warning("background loop could not work, it goes on", extra=extra)
    else:
        log.error("background loop failed, it goes on", extra={"loop": name}, exc_info=error)


async def end(jobs: Iterable[asyncio.Task[Any]]) -> None:
    """Cancel the jobs, and again until they are over.

    redis-py can swallow a cancellation that meets it while it connects; the job would go on.
    """
    waiting = {job for job in jobs if not job.done()}
    while waiting:
        for job in waiting:
            job.cancel()
        _, waiting = await asyncio.wait(waiting, timeout=_CANCEL_AGAIN_SECONDS)
