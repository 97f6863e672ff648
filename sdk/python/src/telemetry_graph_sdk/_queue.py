"""The bounded queue: batches and crash reports in memory, and in a journal on disk."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any, NamedTuple

from telemetry_graph_sdk import _records as records
from telemetry_graph_sdk._catalogue import CRASH
from telemetry_graph_sdk._clock import Clock
from telemetry_graph_sdk._encode import encode_json
from telemetry_graph_sdk._ids import derive_uuid7, make_uuid7, uuid7_seconds
from telemetry_graph_sdk._journal import Journal
from telemetry_graph_sdk._limits import MAX_BATCH_BYTES, MAX_BATCH_EVENTS, Limits, choose_excess
from telemetry_graph_sdk._model import (
    CONSENT_WITHDRAWN,
    EXPIRED,
    REJECTED_BATCH,
    Batch,
    Crash,
    Event,
    Head,
    State,
)

EVENT_DAYS, BATCH_DAYS, CRASH_DAYS = 7, 14, 30
_SKEW_SECONDS = 600
_DAY_SECONDS = 86_400
_COMPACT_BYTES = 256 * 1024
_REWRITE_PAUSE_SECONDS = 10.0


class NewEvent(NamedTuple):
    type: str
    tier: int
    wall: float
    steady: float | None
    text: str


class NewCrash(NamedTuple):
    crash_id: str
    wall: float
    steady: float | None
    body: dict[str, Any]
    """What a crash report has beside the app, the device, its id and its time."""


class Queue:
    """All methods may be called from any thread; none raises because of the disk."""

    def __init__(self, journal: Journal | None, limits: Limits, clock: Clock) -> None:
        self.lock = threading.RLock()
        self._journal = journal
        self._limits = limits
        self._clock = clock
        self._is_behind = False
        self._may_rewrite_at = 0.0
        self._state = State()
        if journal is not None:
            self._read(journal)

    # Adding

    def add_events(self, events: Iterable[NewEvent], head: Head) -> None:
        with self.lock:
            lines: list[str] = []
            for new in events:
                batch = self._open_batch(head, lines)
                event = Event(*new, seq=self._state.next_seq)
                self._state.add_event(batch, event)
                lines.append(records.event_added(batch, event))
            self._seal_if_full()
            self._drop_excess(lines)
            self._write(lines)

    def add_crash(self, new: NewCrash, *, sync: bool) -> None:
        """Add a crash report; with `sync` it has reached the disk on return."""
        with self.lock:
            crash = Crash(self._state.next_seq, *new, size=_size_of(new.body))
            self._state.add_crash(crash)
            lines = [records.crash_added(crash)]
            self._drop_excess(lines)
            self._write(lines, sync=sync)

    def count_drop(self, reason: str, event_type: str, count: int = 1) -> None:
        with self.lock:
            self._state.counts.add(reason, event_type, count)
            self._write([records.counted((reason, event_type, count))])

    # Sending

    def next_crash(self) -> Crash | None:
        with self.lock:
            return next(iter(self._state.crashes.values()), None)

    def next_batch(self, *, is_flush: bool = False) -> Batch | None:
        """Return the oldest batch that is due."""
        with self.lock:
            for batch in self._state.batches.values():
                if is_flush or self._due_in(batch) <= 0:
                    return batch
            return None

    def seconds_until_due(self) -> float | None:
        """Seconds until something must be sent; None while the queue is empty."""
        with self.lock:
            if self._state.crashes:
                return 0.0
            waits = [self._due_in(batch) for batch in self._state.batches.values()]
            return max(0.0, min(waits)) if waits else None

    def begin_attempt(self, batch: Batch, events: list[Event], *, has_report: bool) -> None:
        """Fix a batch and its report; they are on the disk before the batch is sent."""
        with self.lock:
            batch.is_sealed = True
            batch.sent = list(events)
            if batch.is_attempted:
                return
            batch.is_attempted = True
            batch.report = self._state.counts.take() if has_report else []
            self._write([records.attempted(batch)], sync=True)

    def take_back_report(self, batch: Batch) -> None:
        """Keep a report for later that this server does not understand."""
        with self.lock:
            self._state.counts.add_all(batch.report)
            batch.report = []
            self._rewrite()

    def end_attempt(self, batch: Batch) -> None:
        """Keep a batch for a retry."""
        with self.lock:
            batch.sent = []
            if not batch.events:
                self.drop_batch(batch, EXPIRED)

    def finish_batch(self, batch: Batch, *, is_duplicate: bool) -> None:
        """Forget a stored batch. What was removed from it before it was sent is not stored."""
        with self.lock:
            sent = set(map(id, batch.sent))
            removed = [] if is_duplicate else batch.held
            removed = [*removed, *((event, CONSENT_WITHDRAWN) for event in batch.events)]
            self._state.finish(batch)
            lines = [records.stored(batch)]
            for event, reason in removed:
                if id(event) not in sent:
                    self._state.counts.add(reason, event.type)
                    lines.append(records.counted((reason, event.type, 1)))
            self._write(lines)
            self._compact()

    def drop_batch(self, batch: Batch, reason: str) -> None:
        with self.lock:
            self._state.fail(batch, reason)
            self._write([records.failed(batch, reason)])
            self._compact()

    def finish_crash(self, crash: Crash) -> None:
        with self.lock:
            self._state.remove_crash(crash.seq)
            self._write([records.crash_stored(crash.seq)])
            self._compact()

    def drop_crash(self, crash: Crash, reason: str) -> None:
        with self.lock:
            self._drop([crash.seq], reason)

    def correct_crash_time(self, crash: Crash) -> bool:
        """Correct the time that a wrong clock gave a crash; False when it was right."""
        with self.lock:
            if crash.steady is None:
                return False
            wall = self._clock.correct(crash.wall, crash.steady)
            if wall == crash.wall:
                return False
            crash.wall = wall
            self._rewrite()
            return True

    def split_batch(self, batch: Batch) -> None:
        """Make two batches of one that is too large; their ids are the same after a restart."""
        if len(batch.events) < 2:
            self.drop_batch(batch, REJECTED_BATCH)
            return
        half = len(batch.events) // 2
        parts = [(batch.events[:half], "first"), (batch.events[half:], "second")]
        self._replace(batch, [(part, derive_uuid7(batch.batch_id, name)) for part, name in parts])

    def correct_times(self, batch: Batch, events: list[Event], *, is_stored: bool) -> None:
        """Send events again whose times the server rejected: corrected, and under a new id.

        `is_stored` says that the server stored the rest of the batch, its report included.
        """
        with self.lock:
            for event in events:
                if event.steady is not None:
                    event.wall = self._clock.correct(event.wall, event.steady)
            if is_stored:
                batch.report, batch.held = [], []
            self._replace(batch, [(events, make_uuid7(self._clock.now()))])

    def is_mistimed_batch(self, batch: Batch) -> bool:
        """Whether a batch was made by a wrong clock and can be corrected now."""
        if not self._clock.is_known:
            return False
        age = self._clock.now() - uuid7_seconds(batch.batch_id)
        is_near = -_SKEW_SECONDS <= age <= BATCH_DAYS * _DAY_SECONDS
        return not is_near or any(map(self.is_mistimed, batch.events))

    def is_mistimed(self, event: Event) -> bool:
        """Whether a time that was taken from a wrong clock can be corrected now."""
        if event.steady is None:
            return False
        return self._clock.correct(event.wall, event.steady) != event.wall

    # Dropping

    def purge(self, tiers: Iterable[int], reason: str) -> None:
        """Drop all events of some tiers; of the disk they are erased, not only forgotten."""
        with self.lock:
            purged = set(tiers)
            seqs = [
                event.seq
                for batch in self._state.batches.values()
                for event in batch.events
                if event.tier in purged
            ]
            if CRASH in purged:
                seqs += self._state.crashes
            self._state.remove(seqs, reason)
            self._rewrite()

    def expire(self) -> None:
        """Drop what is too old for the server. Only a time that a server has stated can show it."""
        if not self._clock.is_known:
            return
        with self.lock:
            now = self._clock.now()
            oldest_event = now - EVENT_DAYS * _DAY_SECONDS
            oldest_crash = now - CRASH_DAYS * _DAY_SECONDS
            seqs = [
                event.seq
                for batch in self._state.batches.values()
                for event in batch.events
                if event.wall < oldest_event
            ]
            seqs += [each.seq for each in self._state.crashes.values() if each.wall < oldest_crash]
            self._drop(seqs, EXPIRED)

    # Reading

    @property
    def waiting(self) -> int:
        """Events and crash reports in the queue."""
        return self._state.event_count

    @property
    def unreported(self) -> int:
        """Dropped events that no stored batch has reported."""
        with self.lock:
            reports = [entry for batch in self._state.batches.values() for entry in batch.report]
            return sum(count for _, _, count in [*self._state.counts, *reports])

    def close(self) -> None:
        """Close the file. A disk that hangs is left behind after a second."""
        if not self.lock.acquire(timeout=1.0):
            return
        try:
            self._compact(is_last=True)
            self.abandon()
        finally:
            self.lock.release()

    def abandon(self) -> None:
        """Let go of the file without a change; for the child of a fork, whose parent keeps it."""
        journal, self._journal = self._journal, None
        if journal is not None:
            journal.close()

    # Inside: the lock is held

    def _read(self, journal: Journal) -> None:
        try:
            reading = journal.read()
            self._state = records.restore(reading)
            if reading.bad_lines:
                self._rewrite()
        except Exception:  # a file that another version wrote, or worse
            self._state = State()
            self._rewrite()

    def _open_batch(self, head: Head, lines: list[str]) -> Batch:
        last = next(reversed(self._state.batches.values()), None)
        if (
            last is not None
            and not last.is_sealed
            and last.head == head
            and len(last.events) < MAX_BATCH_EVENTS
            and last.size < MAX_BATCH_BYTES
        ):
            return last
        if last is not None:
            last.is_sealed = True
        batch = self._make_batch(head, make_uuid7(self._clock.now()))
        lines.append(records.batch_begins(batch))
        return batch

    def _make_batch(self, head: Head, batch_id: str) -> Batch:
        batch = Batch(self._state.next_number, batch_id, head, self._clock.steady())
        self._state.add_batch(batch)
        return batch

    def _seal_if_full(self) -> None:
        last = next(reversed(self._state.batches.values()), None)
        if last is not None and len(last.events) >= self._limits.batch_events:
            last.is_sealed = True

    def _due_in(self, batch: Batch) -> float:
        if batch.is_sealed:
            return 0.0
        return batch.opened + self._limits.interval_seconds - self._clock.steady()

    def _replace(self, batch: Batch, parts: list[tuple[list[Event], str]]) -> None:
        with self.lock:
            self._state.counts.add_all(batch.report)
            for event, reason in batch.held:
                self._state.counts.add(reason, event.type)
            self._state.finish(batch)
            for events, batch_id in parts:
                made = self._make_batch(batch.head, batch_id)
                made.is_sealed = True
                for event in events:
                    self._state.add_event(made, event)
            self._rewrite()

    def _drop_excess(self, lines: list[str]) -> None:
        for reason, seqs in choose_excess(self._state, self._limits):
            self._state.remove(seqs, reason)
            lines.append(records.dropped(reason, seqs))

    def _drop(self, seqs: list[int], reason: str) -> None:
        if seqs:
            self._state.remove(seqs, reason)
            self._write([records.dropped(reason, seqs)])

    def _write(self, lines: list[str], *, sync: bool = False) -> None:
        if self._journal is None or not lines:
            return
        if self._is_behind:
            if self._clock.steady() >= self._may_rewrite_at:
                self._rewrite()
            return
        try:
            self._journal.append(lines, sync=sync)
        except (OSError, ValueError):
            self._fall_behind()

    def _rewrite(self) -> None:
        """Write the whole state; seq numbers are without gaps then."""
        if self._journal is None:
            return
        try:
            self._state.renumber()
            self._journal.rewrite(records.to_records(self._state))
            self._is_behind = False
        except (OSError, ValueError):
            self._fall_behind()

    def _fall_behind(self) -> None:
        """The disk is full or gone: continue in memory, and write everything when it is back."""
        self._is_behind = True
        self._may_rewrite_at = self._clock.steady() + _REWRITE_PAUSE_SECONDS

    def _compact(self, *, is_last: bool = False) -> None:
        journal, state = self._journal, self._state
        if journal is None or not journal.size:
            return
        is_empty = not state.batches and not state.crashes and not len(state.counts)
        is_large = journal.size > _COMPACT_BYTES and journal.size > 3 * state.size
        if is_empty or is_large or (is_last and self._is_behind):
            self._rewrite()


def _size_of(body: dict[str, Any]) -> int:
    return len(encode_json(body))
