"""Adds up the crashes of one flush by fingerprint, before they are written."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from math import exp, inf, log
from uuid import UUID

from telemetry_graph.crashes.model import CrashGroup, CrashOccurrence, GroupStatus
from telemetry_graph.kit.ids import AppId, Fingerprint

FingerprintKey = tuple[AppId, Fingerprint]

_HEAT_SECONDS = 86_400.0
NO_HEAT = -1e9


@dataclass(slots=True)
class FlushCounts:
    """What one flush adds to one fingerprint or group."""

    sample: CrashOccurrence
    first_seen: datetime
    last_seen: datetime
    crashes: int = 0
    versions: set[str] = field(default_factory=set)
    devices: set[bytes] = field(default_factory=set)
    days: Counter[date] = field(default_factory=Counter)
    latest_by_version: dict[str | None, datetime] = field(default_factory=dict)
    heat: float = NO_HEAT

    @classmethod
    def empty(cls, sample: CrashOccurrence) -> "FlushCounts":
        return cls(sample, sample.timestamp, sample.timestamp)

    def to_new_group(self, group_id: UUID, algorithm: int, now: datetime) -> CrashGroup:
        """The group that these crashes make."""
        sample = self.sample
        return CrashGroup(
            id=group_id,
            app_id=sample.app_id,
            fingerprint=sample.fingerprint,
            algorithm=algorithm,
            crash_type=sample.crash_type,
            message=sample.message,
            sample_stack_trace=sample.readable_stack_trace,
            first_seen=self.first_seen,
            last_seen=self.last_seen,
            created_at=now,
            occurrence_count=self.crashes,
            affected_versions=sorted(self.versions),
            status=GroupStatus.OPEN,
            grouped_by=sample.grouped_by,
            device_count=len(self.devices),
            heat=self.heat,
        )

    def add(self, crash: CrashOccurrence) -> None:
        version, time = crash.app_version, crash.timestamp
        self.crashes += 1
        self.first_seen = min(self.first_seen, time)
        self.last_seen = max(self.last_seen, time)
        self.devices.add(crash.device_id)
        self.days[time.astimezone(UTC).date()] += 1
        if version is not None:
            self.versions.add(version)
        self.latest_by_version[version] = max(self.latest_by_version.get(version, time), time)
        self.heat = add_heat(self.heat, time.timestamp() / _HEAT_SECONDS)

    def merge(self, other: "FlushCounts") -> None:
        self.crashes += other.crashes
        self.first_seen = min(self.first_seen, other.first_seen)
        self.last_seen = max(self.last_seen, other.last_seen)
        self.versions |= other.versions
        self.devices |= other.devices
        self.days += other.days
        for version, time in other.latest_by_version.items():
            self.latest_by_version[version] = max(self.latest_by_version.get(version, time), time)
        self.heat = add_heat(self.heat, other.heat)


def add_heat(heat: float, added: float) -> float:
    """The heat of two sets of crashes together: log(exp(heat) + exp(added)).

    The heat of one crash is its time in days, so a crash weighs e times less for each day of its
    age. The order of groups by heat does not change over time: an index serves it, and no job has
    to recompute it.
    """
    high, low = max(heat, added), min(heat, added)
    return high if low == -inf else high + log(1 + exp(max(low - high, -50.0)))


def count_crashes(crashes: Iterable[CrashOccurrence]) -> dict[FingerprintKey, FlushCounts]:
    counts: dict[FingerprintKey, FlushCounts] = {}
    for crash in crashes:
        key = (crash.app_id, crash.fingerprint)
        if key not in counts:
            counts[key] = FlushCounts.empty(crash)
        counts[key].add(crash)
    return counts
