"""What commands share: settings, and work that ends when it is told to."""

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable

import uvloop

from telemetry_graph.launch.state import effective_environment
from telemetry_graph.logs import configure_logging
from telemetry_graph.settings import Settings, load_settings


def read_settings() -> Settings:
    return load_settings(effective_environment())


def logged_settings() -> Settings:
    settings = read_settings()
    configure_logging(settings.log_level, settings.log_file)
    return settings


def run_until_signal(work: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    """Runs `work` with an event that SIGTERM or SIGINT sets; a second one ends it at once."""

    async def run() -> None:
        stop, loop = asyncio.Event(), asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, lambda: sys.exit(1) if stop.is_set() else stop.set())
        await work(stop)

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(run())
