"""Adds up the crashes of one flush, by fingerprint and by group, before they meet the database."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from math import exp, inf, log

from telemetry_graph.crashes.model import CrashOccurrence
from telemetry_graph.kit.ids import AppId, Fingerprint

FingerprintKey = tuple[AppId, Fingerprint]

_HEAT_SECONDS = 86_400.0
NO_HEAT = -1e9


@dataclass(slots=True)
class Tally:
    """What one flush adds to one fingerprint or group."""

    sample: CrashOccurrence
    first_seen: datetime
    last_seen: datetime
    count: int = 0
    versions: set[str] = field(default_factory=set)
    devices: set[bytes] = field(default_factory=set)
    days: Counter[date] = field(default_factory=Counter)
    latest_by_version: dict[str | None, datetime] = field(default_factory=dict)
    heat: float = NO_HEAT

    @classmethod
    def empty(cls, sample: CrashOccurrence) -> "Tally":
        return cls(sample, sample.time, sample.time)

    def add(self, crash: CrashOccurrence) -> None:
        version, time = crash.app_version, crash.time
        self.count += 1
        self.first_seen = min(self.first_seen, time)
        self.last_seen = max(self.last_seen, time)
        self.devices.add(crash.device_id)
        self.days[time.astimezone(UTC).date()] += 1
        if version is not None:
            self.versions.add(version)
        self.latest_by_version[version] = max(self.latest_by_version.get(version, time), time)
        self.heat = warmer(self.heat, time.timestamp() / _HEAT_SECONDS)

    def join(self, other: "Tally") -> None:
        self.count += other.count
        self.first_seen = min(self.first_seen, other.first_seen)
        self.last_seen = max(self.last_seen, other.last_seen)
        self.versions |= other.versions
        self.devices |= other.devices
        self.days += other.days
        for version, time in other.latest_by_version.items():
            self.latest_by_version[version] = max(self.latest_by_version.get(version, time), time)
        self.heat = warmer(self.heat, other.heat)


def warmer(one: float, other: float) -> float:
    """The logarithm of a sum in which each crash counts e times less for each day of its age.

    Its order stays the same as time goes by, so an index can hold it and nothing recomputes it.
    """
    high, low = max(one, other), min(one, other)
    return high if low == -inf else high + log(1 + exp(max(low - high, -50.0)))


def tallied(crashes: Iterable[CrashOccurrence]) -> dict[FingerprintKey, Tally]:
    found: dict[FingerprintKey, Tally] = {}
    for crash in crashes:
        key = (crash.app_id, crash.fingerprint)
        if key not in found:
            found[key] = Tally.empty(crash)
        found[key].add(crash)
    return found
