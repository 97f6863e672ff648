"""Reads settings for commands, and runs work until a signal stops it."""

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable

import uvloop

from telemetry_graph.launch.state import effective_environment
from telemetry_graph.logs import configure_logging
from telemetry_graph.settings import BadSetting, Settings, load_settings


def read_settings() -> Settings:
    return load_settings(effective_environment())


def configure_process() -> Settings:
    """Read the settings and configure logging."""
    settings = read_settings()
    try:
        configure_logging(settings.log_level, settings.log_file)
    except OSError as error:
        raise BadSetting(f"TELEMETRY_LOG_FILE: {error}") from error
    return settings


def run_until_signal(work: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    """Run `work` with an event that SIGTERM or SIGINT sets; a second signal exits at once."""

    async def run() -> None:
        stop, loop = asyncio.Event(), asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, lambda: sys.exit(1) if stop.is_set() else stop.set())
        await work(stop)

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        try:
            runner.run(run())
        except ExceptionGroup as group:
            raise _unwrap(group) from group


def _unwrap(error: Exception) -> Exception:
    """Return the error that ended the work; each task group around it wrapped it once."""
    while isinstance(error, ExceptionGroup) and len(error.exceptions) == 1:
        error = error.exceptions[0]
    return error
