from dataclasses import dataclass

import pytest
from tests.factories import APP, HandClock, occurrence

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.crashes.model import CrashGroup, CrashOccurrence, GroupFilter, RecordedCrashes
from telemetry_graph.crashes.service import Crashes
from telemetry_graph.crashes.triage.model import TriageRequest
from telemetry_graph.crashes.triage.service import CrashTriage
from telemetry_graph.db.pool import Pool
from telemetry_graph.events.reads import EventReads


@dataclass(frozen=True)
class Desk:
    """Crashes come in, and somebody decides about them."""

    crashes: Crashes
    triage: CrashTriage
    clock: HandClock

    async def record(self, *found: CrashOccurrence) -> RecordedCrashes:
        async with self.crashes.pool.transaction() as conn:
            return await self.crashes.record(conn, found)

    async def group(self, crash: CrashOccurrence) -> CrashGroup:
        found = await self.crashes.find_group(APP, crash.fingerprint)
        assert found is not None
        return found

    async def listed(self) -> list[str]:
        page = await self.crashes.list_groups(APP, GroupFilter(), 100, None)
        return sorted(group.fingerprint for group in page.items)


@pytest.fixture
def desk(pool: Pool) -> Desk:
    clock = HandClock()
    accounts = Accounts.over(pool, clock)
    return Desk(Crashes(pool, clock, EventReads(pool)), CrashTriage(pool, clock, accounts), clock)


def which(*crashes: CrashOccurrence) -> TriageRequest:
    return TriageRequest(APP, [crash.fingerprint for crash in crashes], "owner@example.com")


def named(letter: str, **changes: object) -> CrashOccurrence:
    """A crash of a group of its own: its message names it."""
    return occurrence(message=f"message {letter}", **changes)
