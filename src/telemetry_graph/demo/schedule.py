"""Plans the sessions of simulated devices for each day, and paces those of the current day."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from telemetry_graph.demo.devices import (
    SimulatedDevice,
    build_batch,
    build_crash_report,
    random_session_seconds,
    without_last_event,
)
from telemetry_graph.ingest.wire import CrashReportInput, EventBatchInput

_DAILY_SHARE = 0.4
_WEEKEND_FACTOR = 0.72
_DAILY_GROWTH = 0.006
_SATURDAY = 5
_SESSIONS_PER_DAY = (1, 1, 2, 2, 3, 4)
"""How many sessions an active device has on a day; one of these is chosen at random."""
_CRASH_SHARES = {"1.0.0": 0.012, "1.1.0": 0.03, "1.2.0": 0.015}
_DAY_SECONDS = 86_400
_MAX_START_SECONDS = 82_000
_MAX_LEAD_DAYS = 0.2
"""How far the sessions may be ahead of the plan, as a share of a day's sessions."""
_MAX_CRASH_LEAD_DAYS = 0.5
_FAST_PAUSE_SECONDS = 10.0
_FAST_CRASH_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class SimulatedSession:
    """A session's batch, and the report of the crash that ended it, if any."""

    end: datetime
    batch: EventBatchInput
    report: CrashReportInput | None


def plan_day(
    app_id: str, devices: list[SimulatedDevice], day: datetime, days_ago: int
) -> Iterator[SimulatedSession]:
    """Plan the sessions of the day that begins at `day`.

    The result is always the same, so storing it twice adds nothing.
    """
    for device in active_devices(devices, day, days_ago):
        rng = random.Random(f"{day.isoformat()} {device.id}")
        for _ in range(rng.choice(_SESSIONS_PER_DAY)):
            start = day + timedelta(seconds=rng.randrange(_MAX_START_SECONDS))
            end = start + timedelta(seconds=random_session_seconds(rng))
            version = device.version_at(days_ago)
            has_crash = rng.random() < _CRASH_SHARES[version]
            yield _build_session(rng, app_id, device, version, (start, end), has_crash=has_crash)


def _build_session(
    rng: random.Random,
    app_id: str,
    device: SimulatedDevice,
    version: str,
    times: tuple[datetime, datetime],
    *,
    has_crash: bool,
) -> SimulatedSession:
    start, end = times
    batch = build_batch(rng, app_id, device, version, (start, (end - start).total_seconds()))
    if has_crash:
        return SimulatedSession(end, without_last_event(batch), build_crash_report(rng, batch))
    return SimulatedSession(end, batch, None)


def active_devices(
    devices: list[SimulatedDevice], day: datetime, days_ago: int
) -> list[SimulatedDevice]:
    """Return the devices that are used on a day: fewer at weekends, and more every week."""
    factor = _WEEKEND_FACTOR if day.weekday() >= _SATURDAY else 1
    rng = random.Random(day.isoformat())
    share = _DAILY_SHARE * factor * rng.uniform(0.94, 1.06) / (1 + _DAILY_GROWTH * days_ago)
    return [device for device in devices if rng.random() < share]


@dataclass(slots=True)
class LiveDay:
    """The current day. Sessions follow each other fast until they are well ahead of the plan.

    So a viewer soon sees something, and the charts still look realistic hours later.
    """

    day: datetime
    devices: list[SimulatedDevice]
    planned: list[SimulatedSession]
    sessions: int = 0
    crashes: int = 0

    @classmethod
    def of(cls, app_id: str, devices: list[SimulatedDevice], now: datetime) -> "LiveDay":
        day = now.replace(hour=0, minute=0, second=0, microsecond=0)
        planned = list(plan_day(app_id, devices, day, 0))
        return cls(day, active_devices(devices, day, 0), planned)

    def contains(self, now: datetime) -> bool:
        return self.day <= now < self.day + timedelta(days=1)

    def take_past(self, now: datetime) -> list[SimulatedSession]:
        """Return the planned sessions that have ended, and count them."""
        return [self._count(each) for each in self.planned if each.end <= now]

    def next_session(self, rng: random.Random, app_id: str, now: datetime) -> SimulatedSession:
        """Return a session that ends now, of a device that is active on this day."""
        device = rng.choice(self.devices)
        version = device.version_at(0)
        start = now - timedelta(seconds=random_session_seconds(rng))
        has_crash = rng.random() < self._crash_share(version, now)
        return self._count(
            _build_session(rng, app_id, device, version, (start, now), has_crash=has_crash)
        )

    def pause_seconds(self, rng: random.Random, now: datetime) -> float:
        """Return the pause before the next session."""
        due = sum(each.end <= now for each in self.planned)
        is_fast = self.sessions < due + _MAX_LEAD_DAYS * len(self.planned)
        slow_seconds = 2 * _DAY_SECONDS / len(self.planned)
        return rng.expovariate(1 / (_FAST_PAUSE_SECONDS if is_fast else slow_seconds))

    def _crash_share(self, version: str, now: datetime) -> float:
        ends = [each.end for each in self.planned if each.report is not None]
        due = sum(end <= now for end in ends)
        is_fast = self.crashes < due + _MAX_CRASH_LEAD_DAYS * len(ends)
        return _FAST_CRASH_SHARE if is_fast else _CRASH_SHARES[version]

    def _count(self, session: SimulatedSession) -> SimulatedSession:
        self.sessions += 1
        self.crashes += session.report is not None
        return session
