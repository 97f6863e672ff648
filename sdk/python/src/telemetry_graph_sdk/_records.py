"""The records of a journal: what a change of the queue is written as, and how it is read again.

["b", number, batch id, head]             a batch begins
["e", number, seq, type, tier, time, data] an event of a batch
["c", seq, crash id, time, body]          a crash report
["x", reason, [seq, …]]                   events and crashes were dropped
["d", reason, type, count]                events were dropped that were never in the queue
["r", number, [[reason, type, count], …]] a batch is sent for the first time, with this report
["h", number, [[reason, type, count], …]] events were dropped after the batch was sent
["a", number]                             a batch is stored
["f", number, reason]                     a batch is dropped
["k", seq]                                a crash report is stored
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Callable

from telemetry_graph_sdk._catalogue import UNKNOWN_TYPE, tier_of
from telemetry_graph_sdk._encode import encode_json
from telemetry_graph_sdk._journal import Reading
from telemetry_graph_sdk._model import (
    STORAGE_FAILED,
    Batch,
    Crash,
    Entry,
    Event,
    Head,
    State,
)


def batch_begins(batch: Batch) -> str:
    return encode_json(["b", batch.number, batch.batch_id, batch.head])


def event_added(batch: Batch, event: Event) -> str:
    milliseconds = round(event.wall * 1000)
    head = f'["e",{batch.number},{event.seq},"{event.type}",{event.tier}'
    return f"{head},{milliseconds},{event.text}]"


def crash_added(crash: Crash) -> str:
    return encode_json(["c", crash.seq, crash.crash_id, round(crash.wall * 1000), crash.body])


def dropped(reason: str, seqs: list[int]) -> str:
    return encode_json(["x", reason, seqs])


def counted(entry: Entry) -> str:
    return encode_json(["d", *entry])


def attempted(batch: Batch) -> str:
    return encode_json(["r", batch.number, batch.report])


def held(batch: Batch) -> str:
    counts = Counter((reason, event.type) for event, reason in batch.held)
    listed = [[reason, kind, count] for (reason, kind), count in counts.items()]
    return encode_json(["h", batch.number, listed])


def stored(batch: Batch) -> str:
    return f'["a",{batch.number}]'


def failed(batch: Batch, reason: str) -> str:
    return encode_json(["f", batch.number, reason])


def crash_stored(seq: int) -> str:
    return f'["k",{seq}]'


def to_records(state: State) -> Iterator[str]:
    """All records that lead to this state."""
    for entry in state.counts:
        yield counted(entry)
    for batch in state.batches.values():
        yield batch_begins(batch)
        for event in batch.events:
            yield event_added(batch, event)
        if batch.is_attempted:
            yield attempted(batch)
        if batch.held:
            yield held(batch)
    for crash in state.crashes.values():
        yield crash_added(crash)


def restore(reading: Reading) -> State:
    """Read a state, and count the events of damaged lines as dropped."""
    restoring = _Restoring()
    for record in reading.records:
        restoring.apply(record)
    state, lost = restoring.state, restoring.lost + reading.lost_events_at_end
    if lost:
        state.counts.add(STORAGE_FAILED, UNKNOWN_TYPE, lost)
    for batch in list(state.batches.values()):
        batch.is_sealed = True
        if not batch.events:
            state.fail(batch, STORAGE_FAILED)
    return state


class _Restoring:
    """Applies records in order. A damaged journal has gaps, so nothing is expected to be there."""

    def __init__(self) -> None:
        self.state = State()
        self.lost = 0
        self._appliers: dict[Any, Callable[..., None]] = {
            "b": self._begin_batch,
            "e": self._add_event,
            "c": self._add_crash,
            "x": self._drop,
            "d": self.state.counts.add,
            "r": self._attempt,
            "h": self._hold,
            "a": self._finish,
            "f": self._fail,
            "k": self.state.remove_crash,
        }

    def apply(self, record: list[Any]) -> None:
        applier = self._appliers.get(record[0])
        if applier:
            applier(*record[1:])

    def _begin_batch(self, number: int, batch_id: str, head: list[Any]) -> None:
        session_id, app_version, mosis_version, usage, crashes, listed = head
        rates = tuple((name, rate) for name, rate in listed)
        parsed = Head(session_id, app_version, mosis_version, usage, crashes, rates)
        self.state.add_batch(Batch(number, batch_id, parsed, float("-inf")))

    def _add_event(self, number: int, seq: int, kind: str, tier: int, time: int, data: Any) -> None:
        self._see(seq)
        batch = self.state.batches.get(number)
        if batch is None:
            self.state.counts.add(STORAGE_FAILED, kind)
            return
        event = Event(kind, tier, time / 1000, None, encode_json(data), seq)
        self.state.add_event(batch, event)

    def _add_crash(self, seq: int, crash_id: str, time: int, body: dict[str, Any]) -> None:
        self._see(seq)
        self.state.add_crash(Crash(seq, crash_id, time / 1000, None, body, len(encode_json(body))))

    def _drop(self, reason: str, seqs: list[int]) -> None:
        self.state.remove(seqs, reason)

    def _attempt(self, number: int, report: list[list[Any]]) -> None:
        batch = self.state.batches.get(number)
        if batch is None:
            return
        batch.is_attempted = True
        for reason, kind, count in report:
            batch.report.append((reason, kind, count))
            self.state.counts.subtract(reason, kind, count)

    def _hold(self, number: int, listed: list[list[Any]]) -> None:
        batch = self.state.batches.get(number)
        if batch is None:
            return
        for reason, kind, count in listed:
            for _ in range(count):
                batch.held.append((Event(kind, tier_of(kind), 0.0, None, "{}", 0), reason))

    def _finish(self, number: int) -> None:
        batch = self.state.batches.get(number)
        if batch:
            self.state.finish(batch)

    def _fail(self, number: int, reason: str) -> None:
        batch = self.state.batches.get(number)
        if batch:
            self.state.fail(batch, reason)

    def _see(self, seq: int) -> None:
        """A gap in the numbers is a lost line."""
        self.lost += max(0, seq - self.state.next_seq)
        self.state.next_seq = max(self.state.next_seq, seq + 1)
