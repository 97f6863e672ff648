"""The bounds of a queue, and what leaves it when it exceeds them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from telemetry_graph_sdk._catalogue import AUTOMATIC, CRASH, PERFORMANCE, USAGE
from telemetry_graph_sdk._model import QUEUE_BYTES, QUEUE_FULL, State

MAX_BATCH_EVENTS = 500
MAX_BATCH_BYTES = 500_000


@dataclass(frozen=True)
class Limits:
    max_events: int
    max_bytes: int
    batch_events: int
    interval_seconds: float


def choose_excess(state: State, limits: Limits) -> Iterator[tuple[str, list[int]]]:
    """Choose what to drop, by reason. The caller drops each before it asks for the next."""
    events = state.event_count - limits.max_events
    if events > 0:
        yield QUEUE_FULL, _choose_oldest(state, lambda gone, _: gone >= events)
    size = state.size - limits.max_bytes
    if size > 0:
        yield QUEUE_BYTES, _choose_oldest(state, lambda _, freed: freed >= size)


def _choose_oldest(state: State, is_enough: Callable[[int, int], bool]) -> list[int]:
    seqs: list[int] = []
    freed = 0
    for seq, size in _by_importance(state):
        if is_enough(len(seqs), freed):
            break
        seqs.append(seq)
        freed += size
    return seqs


def _by_importance(state: State) -> Iterator[tuple[int, int]]:
    """Usage events first, crashes last; a batch that the server may have stays whole."""
    batches = [batch for batch in state.batches.values() if not batch.is_attempted]
    for tier in (USAGE, PERFORMANCE, AUTOMATIC, CRASH):
        for batch in batches:
            for event in batch.events:
                if event.tier == tier:
                    yield event.seq, event.size
    for crash in state.crashes.values():
        yield crash.seq, crash.size
