"""The definitions of docs/metrics.md in plain Python, over all that was ever sent."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from telemetry_graph.kit.day_range import DayRange

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Sent:
    """One event, or one crash of a report (`kind` is then crash)."""

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
    events: list[Sent] = field(default_factory=list)
    crashes: list[Sent] = field(default_factory=list)
    fatal: list[Sent] = field(default_factory=list)
    raw: list[Sent] = field(default_factory=list)
    """The events whose rows are kept still."""

    def add(self, sent: Sent) -> None:
        if sent.kind != "crash":
            self.events.append(sent)
            self.raw.append(sent)
        if sent.kind in ("crash", "app_crash", "lua_error"):
            self.crashes.append(sent)
            if sent.kind != "lua_error":
                self.fatal.append(sent)

    def over(self, span: DayRange, version: str | None) -> "Oracle":
        def inside(sent: Sent) -> bool:
            is_version = version is None or (sent.version or "") == version
            return span.start <= sent.day <= span.end and is_version

        return Oracle(*(list(filter(inside, each)) for each in
                        (self.events, self.crashes, self.fatal, self.raw)))  # fmt: skip

    def starts(self) -> list[Sent]:
        return self.of("app_start")

    def of(self, kind: str) -> list[Sent]:
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
        """Devices, starts and fatal crashes of each."""
        devices = _distinct_by(self.events, lambda sent: sent.version, lambda sent: sent.device)
        starts, fatal = Counter[str | None](), Counter(sent.version for sent in self.fatal)
        for sent in self.starts():
            starts[sent.version] += sent.weight
        known = {sent.version for sent in (*self.events, *self.crashes)}
        return {each: (devices.get(each, 0), starts[each], fatal[each]) for each in known}

    def adoption(self, versions: Iterable[str]) -> dict[tuple[date, str | None], int]:
        """Devices by day and version."""
        chosen = [sent for sent in self.events if (sent.version or "") in versions]
        return _distinct_by(chosen, lambda sent: (sent.day, sent.version), lambda sent: sent.device)

    def funnel(self, steps: Sequence[str]) -> list[int]:
        """Sessions that reached each step."""
        by_session: defaultdict[str, list[Sent]] = defaultdict(list)
        for sent in self.raw:
            if sent.session:
                by_session[sent.session].append(sent)
        reached = [_reached(events, steps) for events in by_session.values()]
        return [sum(far > place for far in reached) for place in range(len(steps))]

    def live(self, since: datetime) -> tuple[int, int]:
        """Devices and sessions whose events arrived since then."""
        lately = [sent for sent in self.events if sent.arrived_at >= since]
        return len({sent.device for sent in lately}), len(_sessions(lately))

    def screens(self) -> dict[str, tuple[int, int]]:
        """Weighted views and devices of each."""
        named = [sent for sent in self.of("screen_view") if sent.value]
        devices = _distinct_by(named, lambda sent: str(sent.value), lambda sent: sent.device)
        views = Counter[str]()
        for sent in named:
            views[str(sent.value)] += sent.weight
        return {screen: (views[screen], devices[screen]) for screen in views}

    def returned(self, day: date, after: int) -> int:
        def on(which: date) -> set[str]:
            return {sent.device for sent in self.starts() if sent.day == which}

        return len(on(day) & on(day + timedelta(days=after)))


def weight(sents: Iterable[Sent]) -> int:
    return sum(sent.weight for sent in sents)


def _reached(events: Iterable[Sent], steps: Sequence[str]) -> int:
    """How many steps one session took, each at the time of the one before or later."""
    earliest = datetime.min.replace(tzinfo=UTC)
    for place, step in enumerate(steps):
        times = [sent.at for sent in events if sent.kind == step and sent.at >= earliest]
        if not times:
            return place
        earliest = min(times)
    return len(steps)


def _sessions(sents: Iterable[Sent]) -> set[str]:
    return {sent.session for sent in sents if sent.session}


def _distinct_by(
    sents: Iterable[Sent], key: Callable[[Sent], K], what: Callable[[Sent], str]
) -> dict[K, int]:
    found: defaultdict[K, set[str]] = defaultdict(set)
    for sent in sents:
        found[key(sent)].add(what(sent))
    return {each: len(values) for each, values in found.items()}
