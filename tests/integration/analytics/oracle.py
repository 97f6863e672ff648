"""The definitions of docs/metrics.md in plain Python, over all sent events."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from telemetry_graph.kit.day_range import DayRange

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class SentEvent:
    """An event, or the crash of a crash report, whose `kind` is crash."""

    at: datetime
    arrived_at: datetime
    device: str
    session: str | None
    version: str | None
    kind: str
    value: float | str | None = None
    weight: int = 1

    @property
    def day(self) -> date:
        return self.at.date()


@dataclass
class Oracle:
    events: list[SentEvent] = field(default_factory=list)
    crashes: list[SentEvent] = field(default_factory=list)
    fatal: list[SentEvent] = field(default_factory=list)
    raw: list[SentEvent] = field(default_factory=list)
    """The events that are still stored as raw events."""

    def add(self, sent: SentEvent) -> None:
        if sent.kind != "crash":
            self.events.append(sent)
            self.raw.append(sent)
        if sent.kind in ("crash", "app_crash", "lua_error"):
            self.crashes.append(sent)
            if sent.kind != "lua_error":
                self.fatal.append(sent)

    def over(self, span: DayRange, version: str | None) -> "Oracle":
        def inside(sent: SentEvent) -> bool:
            is_version = version is None or (sent.version or "") == version
            return span.start <= sent.day <= span.end and is_version

        return Oracle(*(list(filter(inside, each)) for each in
                        (self.events, self.crashes, self.fatal, self.raw)))  # fmt: skip

    def starts(self) -> list[SentEvent]:
        return self.of("app_start")

    def of(self, kind: str) -> list[SentEvent]:
        return [sent for sent in self.events if sent.kind == kind]

    def active_by_day(self) -> dict[date, int]:
        days = {sent.day for sent in self.starts()}
        return {
            day: len({sent.device for sent in self.starts() if sent.day == day}) for day in days
        }

    def active(self) -> int:
        return len({sent.device for sent in self.starts()})

    def seen_devices(self) -> set[str]:
        return {sent.device for sent in (*self.events, *self.crashes)}

    def sessions(self) -> set[str]:
        return _sessions(self.events)

    def crash_free_users(self) -> tuple[int, int]:
        seen = self.seen_devices()
        return len(seen - {sent.device for sent in self.fatal}), len(seen)

    def crash_free_sessions(self) -> tuple[int, int]:
        seen = _sessions((*self.events, *self.crashes))
        return len(seen - _sessions(self.fatal)), len(seen)

    def durations(self) -> list[tuple[float, int]]:
        return [(sent.value, sent.weight) for sent in self.of("app_stop")
                if isinstance(sent.value, float)]  # fmt: skip

    def versions(self) -> dict[str | None, tuple[int, int, int]]:
        """Devices, starts and fatal crashes by version."""
        devices = _distinct_by(self.events, lambda sent: sent.version, lambda sent: sent.device)
        starts, fatal = Counter[str | None](), Counter(sent.version for sent in self.fatal)
        for sent in self.starts():
            starts[sent.version] += sent.weight
        versions = {sent.version for sent in (*self.events, *self.crashes)}
        return {each: (devices.get(each, 0), starts[each], fatal[each]) for each in versions}

    def adoption(self, versions: Iterable[str]) -> dict[tuple[date, str | None], int]:
        """Devices by day and version."""
        sent_from = [sent for sent in self.events if (sent.version or "") in versions]
        return _distinct_by(
            sent_from, lambda sent: (sent.day, sent.version), lambda sent: sent.device
        )

    def funnel(self, steps: Sequence[str]) -> list[int]:
        """The number of sessions that reached each step."""
        by_session: defaultdict[str, list[SentEvent]] = defaultdict(list)
        for sent in self.raw:
            if sent.session:
                by_session[sent.session].append(sent)
        reached = [_reached(events, steps) for events in by_session.values()]
        return [sum(far > place for far in reached) for place in range(len(steps))]

    def live(self, since: datetime) -> tuple[int, int]:
        """Devices and sessions with events received since then."""
        recent = [sent for sent in self.events if sent.arrived_at >= since]
        return len({sent.device for sent in recent}), len(_sessions(recent))

    def screens(self) -> dict[str, tuple[int, int]]:
        """Weighted views and devices by screen."""
        with_name = [sent for sent in self.of("screen_view") if sent.value]
        devices = _distinct_by(with_name, lambda sent: str(sent.value), lambda sent: sent.device)
        views = Counter[str]()
        for sent in with_name:
            views[str(sent.value)] += sent.weight
        return {screen: (views[screen], devices[screen]) for screen in views}

    def returned(self, day: date, after: int) -> int:
        def active_on(active_day: date) -> set[str]:
            return {sent.device for sent in self.starts() if sent.day == active_day}

        return len(active_on(day) & active_on(day + timedelta(days=after)))


def weight(sents: Iterable[SentEvent]) -> int:
    return sum(sent.weight for sent in sents)


def _reached(events: Iterable[SentEvent], steps: Sequence[str]) -> int:
    """The number of steps that a session reached, each not before the previous one."""
    earliest = datetime.min.replace(tzinfo=UTC)
    for place, step in enumerate(steps):
        times = [sent.at for sent in events if sent.kind == step and sent.at >= earliest]
        if not times:
            return place
        earliest = min(times)
    return len(steps)


def _sessions(sents: Iterable[SentEvent]) -> set[str]:
    return {sent.session for sent in sents if sent.session}


def _distinct_by(
    sents: Iterable[SentEvent], key: Callable[[SentEvent], K], value: Callable[[SentEvent], str]
) -> dict[K, int]:
    values_by_key: defaultdict[K, set[str]] = defaultdict(set)
    for sent in sents:
        values_by_key[key(sent)].add(value(sent))
    return {each: len(values) for each, values in values_by_key.items()}
