"""The worker process: sends alerts, compacts rollups, deletes old data."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from telemetry_graph.alerting.pipeline.worker import AlertWorker
from telemetry_graph.app import Services, open_services
from telemetry_graph.kit.worker_loop import cancel_tasks, run_loop
from telemetry_graph.settings import Settings

log = logging.getLogger(__name__)

Loop = tuple[str, Callable[[], Awaitable[bool]], float]
"""A name, the work, and the seconds to wait when there is nothing to do."""

_ALERT_SECONDS = 0.5  # maximum delay of an alert when Redis does not wake the worker
_EVALUATION_SECONDS = 5.0  # between checks which metric rules are due
_BENCHMARK_SECONDS = 60.0  # between checks which apps are due; an app is due every hour
_RETENTION_SECONDS = 60.0  # between checks whether the daily run is due
_COMPACTION_SECONDS = 1.0  # longer pauses make queries slower, not wrong
_TRIAGE_SECONDS = 5.0  # maximum delay before a group that was ignored until a time is opened


async def run_worker(settings: Settings, stop: asyncio.Event) -> None:
    """Work until `stop` is set, then finish the claimed work."""
    async with open_services(settings) as services:
        services.alerting.check_templates()
        alerts = services.alerting.create_worker()
        loops = _make_loops(services, alerts)
        wakes = [asyncio.Event() for _ in loops]
        async with alerts.running(wakes[0].set), asyncio.TaskGroup() as tasks:
            follower = tasks.create_task(services.bus.follow_wakes(wakes[0]))
            tasks.create_task(_stop_loops(stop, wakes, follower))
            targets = services.alerting.installed_targets
            log.info("worker started", extra={"channels": targets})
            for (name, work, idle), wake in zip(loops, wakes, strict=True):
                tasks.create_task(run_loop(name, work, stop=stop, wake=wake, idle_seconds=idle))
    log.info("worker stopped")


def _make_loops(services: Services, alerts: AlertWorker) -> Sequence[Loop]:
    """Make the loops of the worker. New alerts wake the first loop."""
    return (
        ("alerts", alerts.work, _ALERT_SECONDS),
        ("alert rules", services.alerting.metric_triggers.work, _EVALUATION_SECONDS),
        ("compaction", services.compaction.work, _COMPACTION_SECONDS),
        ("triage", services.triage.work, _TRIAGE_SECONDS),
        ("benchmarks", services.benchmarks.work, _BENCHMARK_SECONDS),
        ("retention", services.retention.work, _RETENTION_SECONDS),
    )


async def _stop_loops(
    stop: asyncio.Event, wakes: Sequence[asyncio.Event], follower: asyncio.Task[None]
) -> None:
    await stop.wait()
    for wake in wakes:
        wake.set()
    await cancel_tasks([follower])
