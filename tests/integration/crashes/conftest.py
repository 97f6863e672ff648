from dataclasses import dataclass

import pytest
from tests.factories import APP, HandClock, occurrence

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.crashes.model import CrashGroup, CrashOccurrence, GroupFilter, Recorded
from telemetry_graph.crashes.service import Crashes
from telemetry_graph.crashes.triage.service import CrashTriage, Which
from telemetry_graph.db.pool import Pool
from telemetry_graph.events.reads import EventReads


@dataclass(frozen=True)
class Desk:
    """Crashes come in, and somebody decides about them."""

    crashes: Crashes
    triage: CrashTriage
    clock: HandClock

    async def record(self, *found: CrashOccurrence) -> Recorded:
        async with self.crashes.pool.transaction() as conn:
            return await self.crashes.record(conn, found)

    async def group(self, crash: CrashOccurrence) -> CrashGroup:
        found = await self.crashes.group(APP, crash.fingerprint)
        assert found is not None
        return found

    async def listed(self) -> list[str]:
        page = await self.crashes.groups(APP, GroupFilter(), 100, None)
        return sorted(group.fingerprint for group in page.items)


@pytest.fixture
def desk(pool: Pool) -> Desk:
    clock = HandClock()
    accounts = Accounts.over(pool, clock)
    return Desk(Crashes(pool, clock, EventReads(pool)), CrashTriage(pool, clock, accounts), clock)


def which(*crashes: CrashOccurrence) -> Which:
    return Which(APP, [crash.fingerprint for crash in crashes], "owner@example.com")


def named(letter: str, **changes: object) -> CrashOccurrence:
    """A crash of a group of its own: its message names it."""
    return occurrence(message=f"message {letter}", **changes)
