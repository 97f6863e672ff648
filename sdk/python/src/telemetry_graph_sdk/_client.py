"""A client: what the host app calls. No method raises, blocks on the network, or prints."""

from __future__ import annotations

import threading
import uuid
from types import TracebackType
from typing import Any, Callable

from telemetry_graph_sdk import _hooks
from telemetry_graph_sdk._catalogue import ALL_TIERS, CRASH, is_valid_type
from telemetry_graph_sdk._choices import Choices
from telemetry_graph_sdk._clock import Clock
from telemetry_graph_sdk._crash import (
    describe_exception,
    describe_message,
    filter_crash,
    mark_captured,
)
from telemetry_graph_sdk._encode import clean_text
from telemetry_graph_sdk._engine import Engine, Tracked
from telemetry_graph_sdk._gate import Gate
from telemetry_graph_sdk._ids import make_uuid7, sampling_position
from telemetry_graph_sdk._model import (
    CONSENT_WITHDRAWN,
    CRASH_TYPE,
    INVALID_DATA,
    OPTED_OUT,
    QUEUE_FULL,
    Head,
)
from telemetry_graph_sdk._options import Options, find_problem
from telemetry_graph_sdk._performance import Figures, read_memory_mb, read_process_age
from telemetry_graph_sdk._queue import NewCrash
from telemetry_graph_sdk._scene import MAX_SCREEN, CrashDetails, Scene
from telemetry_graph_sdk._stats import Stats, add_up
from telemetry_graph_sdk._storage import choose_folder
from telemetry_graph_sdk._worker import Worker

NOT_AVAILABLE = "not available"
_MAX_FRAME_MS = 86_400_000
_MAX_VERSION = _MAX_SESSION = 64


