"""What a queue holds: events in batches, crash reports, and counts of dropped events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

EVENT_OVERHEAD_BYTES = 80
MAX_REPORT_ENTRIES = 50
CRASH_TYPE, SURVIVED_TYPE = "app_crash", "lua_error"
"""The event types under which dropped crash reports are counted."""

QUEUE_FULL = "queue_full"
QUEUE_BYTES = "queue_bytes"
CONSENT_WITHDRAWN = "consent_withdrawn"
OPTED_OUT = "opted_out"
INVALID_DATA = "invalid_data"
REJECTED_BATCH = "rejected_batch"
STORAGE_FAILED = "storage_failed"
EXPIRED = "expired"

Entry = tuple[str, str, int]
"""Reason, event type and count of dropped events."""


class Head(NamedTuple):
    """What the events of a batch have in common."""

    session_id: str
    app_version: str | None
    mosis_version: str | None
    usage_analytics: bool
    crash_reports: bool
    rates: tuple[tuple[str, float], ...]


@dataclass(eq=False)
class Event:
    """One event; `wall` is its Unix time, `steady` the clock that never jumps, of this process."""

    __slots__ = ("seq", "steady", "text", "tier", "type", "wall")
    type: str
    tier: int
    wall: float
    steady: float | None
    text: str
    seq: int

    @property
    def size(self) -> int:
        return len(self.text) + EVENT_OVERHEAD_BYTES


@dataclass(eq=False)
class Batch:
    number: int
    batch_id: str
    head: Head
    opened: float
    """Steady time; minus infinity when it was read from the disk."""
    events: list[Event] = field(default_factory=list)
    size: int = 0
    is_sealed: bool = False
    is_attempted: bool = False
    """It was sent, so the server may have it: the id and the events stay as they are."""
    report: list[Entry] = field(default_factory=list)
    held: list[tuple[Event, str]] = field(default_factory=list)
    """Events removed after an attempt: whether they are stored is known with the answer."""
    sent: list[Event] = field(default_factory=list)
    """The events of the last attempt."""


@dataclass(eq=False)
class Crash:
    seq: int
    crash_id: str
    wall: float
    steady: float | None
    body: dict[str, Any]
    size: int

    @property
    def type(self) -> str:
        crash = self.body.get("crash")
        is_fatal = not isinstance(crash, dict) or crash.get("is_fatal") is not False
        return crash_type_of(is_fatal=is_fatal)


def crash_type_of(*, is_fatal: bool) -> str:
    return CRASH_TYPE if is_fatal else SURVIVED_TYPE


class Counts:
    """Counts of dropped events by reason and type that no batch has reported yet."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], int] = {}

    def add(self, reason: str, event_type: str, count: int = 1) -> None:
        key = (reason, event_type)
        self._counts[key] = self._counts.get(key, 0) + count

    def add_all(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self.add(*entry)

    def subtract(self, reason: str, event_type: str, count: int) -> None:
        left = self._counts.pop((reason, event_type), 0) - count
        if left > 0:
            self._counts[reason, event_type] = left

    def take(self) -> list[Entry]:
        """Remove as many entries as one report may hold."""
        taken = list(self)[:MAX_REPORT_ENTRIES]
        for reason, event_type, _ in taken:
            del self._counts[reason, event_type]
        return taken

    def __iter__(self) -> Iterator[Entry]:
        return iter([(reason, name, count) for (reason, name), count in self._counts.items()])

    def __len__(self) -> int:
        return len(self._counts)


class State:
    """The queue's content. A journal's records lead to the same state when they are read again."""

    def __init__(self) -> None:
        self.batches: dict[int, Batch] = {}
        self.crashes: dict[int, Crash] = {}
        self.counts = Counts()
        self.size = 0
        self.event_count = 0
        self.next_seq = 1
        self.next_number = 1

    def add_batch(self, batch: Batch) -> None:
        self.batches[batch.number] = batch
        self.next_number = max(self.next_number, batch.number + 1)

    def add_event(self, batch: Batch, event: Event) -> None:
        batch.events.append(event)
        batch.size += event.size
        self._grow(event.size)
        self.next_seq = max(self.next_seq, event.seq + 1)

    def add_crash(self, crash: Crash) -> None:
        self.crashes[crash.seq] = crash
        self._grow(crash.size)
        self.next_seq = max(self.next_seq, crash.seq + 1)

    def remove(self, seqs: Iterable[int], reason: str) -> None:
        """Drop events and crashes, and count them; of an attempted batch, hold them."""
        wanted = set(seqs)
        for seq in wanted & self.crashes.keys():
            self.counts.add(reason, self.crashes[seq].type)
            self.remove_crash(seq)
        for batch in list(self.batches.values()):
            gone = [event for event in batch.events if event.seq in wanted]
            if gone:
                self._remove_from(batch, gone, reason)

    def remove_crash(self, seq: int) -> None:
        crash = self.crashes.pop(seq, None)
        if crash is not None:
            self._shrink(crash.size)

    def finish(self, batch: Batch) -> None:
        """Forget a batch that is stored, with its report."""
        for event in batch.events:
            self._shrink(event.size)
        self.batches.pop(batch.number, None)

    def fail(self, batch: Batch, reason: str) -> None:
        """Drop a batch that no retry can store; its report waits for the next one."""
        for event in batch.events:
            self.counts.add(reason, event.type)
        for event, held_reason in batch.held:
            self.counts.add(held_reason, event.type)
        self.counts.add_all(batch.report)
        self.finish(batch)

    def renumber(self) -> None:
        """Number events and crashes without gaps, so that a later gap shows a loss."""
        self.next_seq = 1
        for batch in self.batches.values():
            for event in batch.events:
                event.seq = self._take_seq()
        self.crashes = {crash.seq: crash for crash in map(self._renumbered, self.crashes.values())}

    def event_types(self) -> Iterator[str]:
        return (event.type for batch in self.batches.values() for event in batch.events)

    def _renumbered(self, crash: Crash) -> Crash:
        crash.seq = self._take_seq()
        return crash

    def _take_seq(self) -> int:
        self.next_seq += 1
        return self.next_seq - 1

    def _remove_from(self, batch: Batch, gone: list[Event], reason: str) -> None:
        left = set(map(id, gone))
        batch.events = [event for event in batch.events if id(event) not in left]
        for event in gone:
            batch.size -= event.size
            self._shrink(event.size)
        if batch.is_attempted:
            batch.held += [(event, reason) for event in gone]
        else:
            for event in gone:
                self.counts.add(reason, event.type)
        if not batch.events and not batch.sent:
            self._settle_empty(batch)

    def _settle_empty(self, batch: Batch) -> None:
        """An empty batch cannot be sent, so nothing will say whether it is stored."""
        self.fail(batch, EXPIRED)

    def _grow(self, size: int) -> None:
        self.size += size
        self.event_count += 1

    def _shrink(self, size: int) -> None:
        self.size -= size
        self.event_count -= 1
