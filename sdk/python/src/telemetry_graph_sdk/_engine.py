"""The part of a client that has files and sends: used by its background threads only.

The exceptions are a fatal crash, which must reach the disk before the process ends, and a change of
consent. Each process has its own engine; after a fork the child makes a new one.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, NamedTuple, Union

from telemetry_graph_sdk._catalogue import UNKNOWN_TYPE, is_valid_type, tier_of
from telemetry_graph_sdk._clock import Clock
from telemetry_graph_sdk._delivery import Consent, Delivery, Totals
from telemetry_graph_sdk._encode import encode_data
from telemetry_graph_sdk._ids import hash_device_id
from telemetry_graph_sdk._limits import Limits
from telemetry_graph_sdk._model import INVALID_DATA, Head
from telemetry_graph_sdk._options import Options
from telemetry_graph_sdk._queue import NewCrash, NewEvent, Queue
from telemetry_graph_sdk._storage import Folder, Spool
from telemetry_graph_sdk._wire import Wire

ORPHAN_SECONDS = 300.0
_OPEN_TIMEOUT_SECONDS = 2.0


class Tracked(NamedTuple):
    """An event as `track` left it."""

    type: Any
    wall: float
    data: Any
    head: Head


Item = Union[Tracked, NewCrash]
Inbox = deque[Item]


class _Line(NamedTuple):
    """A journal that is being sent."""

    spool: Spool | None
    queue: Queue
    delivery: Delivery

    def close(self) -> None:
        self.queue.close()
        if self.spool is not None:
            self.spool.close()


class Engine:
    def __init__(
        self,
        options: Options,
        folder: Folder | None,
        clock: Clock,
        consent: Consent,
        on_rates: Callable[[dict[str, float]], None],
    ) -> None:
        self.inbox: Inbox = deque()
        self.tracked = 0
        """Events and crashes that were taken out of the inbox."""
        self._options = options
        self._tiers = options.tiers()
        self._folder = folder
        self._clock = clock
        self._consent = consent
        self._on_rates = on_rates
        self._limits = Limits(
            options.max_queue_events,
            options.max_queue_bytes,
            options.batch_events,
            options.interval_seconds,
        )
        self._lock = threading.Lock()
        self._drain_lock = threading.Lock()
        self._own: _Line | None = None
        self._orphan: _Line | None = None
        self._looked_at = float("-inf")
        self._wire: Wire | None = None
        self._is_closed = False

    def drain(self) -> None:
        """Move what is in the inbox to the queue."""
        own = self._open()
        if own is None:
            return
        with self._drain_lock:
            items = [self.inbox.popleft() for _ in range(len(self.inbox))]
            self.tracked += len(items)
            events = [item for item in items if isinstance(item, Tracked)]
            for head, group in groupby(events, key=lambda item: item.head):
                own.queue.add_events(self._prepare(group, own.queue), head)
            for item in items:
                if isinstance(item, NewCrash):
                    own.queue.add_crash(item, sync=False)

    def add_crash_now(self, crash: NewCrash) -> None:
        """Write a crash to the disk before the process ends."""
        own = self._open()
        if own is not None:
            self.tracked += 1
            own.queue.add_crash(crash, sync=True)

    def count_drop(self, reason: str, event_type: str, count: int) -> None:
        own = self._open()
        if own is not None:
            self.tracked += count
            own.queue.count_drop(reason, event_type, count)

    def step(self, *, is_flush: bool = False) -> float | None:
        """Send one request if one is due; return seconds until the next, None if nothing waits."""
        own = self._open()
        if own is None:
            return None
        wait = own.delivery.step(is_flush=is_flush)
        if wait == 0 or own.delivery.seconds_paused() > 0:
            return wait
        other = self._step_orphan(is_flush=is_flush)
        return min((each for each in (wait, other) if each is not None), default=None)

    @property
    def is_paused(self) -> bool:
        return self._own is not None and self._own.delivery.seconds_paused() > 0

    def purge(self, tiers: Iterable[int], reason: str) -> None:
        for line in (self._open(), self._orphan):
            if line is not None:
                line.queue.purge(tiers, reason)

    def close(self) -> None:
        self._is_closed = True
        has_lock = self._lock.acquire(timeout=_OPEN_TIMEOUT_SECONDS)
        lines, self._own, self._orphan = (self._own, self._orphan), None, None
        if has_lock:
            self._lock.release()
        for line in lines:
            if line is not None:
                line.close()

    def abandon(self) -> None:
        """Forget files that a fork copied from the parent."""
        for line in (self._own, self._orphan):
            if line is not None:
                line.queue.abandon()
                if line.spool is not None:
                    line.spool.abandon()

    # Figures

    @property
    def waiting(self) -> int:
        return len(self.inbox) + sum(line.queue.waiting for line in self._lines())

    @property
    def unreported(self) -> int:
        return sum(line.queue.unreported for line in self._lines())

    def totals(self) -> list[Totals]:
        return [line.delivery.totals for line in self._lines()]

    def _lines(self) -> list[_Line]:
        return [line for line in (self._own, self._orphan) if line is not None]

    # Inside

    def _prepare(self, tracked: Iterable[Tracked], queue: Queue) -> list[NewEvent]:
        prepared = []
        now, steady = self._clock.wall(), self._clock.steady()
        for kind, wall, data, _ in tracked:
            text = self._encode(kind, data)
            if text is None:
                queue.count_drop(INVALID_DATA, kind if is_valid_type(kind) else UNKNOWN_TYPE)
                continue
            then = steady - min(max(now - wall, 0.0), 5.0)
            corrected = self._clock.correct(wall, then)
            prepared.append(NewEvent(kind, tier_of(kind, self._tiers), corrected, then, text))
        return prepared

    def _encode(self, kind: Any, data: Any) -> str | None:
        if not is_valid_type(kind):
            return None
        before_send = self._options.before_send
        if before_send is None:
            return encode_data(data)
        try:
            kept = before_send(kind, {} if data is None else data)
        except Exception:
            return None
        return None if kept is None else encode_data(kept)

    def _open(self) -> _Line | None:
        """Open the journal at the first use; None once the engine is closed."""
        if self._own is not None:
            return self._own
        if not self._lock.acquire(timeout=_OPEN_TIMEOUT_SECONDS):
            return None
        try:
            if self._own is None and not self._is_closed:
                self._own = self._make_line(self._open_spool())
            return self._own
        finally:
            self._lock.release()

    def _open_spool(self) -> Spool | None:
        if self._folder is None:
            return None
        try:
            return self._folder.open_spool()
        except (OSError, ValueError):
            return None

    def _make_line(self, spool: Spool | None) -> _Line:
        journal = None if spool is None else spool.journal
        queue = Queue(journal, self._limits, self._clock)
        delivery = Delivery(
            queue, self._get_wire(), self._options.transport, self._clock, self._consent,
            self._on_rates,
        )  # fmt: skip
        return _Line(spool, queue, delivery)

    def _get_wire(self) -> Wire:
        if self._wire is None:
            options = self._options
            stored = self._folder.read_raw_device_id() if self._folder else None
            raw_id = options.raw_device_id or stored or str(uuid.uuid4())
            self._wire = Wire(
                options.address,
                options.app_id,
                hash_device_id(raw_id, options.app_id),
                options.ingest_key,
                options.request_timeout_seconds,
            )
        return self._wire

    def _step_orphan(self, *, is_flush: bool) -> float | None:
        """Send what a process left that has ended."""
        if self._orphan is None and not self._find_orphan():
            return None
        orphan = self._orphan
        if orphan is None:
            return None
        wait = orphan.delivery.step(is_flush=is_flush)
        if wait is None and not orphan.queue.unreported:
            self._orphan, self._looked_at = None, float("-inf")
            orphan.close()
            return 0.0
        return wait

    def _find_orphan(self) -> bool:
        if self._folder is None or time.monotonic() - self._looked_at < ORPHAN_SECONDS:
            return False
        self._looked_at = time.monotonic()
        spool = self._folder.take_orphan()
        if spool is None:
            return False
        self._orphan = self._make_line(spool)
        return True
