"""The background threads: one moves events to the disk, the other sends them."""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import Callable

from telemetry_graph_sdk._engine import Engine

GATHER_SECONDS = 0.25
"""How long the first event waits for others before all are written."""
_AFTER_FAULT_SECONDS = 60.0


class _Flush:
    """A request to send everything, and its result."""

    def __init__(self) -> None:
        self.done = threading.Event()
        self.is_sent = False

    def end(self, *, is_sent: bool) -> None:
        self.is_sent = is_sent
        self.done.set()


class Worker:
    """Threads are daemons and begin with the first event, so that a process can fork before."""

    def __init__(self, engine: Engine, on_tick: Callable[[], float | None]) -> None:
        self.is_awake = False
        """Whether the writer will drain the inbox without being woken."""
        self._engine = engine
        self._on_tick = on_tick
        self._wake = threading.Event()
        self._hurry = threading.Event()
        self._send = threading.Event()
        self._start_lock = threading.Lock()
        self._is_started = False
        self._is_stopping = False
        self._asked: deque[_Flush] = deque()
        self._flushing: deque[_Flush] = deque()

    def wake(self) -> None:
        self.is_awake = True
        if not self._is_started:
            self._start()
        self._wake.set()

    def flush(self, timeout: float) -> bool:
        """Write and send everything. Ends early when the server cannot be reached."""
        deadline = time.monotonic() + timeout
        if not self._start():
            return self._flush_here(deadline)
        flush = _Flush()
        self._asked.append(flush)
        self._hurry.set()
        self._wake.set()
        flush.done.wait(max(0.0, deadline - time.monotonic()))
        return flush.is_sent

    def stop(self) -> None:
        self._is_stopping = True
        for event in (self._hurry, self._wake, self._send):
            event.set()

    def _start(self) -> bool:
        """Start the threads unless they run; False when the interpreter starts none any more."""
        with self._start_lock:
            if self._is_started:
                return True
            try:
                for name, loop in (("write", self._write_loop), ("send", self._send_loop)):
                    thread = threading.Thread(
                        target=loop, name=f"telemetry-graph-{name}", daemon=True
                    )
                    thread.start()
            except RuntimeError:
                return False
            self._is_started = True
            return True

    def _flush_here(self, deadline: float) -> bool:
        while time.monotonic() < deadline:
            self._engine.drain()
            if self._engine.step(is_flush=True) is None:
                return True
            if self._engine.is_paused:
                break
        return False

    def _write_loop(self) -> None:
        wait: float | None = None
        while not self._is_stopping:
            self._wake.wait(wait)
            self._wake.clear()
            self._hurry.wait(GATHER_SECONDS)
            wait = self._write()

    def _write(self) -> float | None:
        asked = [self._asked.popleft() for _ in range(len(self._asked))]
        if not asked and not self._is_stopping:
            self._hurry.clear()
        self.is_awake = False
        wait: float | None = _AFTER_FAULT_SECONDS
        try:
            wait = self._on_tick()
            self._engine.drain()
        except Exception:
            pass
        self._flushing.extend(asked)
        self._send.set()
        if self._asked:
            self._wake.set()
        return wait

    def _send_loop(self) -> None:
        while not self._is_stopping:
            self._send.clear()
            try:
                wait = self._step()
            except Exception:
                wait = _AFTER_FAULT_SECONDS
                self._end_flushes(len(self._flushing), is_sent=False)
            if wait is None or wait > 0:
                self._send.wait(wait)

    def _step(self) -> float | None:
        present = len(self._flushing)
        wait = self._engine.step(is_flush=present > 0)
        if present and wait is None:
            self._end_flushes(present, is_sent=not self._engine.waiting)
        elif present and self._engine.is_paused:
            self._end_flushes(present, is_sent=False)
        return wait

    def _end_flushes(self, count: int, *, is_sent: bool) -> None:
        for _ in range(count):
            self._flushing.popleft().end(is_sent=is_sent)
