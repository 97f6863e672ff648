"""The pipeline in the worker process: decides about alerts, then sends what is due."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from telemetry_graph.alerting.pipeline.decide import Decider
from telemetry_graph.alerting.pipeline.dispatcher import Dispatcher
from telemetry_graph.alerting.pipeline.suppression import MAX_CALM_GROUPS

_DECISION_INTERVAL_SECONDS = 0.1
_STORM_INTERVAL_SECONDS = 0.5


@dataclass(slots=True)
class AlertWorker:
    decider: Decider
    dispatcher: Dispatcher
    _next_at: float = 0.0

    def running(self, on_sent: Callable[[], None]) -> AbstractAsyncContextManager[Dispatcher]:
        """Send in the background; `on_sent` must lead to the next call of `work`."""
        return self.dispatcher.running(on_sent)

    async def work(self) -> bool:
        """Decide, then start to send; return whether anything was due.

        The first alert is decided at once. In a storm every flush wakes the worker: the alerts of
        the following interval are decided together, at the cost of one decision. The interval is
        longer in a storm, as most of its alerts are held, unless more alerts wait than are decided
        at once.
        """
        await asyncio.sleep(max(self._next_at - time.monotonic(), 0.0))
        started_at = time.monotonic()
        decided = await self.decider.work()
        is_storm = MAX_CALM_GROUPS < decided < self.decider.alerts_at_once
        self._next_at = started_at + (
            _STORM_INTERVAL_SECONDS if is_storm else _DECISION_INTERVAL_SECONDS
        )
        return await self.dispatcher.work() or decided > 0
