"""The background process: sends alerts, merges figures, removes what is old."""

import asyncio
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass

from telemetry_graph.alerting.pipeline.decider import Decider
from telemetry_graph.alerting.pipeline.dispatcher import Dispatcher
from telemetry_graph.alerting.pipeline.sender import Sender
from telemetry_graph.alerting.pipeline.suppression import STORM_GROUPS, QuietSettings
from telemetry_graph.alerting.pipeline.targets import Target
from telemetry_graph.alerting.rules.metric_rules.evaluator import Evaluator
from telemetry_graph.app import open_services
from telemetry_graph.kit.clock import utc_now
from telemetry_graph.kit.worker_loop import cancel_tasks, run_loop
from telemetry_graph.settings import Settings

log = logging.getLogger(__name__)

_DECISION_SECONDS = 0.1  # between one look at new alerts and the next
_STORM_SECONDS = 0.5  # the same when many came in at once
_EVALUATION_SECONDS = 5.0  # how often it is looked whether a rule's time has come
_BENCHMARK_SECONDS = 60.0  # each app is due once an hour
_RETENTION_SECONDS = 60.0  # how often it is looked whether the daily run is due
_MERGE_SECONDS = 1.0  # deltas that wait for longer make figures slower, not older
_TRIAGE_SECONDS = 5.0  # how late a group may be opened that was ignored until an instant
_IDLE_SECONDS = 0.5  # the longest that an alert waits when the wake-up through Redis is lost


async def run_worker(settings: Settings, stop: asyncio.Event) -> None:
    """Works until `stop` is set; what it had claimed then is finished first."""
    async with open_services(settings) as own:
        own.sender.wording.renderer.check()
        dispatcher = Dispatcher(own.pool, sender=own.sender, clock=utc_now)
        decider = Decider(own.pool, utc_now, own.accounts, _targets(own.sender))
        evaluator = Evaluator(own.pool, utc_now, own.accounts, own.analytics, own.alerting.book)
        alerts = AlertSteps(decider, dispatcher)
        loops = (
            ("alerts", alerts.work, _IDLE_SECONDS),
            ("alert rules", evaluator.work, _EVALUATION_SECONDS),
            ("figures", own.compaction.work, _MERGE_SECONDS),
            ("triage", own.triage.work, _TRIAGE_SECONDS),
            ("benchmarks", own.benchmarks.work, _BENCHMARK_SECONDS),
            ("retention", own.retention.work, _RETENTION_SECONDS),
        )
        wakes = [asyncio.Event() for _ in loops]
        async with dispatcher.running(wakes[0].set), asyncio.TaskGroup() as tasks:
            follower = tasks.create_task(own.bus.follow_wakes(wakes[0]))
            tasks.create_task(_end(stop, wakes, follower))
            log.info("worker started", extra={"channels": _shown(own.sender)})
            for (name, work, idle), wake in zip(loops, wakes, strict=True):
                tasks.create_task(run_loop(name, work, stop=stop, wake=wake, idle_seconds=idle))
    log.info("worker stopped")


@dataclass(slots=True)
class AlertSteps:
    decider: Decider
    dispatcher: Dispatcher
    _next_at: float = 0.0

    async def work(self) -> bool:
        """Decide, then start to send; whether there was anything.

        The first alert is decided at once. In a storm every flush wakes the worker: what comes in
        within the next moments is decided together, for what one decision costs. No more than a
        few of it will be sent, so they may be long moments, unless more waits than is decided at
        once.
        """
        await asyncio.sleep(max(self._next_at - time.monotonic(), 0.0))
        began = time.monotonic()
        decided = await self.decider.work()
        is_storm = STORM_GROUPS < decided < self.decider.alerts_at_once
        self._next_at = began + (_STORM_SECONDS if is_storm else _DECISION_SECONDS)
        return await self.dispatcher.work() or decided > 0


async def _end(
    stop: asyncio.Event, wakes: Sequence[asyncio.Event], follower: asyncio.Task[None]
) -> None:
    await stop.wait()
    for wake in wakes:
        wake.set()
    await cancel_tasks([follower])


def _targets(sender: Sender) -> list[Target]:
    """The channels of the installation, which have no settings of their own in the database."""
    quiet = QuietSettings()
    return [
        Target.of_installation(each.name, each.target, quiet) for each in sender.installed.values()
    ]


def _shown(sender: Sender) -> dict[str, str]:
    return {each.name: each.target for each in sender.installed.values()}
