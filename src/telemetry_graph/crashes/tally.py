"""Adds up the crashes of one flush by group, before they meet the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from telemetry_graph.crashes.model import CrashOccurrence
from telemetry_graph.kit.ids import AppId, Fingerprint

GroupKey = tuple[AppId, Fingerprint]


@dataclass(slots=True)
class GroupTally:
    """What one flush adds to one group."""

    sample: CrashOccurrence
    count: int
    first_seen: datetime
    last_seen: datetime
    versions: set[str]

    def add(self, crash: CrashOccurrence) -> None:
        self.count += 1
        self.first_seen = min(self.first_seen, crash.time)
        self.last_seen = max(self.last_seen, crash.time)
        if crash.app_version is not None:
            self.versions.add(crash.app_version)


def tally(crashes: Iterable[CrashOccurrence]) -> dict[GroupKey, GroupTally]:
    groups: dict[GroupKey, GroupTally] = {}
    for crash in crashes:
        key = (crash.app_id, crash.fingerprint)
        if key not in groups:
            groups[key] = GroupTally(crash, 0, crash.time, crash.time, set())
        groups[key].add(crash)
    return groups
