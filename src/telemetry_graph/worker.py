"""The worker process: sends alerts, compacts rollups, deletes old data."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from telemetry_graph.alerting.pipeline.decider import Decider
from telemetry_graph.alerting.pipeline.dispatcher import Dispatcher
from telemetry_graph.alerting.pipeline.sender import Sender
from telemetry_graph.alerting.pipeline.suppression import STORM_GROUPS, QuietSettings
from telemetry_graph.alerting.pipeline.targets import Target
from telemetry_graph.alerting.rules.metric_rules.evaluator import Evaluator
from telemetry_graph.app import Services, open_services
from telemetry_graph.kit.clock import utc_now
from telemetry_graph.kit.worker_loop import cancel_tasks, run_loop
from telemetry_graph.settings import Settings

log = logging.getLogger(__name__)

Loop = tuple[str, Callable[[], Awaitable[bool]], float]
"""A name, the work, and the seconds to wait when there was nothing to do."""

_DECISION_SECONDS = 0.1  # between two decisions about alerts
_STORM_SECONDS = 0.5  # the same in a storm
_EVALUATION_SECONDS = 5.0  # between checks which metric rules are due
_BENCHMARK_SECONDS = 60.0  # between checks which apps are due; each is due once an hour
_RETENTION_SECONDS = 60.0  # between checks whether the daily run is due
_COMPACTION_SECONDS = 1.0  # deltas that wait longer make queries slower, not wrong
_TRIAGE_SECONDS = 5.0  # how late a group that was ignored until a time is opened
_IDLE_SECONDS = 0.5  # how long an alert waits when Redis does not wake the worker


async def run_worker(settings: Settings, stop: asyncio.Event) -> None:
    """Work until `stop` is set, then finish what was claimed."""
    async with open_services(settings) as services:
        sender = services.sender
        sender.wording.renderer.check()
        dispatcher = Dispatcher(services.pool, sender=sender, clock=utc_now)
        loops = _loops(services, dispatcher)
        wakes = [asyncio.Event() for _ in loops]
        async with dispatcher.running(wakes[0].set), asyncio.TaskGroup() as tasks:
            follower = tasks.create_task(services.bus.follow_wakes(wakes[0]))
            tasks.create_task(_stop_loops(stop, wakes, follower))
            targets = {each.name: each.target for each in sender.installed.values()}
            log.info("worker started", extra={"channels": targets})
            for (name, work, idle), wake in zip(loops, wakes, strict=True):
                tasks.create_task(run_loop(name, work, stop=stop, wake=wake, idle_seconds=idle))
    log.info("worker stopped")


def _loops(services: Services, dispatcher: Dispatcher) -> Sequence[Loop]:
    """The loops of the worker; the first is woken by new alerts."""
    pool, accounts = services.pool, services.accounts
    decider = Decider(pool, utc_now, accounts, _targets(services.sender))
    evaluator = Evaluator(pool, utc_now, accounts, services.analytics, services.alerting.book)
    return (
        ("alerts", AlertSteps(decider, dispatcher).work, _IDLE_SECONDS),
        ("alert rules", evaluator.work, _EVALUATION_SECONDS),
        ("compaction", services.compaction.work, _COMPACTION_SECONDS),
        ("triage", services.triage.work, _TRIAGE_SECONDS),
        ("benchmarks", services.benchmarks.work, _BENCHMARK_SECONDS),
        ("retention", services.retention.work, _RETENTION_SECONDS),
    )


@dataclass(slots=True)
class AlertSteps:
    """Decides about alerts, then sends their deliveries."""

    decider: Decider
    dispatcher: Dispatcher
    _next_decision_at: float = 0.0

    async def work(self) -> bool:
        """Return whether there was anything to do.

        The first alert is decided at once. In a storm, when every flush wakes the worker, the
        alerts of half a second are decided together, at the cost of one decision: most of them are
        summarised. The pause is short again when more alerts wait than one decision takes.
        """
        await asyncio.sleep(max(self._next_decision_at - time.monotonic(), 0.0))
        started_at = time.monotonic()
        decided = await self.decider.work()
        is_storm = STORM_GROUPS < decided < self.decider.alerts_at_once
        self._next_decision_at = started_at + (_STORM_SECONDS if is_storm else _DECISION_SECONDS)
        return await self.dispatcher.work() or decided > 0


async def _stop_loops(
    stop: asyncio.Event, wakes: Sequence[asyncio.Event], follower: asyncio.Task[None]
) -> None:
    await stop.wait()
    for wake in wakes:
        wake.set()
    await cancel_tasks([follower])


def _targets(sender: Sender) -> list[Target]:
    """The channels of the installation, which have no settings in the database."""
    quiet = QuietSettings()
    return [
        Target.of_installation(each.name, each.target, quiet) for each in sender.installed.values()
    ]
