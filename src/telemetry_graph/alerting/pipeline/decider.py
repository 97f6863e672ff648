"""The worker's step before sending: who is told what, and when."""

from collections.abc import Sequence
from dataclasses import dataclass

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.alerting.pipeline.decide import decide_waiting
from telemetry_graph.alerting.pipeline.store import outbox
from telemetry_graph.alerting.pipeline.summaries import escalate, sum_up
from telemetry_graph.alerting.pipeline.targets import Target
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.clock import Clock


@dataclass(frozen=True, slots=True)
class Decider:
    """Safe to run in several processes at once: one at a time decides, the others wait for it."""

    pool: Pool
    clock: Clock
    accounts: Accounts
    of_installation: Sequence[Target]
    alerts_at_once: int = 500

    async def work(self) -> int:
        """How many alerts, summaries and escalations there were to decide about."""
        async with self.pool.transaction() as conn:
            await outbox.lock_deciding(conn)
            now = self.clock()
            decided = await decide_waiting(conn, self.of_installation, now, self.alerts_at_once)
            summed_up = await sum_up(conn, self.accounts, self.of_installation, now)
            escalated = await escalate(conn, self.of_installation, now)
        return decided + summed_up + escalated
