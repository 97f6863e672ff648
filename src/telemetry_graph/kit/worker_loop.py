"""Runs background tasks repeatedly, logs their failures, and backs off."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Any, TypeVar

from telemetry_graph.kit.errors import Unavailable

log = logging.getLogger(__name__)

T = TypeVar("T")

_MAX_PAUSE_SECONDS = 30.0
_CANCEL_AGAIN_SECONDS = 0.1


async def wait_until(event: asyncio.Event, *, timeout: float) -> bool:  # noqa: ASYNC109
    """Wait for `event`, for at most `timeout` seconds; return whether it is set."""
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
    """Call `work` until `stop` is set. When it returns false, wait for `wake` or `idle_seconds`.

    Log a failure and double the next pause.
    """
    pause = idle_seconds
    while not stop.is_set():
        try:
            is_busy = await work()
            pause = idle_seconds
        except Exception as error:
            _log_failure(name, error)
            is_busy, pause = False, min(pause * 2, _MAX_PAUSE_SECONDS)
        if not is_busy and not stop.is_set():
            await wait_until(wake, timeout=pause)
            wake.clear()


async def run_isolated(work: Awaitable[T]) -> T | Exception:
    """Return the result, or the exception: one failing item must not end the others."""
    try:
        return await work
    except Exception as error:
        return error


def _log_failure(name: str, error: Exception) -> None:
    """Log a traceback, except for an unavailable service."""
    if isinstance(error, Unavailable):
        extra = {"task": name, "reason": error.message}
        log.warning("background task failed; retrying", extra=extra)
    else:
        log.error("background task failed; retrying", extra={"task": name}, exc_info=error)


async def cancel_tasks(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancel the tasks repeatedly until all have ended.

    redis-py can swallow a cancellation while it connects. The task would then continue.
    """
    waiting = {task for task in tasks if not task.done()}
    while waiting:
        for task in waiting:
            task.cancel()
        _, waiting = await asyncio.wait(waiting, timeout=_CANCEL_AGAIN_SECONDS)
