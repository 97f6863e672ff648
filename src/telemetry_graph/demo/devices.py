"""Simulated devices: what they send in a session, and how they crash."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from telemetry_graph.ingest.wire import (
    ConsentInput,
    CrashContextInput,
    CrashInput,
    CrashReportInput,
    EventBatchInput,
    EventInput,
)
from telemetry_graph.launch.summary import compute_device_id

RELEASES = (("1.2.0", 10), ("1.1.0", 25))
"""The versions after the first, newest first, and how many days ago each was released."""
FIRST_VERSION = "1.0.0"
MOSIS_VERSION = "1.0.0"
SCREENS = ("home", "profile", "settings", "history", "calculator", "about")
FEATURES = ("export", "share", "dark_mode", "sync", "search")
BUTTONS = ("equals", "clear", "save", "back", "menu")


@dataclass(frozen=True, slots=True)
class SimulatedBug:
    """A cause of crashes: where, what share of all crashes, and since which version."""

    type: str
    message: str
    stack: str
    screen: str
    share: float
    since_version: str = "1.0.0"
    is_fatal: bool = True


BUGS = (
    SimulatedBug("lua_error", "attempt to index nil value 'user'",
        "profile.lua:{line}: in function 'loadUser'\nmain.lua:15: in main chunk",
        "profile.rml", 0.45, "1.1.0"),
    SimulatedBug("lua_error", "attempt to perform arithmetic on a nil value (field 'operand')",
        "calculator.lua:{line}: in function 'evaluate'\nkeys.lua:31: in function 'onEquals'\n"
        "main.lua:15: in main chunk", "calculator.rml", 0.25),
    SimulatedBug("sandbox_error", "memory limit exceeded",
        "history.lua:{line}: in function 'loadAll'\nmain.lua:22: in main chunk",
        "history.rml", 0.15, "1.1.0"),
    SimulatedBug("lua_error", "bad argument #1 to 'format' (number expected, got nil)",
        "format.lua:{line}: in function 'money'\nhistory.lua:88: in function 'row'\n"
        "main.lua:22: in main chunk", "history.rml", 0.1, "1.2.0", is_fatal=False),
    SimulatedBug("lua_error", "stack overflow",
        "settings.lua:{line}: in function 'merge'\nsettings.lua:12: in function 'merge'\n"
        "main.lua:9: in main chunk", "settings.rml", 0.05, "1.2.0"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SimulatedDevice:
    id: str
    update_delay_days: float
    """How long after a release the device installs the new version."""
    has_usage_consent: bool

    def version_at(self, days_ago: int) -> str:
        return next(
            (name for name, released in RELEASES if released - days_ago >= self.update_delay_days),
            FIRST_VERSION,
        )


def create_devices(rng: random.Random, app_id: str, count: int) -> list[SimulatedDevice]:
    return [
        SimulatedDevice(
            compute_device_id(f"demo-{number}", app_id),
            rng.expovariate(1 / 8),
            has_usage_consent=rng.random() < 0.6,
        )
        for number in range(count)
    ]


def random_session_seconds(rng: random.Random) -> float:
    return min(rng.lognormvariate(5, 0.8), 3000)


def build_batch(
    rng: random.Random,
    app_id: str,
    device: SimulatedDevice,
    version: str,
    start_and_seconds: tuple[datetime, float],
) -> EventBatchInput:
    """Build the batch of one session: its start, screens, a few measurements, and its end."""
    start, seconds = start_and_seconds
    events = [EventInput("app_start", format_timestamp(start), {"version": version})]
    events += [
        _random_event(rng, start + offset) for offset in _random_offsets(rng, seconds, device)
    ]
    events.append(
        EventInput(
            "app_stop",
            format_timestamp(start + timedelta(seconds=seconds)),
            {"duration_seconds": round(seconds, 1)},
        )
    )
    return EventBatchInput(
        app_id=app_id,
        app_version=version,
        mosis_version=MOSIS_VERSION,
        device_id=device.id,
        session_id=str(_random_uuid(rng)),
        batch_id=_random_uuid(rng),
        consent=ConsentInput(usage_analytics=device.has_usage_consent),
        events=events,
    )


def without_last_event(batch: EventBatchInput) -> EventBatchInput:
    """Return the batch without the end of its session."""
    return msgspec.structs.replace(batch, events=batch.events[:-1])


def build_crash_report(rng: random.Random, batch: EventBatchInput) -> CrashReportInput:
    """Build the report of a crash at the time of the batch's last event."""
    bugs = [bug for bug in BUGS if bug.since_version <= (batch.app_version or "")]
    bug = rng.choices(bugs, [bug.share for bug in bugs])[0]
    context = CrashContextInput(
        bug.screen, round(rng.uniform(20, 60), 1), round(rng.uniform(5, 900), 1)
    )
    return CrashReportInput(
        app_id=batch.app_id,
        app_version=batch.app_version,
        mosis_version=batch.mosis_version,
        device_id=batch.device_id,
        session_id=batch.session_id,
        timestamp=batch.events[-1].timestamp,
        crash_id=_random_uuid(rng),
        crash=CrashInput(
            bug.type, bug.message, bug.stack.format(line=rng.randint(20, 60)), bug.is_fatal, context
        ),
    )


def format_timestamp(time: datetime) -> str:
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _random_uuid(rng: random.Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=4)


def _random_offsets(
    rng: random.Random, seconds: float, device: SimulatedDevice
) -> Iterator[timedelta]:
    steps = rng.randint(2, 12) if device.has_usage_consent else 3
    yield from (timedelta(seconds=seconds * step / (steps + 1)) for step in range(1, steps + 1))


def _random_event(rng: random.Random, time: datetime) -> EventInput:
    kinds = ("screen_view", "button_click", "feature_used", "perf_frame", "perf_memory",
             "perf_startup")  # fmt: skip
    kind = rng.choices(kinds, (6, 4, 2, 3, 2, 1))[0]
    frame = rng.lognormvariate(2.7, 0.2)
    data: dict[str, object] = {
        "screen_view": {"screen_name": rng.choice(SCREENS)},
        "button_click": {"element_id": rng.choice(BUTTONS)},
        "feature_used": {"feature_name": rng.choice(FEATURES)},
        "perf_frame": {"avg_ms": round(frame, 1), "p95_ms": round(frame * 1.6, 1)},
        "perf_memory": {"used_mb": round(rng.uniform(20, 60), 1), "limit_mb": 64},
        "perf_startup": {"duration_ms": round(rng.lognormvariate(6.8, 0.4))},
    }
    return EventInput(kind, format_timestamp(time), data[kind])
