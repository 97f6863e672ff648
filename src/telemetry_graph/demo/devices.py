"""Simulated devices: who they are, what they do in a session, and how they crash."""

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
from telemetry_graph.launch.summary import device_id

RELEASES = (("1.2.0", 10), ("1.1.0", 25))
"""Versions after the first, newest first, and how many days ago they came out."""
FIRST_VERSION = "1.0.0"
MOSIS_VERSION = "1.0.0"
SCREENS = ("home", "profile", "settings", "history", "calculator", "about")
FEATURES = ("export", "share", "dark_mode", "sync", "search")
BUTTONS = ("equals", "clear", "save", "back", "menu")


@dataclass(frozen=True, slots=True)
class Bug:
    """A way to crash: where, how often, and from which version on."""

    type: str
    message: str
    stack: str
    screen: str
    share: float
    since: str = "1.0.0"
    fatal: bool = True


BUGS = (
    Bug("lua_error", "attempt to index nil value 'user'",
        "profile.lua:{line}: in function 'loadUser'\nmain.lua:15: in main chunk",
        "profile.rml", 0.45, "1.1.0"),
    Bug("lua_error", "attempt to perform arithmetic on a nil value (field 'operand')",
        "calculator.lua:{line}: in function 'evaluate'\nkeys.lua:31: in function 'onEquals'\n"
        "main.lua:15: in main chunk", "calculator.rml", 0.25),
    Bug("sandbox_error", "memory limit exceeded",
        "history.lua:{line}: in function 'loadAll'\nmain.lua:22: in main chunk",
        "history.rml", 0.15, "1.1.0"),
    Bug("lua_error", "bad argument #1 to 'format' (number expected, got nil)",
        "format.lua:{line}: in function 'money'\nhistory.lua:88: in function 'row'\n"
        "main.lua:22: in main chunk", "history.rml", 0.1, "1.2.0", fatal=False),
    Bug("lua_error", "stack overflow",
        "settings.lua:{line}: in function 'merge'\nsettings.lua:12: in function 'merge'\n"
        "main.lua:9: in main chunk", "settings.rml", 0.05, "1.2.0"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Device:
    id: str
    lag_days: float
    """How long after a release it has the new version."""
    shares_usage: bool

    def version(self, days_ago: int) -> str:
        return next(
            (name for name, released in RELEASES if released - days_ago >= self.lag_days),
            FIRST_VERSION,
        )


def devices(rng: random.Random, app_id: str, count: int) -> list[Device]:
    return [
        Device(
            device_id(f"demo-{number}", app_id),
            rng.expovariate(1 / 8),
            shares_usage=rng.random() < 0.6,
        )
        for number in range(count)
    ]


def session_seconds(rng: random.Random) -> float:
    return min(rng.lognormvariate(5, 0.8), 3000)


def session(
    rng: random.Random, app_id: str, device: Device, version: str, times: tuple[datetime, float]
) -> EventBatchInput:
    """One session as one batch: start, screens, a few measurements, and the end.

    `times` are its start and its length in seconds.
    """
    start, seconds = times
    events = [EventInput("app_start", stamp(start), {"version": version})]
    events += [_event(rng, start + offset) for offset in _offsets(rng, seconds, device)]
    events.append(
        EventInput(
            "app_stop",
            stamp(start + timedelta(seconds=seconds)),
            {"duration_seconds": round(seconds, 1)},
        )
    )
    return EventBatchInput(
        app_id=app_id,
        app_version=version,
        mosis_version=MOSIS_VERSION,
        device_id=device.id,
        session_id=str(_uuid(rng)),
        batch_id=_uuid(rng),
        consent=ConsentInput(usage_analytics=device.shares_usage),
        events=events,
    )


def cut_short(batch: EventBatchInput) -> EventBatchInput:
    """The same session without its end."""
    return msgspec.structs.replace(batch, events=batch.events[:-1])


def crash(rng: random.Random, batch: EventBatchInput) -> CrashReportInput:
    """The crash that ended the session of `batch`, where otherwise it would have stopped."""
    bugs = [bug for bug in BUGS if bug.since <= (batch.app_version or "")]
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
        crash_id=_uuid(rng),
        crash=CrashInput(
            bug.type, bug.message, bug.stack.format(line=rng.randint(20, 60)), bug.fatal, context
        ),
    )


def stamp(time: datetime) -> str:
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _uuid(rng: random.Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=4)


def _offsets(rng: random.Random, seconds: float, device: Device) -> Iterator[timedelta]:
    steps = rng.randint(2, 12) if device.shares_usage else 3
    yield from (timedelta(seconds=seconds * step / (steps + 1)) for step in range(1, steps + 1))


def _event(rng: random.Random, time: datetime) -> EventInput:
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
    return EventInput(kind, stamp(time), data[kind])
