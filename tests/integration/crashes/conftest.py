from dataclasses import dataclass

import pytest
from tests.factories import APP, ManualClock, occurrence

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.crashes.model import CrashGroup, CrashOccurrence, GroupFilter, RecordedCrashes
from telemetry_graph.crashes.service import Crashes
from telemetry_graph.crashes.triage.model import TriageRequest
from telemetry_graph.crashes.triage.service import CrashTriage
from telemetry_graph.db.pool import Pool
from telemetry_graph.events.reads import EventReads


@dataclass(frozen=True)
class CrashServices:
    """The services about crashes, over the test database."""

    crashes: Crashes
    triage: CrashTriage
    clock: ManualClock

    async def record(self, *crashes: CrashOccurrence) -> RecordedCrashes:
        async with self.crashes.pool.transaction() as conn:
            return await self.crashes.record(conn, crashes)

    async def find_group(self, crash: CrashOccurrence) -> CrashGroup:
        group = await self.crashes.find_group(APP, crash.fingerprint)
        assert group is not None
        return group

    async def list_fingerprints(self) -> list[str]:
        """The fingerprints of all listed groups, sorted."""
        page = await self.crashes.list_groups(APP, GroupFilter(), 100, None)
        return sorted(group.fingerprint for group in page.items)


@pytest.fixture
def services(pool: Pool) -> CrashServices:
    clock = ManualClock()
    accounts = Accounts.over(pool, clock)
    return CrashServices(
        Crashes(pool, clock, EventReads(pool)), CrashTriage(pool, clock, accounts), clock
    )


def triage_request(*crashes: CrashOccurrence) -> TriageRequest:
    return TriageRequest(APP, [crash.fingerprint for crash in crashes], "owner@example.com")


def crash_in_group(letter: str, **changes: object) -> CrashOccurrence:
    """A crash whose message puts it into the group of the letter."""
    return occurrence(message=f"message {letter}", **changes)
