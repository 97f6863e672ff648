"""What simulated devices do on a day, and how fast the present one may be lived."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from telemetry_graph.demo.devices import Device, crash, cut_short, session, session_seconds
from telemetry_graph.ingest.wire import CrashReportInput, EventBatchInput

_DAILY_SHARE = 0.4
_WEEKEND = 0.72
_GROWTH_A_DAY = 0.006
_SATURDAY = 5
_SESSIONS = (1, 1, 2, 2, 3, 4)
"""How often an active device is used on a day."""
_CRASH_SHARES = {"1.0.0": 0.012, "1.1.0": 0.03, "1.2.0": 0.015}
_DAY_SECONDS = 86_400
_LATEST_START_SECONDS = 82_000
_AHEAD = 0.2
"""How far lively devices may be ahead of what was planned up to now, in whole days."""
_CRASHES_AHEAD = 0.5
_LIVELY_SECONDS = 10.0
_LIVELY_CRASH_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Visit:
    """A session, and the crash that ended it."""

    end: datetime
    batch: EventBatchInput
    report: CrashReportInput | None


def visits(app_id: str, people: list[Device], day: datetime, days_ago: int) -> Iterator[Visit]:
    """Those of one day, which begins at `day`; the same each time: filling twice adds nothing."""
    for device in active(people, day, days_ago):
        rng = random.Random(f"{day.isoformat()} {device.id}")
        for _ in range(rng.choice(_SESSIONS)):
            start = day + timedelta(seconds=rng.randrange(_LATEST_START_SECONDS))
            end = start + timedelta(seconds=session_seconds(rng))
            version = device.version(days_ago)
            crashes = rng.random() < _CRASH_SHARES[version]
            yield visit(rng, app_id, device, version, (start, end), crashes=crashes)


def visit(
    rng: random.Random,
    app_id: str,
    device: Device,
    version: str,
    times: tuple[datetime, datetime],
    *,
    crashes: bool,
) -> Visit:
    start, end = times
    batch = session(rng, app_id, device, version, (start, (end - start).total_seconds()))
    if crashes:
        return Visit(end, cut_short(batch), crash(rng, batch))
    return Visit(end, batch, None)


def active(people: list[Device], day: datetime, days_ago: int) -> list[Device]:
    """Fewer at weekends, and more every week."""
    rhythm = _WEEKEND if day.weekday() >= _SATURDAY else 1
    rng = random.Random(day.isoformat())
    share = _DAILY_SHARE * rhythm * rng.uniform(0.94, 1.06) / (1 + _GROWTH_A_DAY * days_ago)
    return [device for device in people if rng.random() < share]


@dataclass(slots=True)
class Today:
    """The present day: lively until it is ahead of its plan, then quiet until that catches up.

    So somebody who watches sees something soon, and the charts still look natural hours later.
    """

    day: datetime
    devices: list[Device]
    planned: list[Visit]
    sessions: int = 0
    crashes: int = 0

    @classmethod
    def of(cls, app_id: str, people: list[Device], now: datetime) -> "Today":
        day = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return cls(day, active(people, day, 0), list(visits(app_id, people, day, 0)))

    def holds(self, now: datetime) -> bool:
        return self.day <= now < self.day + timedelta(days=1)

    def take_past(self, now: datetime) -> list[Visit]:
        """What was planned of it and is over."""
        return [self._counted(each) for each in self.planned if each.end <= now]

    def next_visit(self, rng: random.Random, app_id: str, now: datetime) -> Visit:
        """One that is just over, of a device that is planned for this day."""
        device = rng.choice(self.devices)
        version = device.version(0)
        start = now - timedelta(seconds=session_seconds(rng))
        crashes = rng.random() < self._crash_share(version, now)
        return self._counted(visit(rng, app_id, device, version, (start, now), crashes=crashes))

    def pause_seconds(self, rng: random.Random, now: datetime) -> float:
        """Until the next one."""
        due = sum(each.end <= now for each in self.planned)
        is_lively = self.sessions < due + _AHEAD * len(self.planned)
        quiet = 2 * _DAY_SECONDS / len(self.planned)
        return rng.expovariate(1 / (_LIVELY_SECONDS if is_lively else quiet))

    def _crash_share(self, version: str, now: datetime) -> float:
        ends = [each.end for each in self.planned if each.report is not None]
        due = sum(end <= now for end in ends)
        is_lively = self.crashes < due + _CRASHES_AHEAD * len(ends)
        return _LIVELY_CRASH_SHARE if is_lively else _CRASH_SHARES[version]

    def _counted(self, done: Visit) -> Visit:
        self.sessions += 1
        self.crashes += done.report is not None
        return done