class Client:
    """Sends the events and crashes of one app. Use it from any thread."""

    def __init__(
        self, options: Options, *, clock: Clock | None = None, has_threads: bool = True
    ) -> None:
        self.problem = find_problem(options)
        """What is wrong with the options; a client with a problem does nothing."""
        self._options = options
        self._clock = clock or Clock()
        self._wall = self._clock.wall
        self._has_threads = has_threads
        self._is_child = self._is_closing = False
        self._started_at = self._clock.steady()
        self._is_open = self.problem is None
        self._folder = choose_folder(options) if self._is_open else None
        self._choices = Choices(
            self._folder,
            usage_analytics=options.usage_analytics,
            crash_reports=options.crash_reports,
        )
        self._consent = self._choices.consent
        self._rates: dict[str, float] = {}
        self._tiers = options.tiers()
        self._session_id = clean_text(str(options.session_id or uuid.uuid4()), _MAX_SESSION)
        self._position = sampling_position(self._session_id)
        self._capturing = threading.local()
        self._scene = Scene(self._started_at)
        self._figures = Figures(self._clock, options.memory_seconds)
        self._slow_lock = threading.Lock()
        self._overflow: dict[str, int] = {}
        self._inbox_limit = options.max_queue_events
        self._renew()
        if not self._is_open:
            self._gate = Gate.closed()
        self._build()

    def _build(self) -> None:
        self._engine = Engine(
            self._options, self._folder, self._clock, self._consent, self._set_rates
        )
        self._inbox = self._engine.inbox
        self._worker = Worker(self._engine, self._tick)

    # Events

    def track(self, event_type: str, data: dict[str, Any] | None = None) -> bool:
        """Record an event; True when it is in the queue."""
        try:
            if not self._gate[event_type]:
                return False
            if len(self._inbox) >= self._inbox_limit:
                return self._count_overflow(event_type)
            kept = data.copy() if data.__class__ is dict else data
            self._inbox.append(Tracked(event_type, self._wall(), kept, self._head))
            if not self._worker.is_awake:
                self._wake()
            return True
        except Exception:
            return False

    def screen(self, name: str) -> bool:
        """Record that a screen is shown; crashes that follow name it."""
        try:
            shown = self._scene.screen = clean_text(name, MAX_SCREEN)
            self.breadcrumb(f"screen {shown}")
        except Exception:
            return False
        return self.track("screen_view", {"screen_name": shown})

    def breadcrumb(self, line: str) -> bool:
        """Keep a line, of which a crash shows the last twenty."""
        try:
            is_kept = self._gate[CRASH_TYPE]
            if is_kept:
                self._scene.breadcrumbs.add(self._clock.steady(), line)
            return is_kept
        except Exception:
            return False

    # Performance

    def frame(self, milliseconds: float) -> None:
        """Record one frame time; average and 95th percentile are sent once a minute."""
        try:
            milliseconds = float(milliseconds)
            is_valid = self._is_open and 0 <= milliseconds <= _MAX_FRAME_MS
            if is_valid and self._figures.add_frame(milliseconds):
                self._wake()
        except Exception:
            pass

    def startup(self, milliseconds: float | None = None) -> bool:
        """Record the time until the app was ready; without a value, since the process began."""
        if milliseconds is None:
            age = read_process_age() or self._clock.steady() - self._started_at
            milliseconds = round(age * 1000, 1)
        return self.track("perf_startup", {"duration_ms": milliseconds})

    def memory(self) -> bool:
        """Record the memory in use now."""
        used = read_memory_mb()
        return used is not None and self.track("perf_memory", {"used_mb": used})

    # Crashes

    def capture_exception(
        self,
        exception: BaseException,
        *,
        is_fatal: bool = False,
        screen: str | None = None,
        fingerprint: str | None = None,
        trace: TracebackType | None = None,
    ) -> bool:
        """Report an exception. The same exception object is reported once."""
        return self._capture(
            lambda: describe_exception(exception, trace),
            CrashDetails(bool(is_fatal), screen, fingerprint),
            exception,
        )

    def crash(
        self,
        message: str,
        *,
        kind: str = "error",
        is_fatal: bool = True,
        screen: str | None = None,
        fingerprint: str | None = None,
    ) -> bool:
        """Report a crash that is no exception, with the stack of the caller."""
        return self._capture(
            lambda: describe_message(message, kind),
            CrashDetails(bool(is_fatal), screen, fingerprint),
        )

    # Consent

    def set_consent(
        self, *, usage_analytics: bool | None = None, crash_reports: bool | None = None
    ) -> None:
        """Record what the user agrees to. What is no longer allowed is erased at once."""
        try:
            before = self._consent.refused_tiers()
            if usage_analytics is not None:
                self._consent.usage_analytics = bool(usage_analytics)
            if crash_reports is not None:
                self._consent.crash_reports = bool(crash_reports)
            self._choices.save()
            self._apply_consent(before)
        except Exception:
            pass

    def opt_out(self, is_opted_out: bool = True) -> None:  # noqa: FBT001, FBT002 - reads as a sentence
        """Stop recording and sending, and erase what waits; `opt_out(False)` resumes."""
        try:
            self._consent.is_opted_out = bool(is_opted_out)
            self._choices.save()
            self._apply_consent(self._consent.refused_tiers())
        except Exception:
            pass

    def request_export(self) -> str:
        """Ask for a copy of this device's data."""
        return NOT_AVAILABLE

    def request_deletion(self) -> str:
        """Ask for the deletion of this device's data."""
        return NOT_AVAILABLE

    # Life

    def start(self) -> None:
        """Record the start, and install what the options ask for."""
        try:
            if not self._is_open:
                return
            if self._options.captures_unhandled:
                _hooks.install(self)
            _hooks.shut_down_at_exit(self)
            self._figures.start()
            if self._options.sends_app_events:
                versions = {"version": self._head.app_version}
                self.track("app_start", {**versions, "mosis_version": self._head.mosis_version})
        except Exception:
            pass

    def flush(self, timeout: float = 5.0) -> bool:
        """Send everything now; True when nothing is left. Waits for at most `timeout` seconds."""
        try:
            if not self._is_open:
                return False
            return self._worker.flush(timeout) if self._has_threads else self.pump(is_flush=True)
        except Exception:
            return False

    def shutdown(self, timeout: float | None = None) -> bool:
        """Record the stop, send what waits within a bound, and close the queue."""
        try:
            with self._slow_lock:
                if not self._is_open or self._is_closing:
                    return False
                if self._options.sends_app_events and not self._is_child:
                    lived = max(0.0, self._clock.steady() - self._started_at)
                    self.track("app_stop", {"duration_seconds": round(lived, 3)})
                self._gate = Gate.closed()
                self._is_closing = True
            seconds = self._options.exit_timeout_seconds if timeout is None else timeout
            is_sent = self.flush(seconds)
            self._is_open = False
            self._worker.stop()
            _hooks.uninstall(self)
            self._engine.close()
            return is_sent
        except Exception:
            return False

    def pump(self, *, is_flush: bool = False) -> bool:
        """Write and send in the calling thread what is due; for programs without threads."""
        try:
            self._tick()
            self._engine.drain()
            while True:
                wait = self._engine.step(is_flush=is_flush)
                if wait is None or wait > 0:
                    return wait is None
        except Exception:
            return False

    @property
    def is_open(self) -> bool:
        return self._is_open

    def stats(self) -> Stats:
        """Return the books of this process."""
        engine = self._engine
        tracked = engine.tracked + len(engine.inbox) + sum(self._overflow.values())
        return add_up(tracked, engine.waiting, engine.unreported, engine.totals())

    # Inside

    def _count_overflow(self, event_type: Any) -> bool:
        with self._slow_lock:
            if is_valid_type(event_type):
                self._overflow[event_type] = self._overflow.get(event_type, 0) + 1
        return False

    def _wake(self) -> None:
        if self._has_threads:
            self._worker.wake()

    def _capture(
        self,
        describe: Callable[[], dict[str, Any]],
        details: CrashDetails,
        exception: BaseException | None = None,
    ) -> bool:
        if getattr(self._capturing, "is_on", False):
            return False  # an error inside the handling of a crash
        self._capturing.is_on = True
        try:
            if not self._gate[CRASH_TYPE] or not mark_captured(exception):
                return False
            steady = self._clock.steady()
            if not details.is_fatal and not self._scene.survived.admits_one(steady):
                return self._count_overflow(details.type)
            crash = self._scene.complete(describe(), details, steady)
            kept = filter_crash(crash, self._options.before_send)
            if kept is None:
                self._engine.count_drop(INVALID_DATA, details.type, 1)
                return False
            return self._add_crash(kept, details)
        except Exception:
            return False
        finally:
            self._capturing.is_on = False

    def _add_crash(self, crash: dict[str, Any], details: CrashDetails) -> bool:
        wall = self._wall()
        body = {"head": self._head[:3], "crash": crash}
        new = NewCrash(make_uuid7(self._clock.now()), wall, self._clock.steady(), body)
        if details.is_fatal:
            self._engine.add_crash_now(new)
            return True
        if len(self._inbox) >= 2 * self._inbox_limit:
            return self._count_overflow(details.type)
        self._inbox.append(new)
        if not self._worker.is_awake:
            self._wake()
        return True

    def _tick(self) -> float | None:
        """Do what is due on the writer's thread; return seconds until the next time."""
        before = self._consent.refused_tiers()
        if self._choices.follow():
            self._apply_consent(before)
        with self._slow_lock:
            overflow, self._overflow = self._overflow, {}
        for event_type, count in overflow.items():
            self._engine.count_drop(QUEUE_FULL, event_type, count)
        for event_type, data in self._figures.take_due():
            self.track(event_type, data)
        return self._figures.seconds_until_due()

    def _set_rates(self, rates: dict[str, float]) -> None:
        if rates != self._rates:
            self._rates = rates
            self._renew()

    def _renew(self) -> None:
        """Let new rates or another consent take effect."""
        self._head = self._make_head()
        if not self._is_closing:
            self._gate = Gate(self._consent, self._position, self._rates, self._tiers)

    def _make_head(self) -> Head:
        options, consent = self._options, self._consent
        return Head(
            self._session_id,
            clean_text(str(options.app_version), _MAX_VERSION) if options.app_version else None,
            clean_text(str(options.mosis_version), _MAX_VERSION) if options.mosis_version else None,
            consent.usage_analytics,
            consent.crash_reports,
            tuple(sorted(self._rates.items())),
        )

    def _apply_consent(self, refused_before: set[int]) -> None:
        """Erase what is no longer allowed."""
        self._renew()
        is_out = self._consent.is_opted_out
        withdrawn = ALL_TIERS if is_out else self._consent.refused_tiers() - refused_before
        if CRASH in withdrawn:
            self._scene.breadcrumbs.clear()
        if withdrawn and self._is_open:
            self._engine.drain()
            self._engine.purge(withdrawn, OPTED_OUT if is_out else CONSENT_WITHDRAWN)

    # Forks

    def _restart_in_child(self) -> None:
        """Begin with an empty queue: what was recorded before the fork is the parent's."""
        self._engine.abandon()
        self._slow_lock = threading.Lock()
        self._capturing = threading.local()
        self._overflow = {}
        self._figures = Figures(self._clock, self._options.memory_seconds)
        self._is_child = True
        self._build()
