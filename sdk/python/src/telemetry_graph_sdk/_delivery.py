"""Sends what the queue holds, one request at a time, and acts on the answers."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from telemetry_graph_sdk import _wire
from telemetry_graph_sdk._answers import (
    Judgement,
    Verdict,
    judge,
    parse_rates,
    parse_rejected,
    to_count,
)
from telemetry_graph_sdk._catalogue import CRASH, USAGE
from telemetry_graph_sdk._clock import Clock
from telemetry_graph_sdk._model import CONSENT_WITHDRAWN, REJECTED_BATCH, Batch, Crash, Event
from telemetry_graph_sdk._queue import Queue
from telemetry_graph_sdk._transport import Request, Transport

FIRST_BACKOFF_SECONDS = 1.0
MAX_BACKOFF_SECONDS = 300.0
REFUSED_SECONDS = 3_600.0
_EXPIRE_SECONDS = 60.0
_TIME_CODES = ("TOO_OLD", "IN_FUTURE")


@dataclass
class Consent:
    """What the user agrees to now."""

    usage_analytics: bool = False
    crash_reports: bool = True
    is_opted_out: bool = False

    def refused_tiers(self) -> set[int]:
        refused = set() if self.usage_analytics else {USAGE}
        return refused if self.crash_reports else refused | {CRASH}


@dataclass
class Totals:
    """What the server said about the events of this process."""

    stored: int = 0
    sampled_out: int = 0
    crashes_stored: int = 0
    reported: int = 0
    """Dropped events that a stored batch has reported."""
    rejected: dict[str, int] = field(default_factory=dict)
    requests: int = 0


class Delivery:
    """One thread at a time calls `step`."""

    def __init__(
        self,
        queue: Queue,
        wire: _wire.Wire,
        transport: Transport,
        clock: Clock,
        consent: Consent,
        on_rates: Callable[[dict[str, float]], None],
    ) -> None:
        self.queue = queue
        self.totals = Totals()
        self._wire = wire
        self._transport = transport
        self._clock = clock
        self._consent = consent
        self._on_rates = on_rates
        self._failures = 0
        self._paused_until = float("-inf")
        self._is_pause_ordered = False
        self._expired_at = float("-inf")
        self._has_reports = _wire.HAS_CLIENT_REPORTS

    def step(self, *, is_flush: bool = False) -> float | None:
        """Send one request if one is due.

        Returns the seconds until the next one, or None while nothing waits. A flush does not wait
        for a batch to fill, nor after a failed connection; it does wait when the server said so.
        """
        if self._consent.is_opted_out:
            return None
        pause = self.seconds_paused(is_flush=is_flush)
        if pause > 0:
            return pause if self.queue.waiting else None
        self._expire()
        crash = self.queue.next_crash()
        if crash is not None:
            self._send_crash(crash)
        else:
            batch = self.queue.next_batch(is_flush=is_flush)
            if batch is None:
                return self.queue.seconds_until_due()
            self._send_batch(batch)
        return max(self.seconds_paused(), 0.0)

    def seconds_paused(self, *, is_flush: bool = False) -> float:
        if is_flush and not self._is_pause_ordered:
            return 0.0
        return self._paused_until - self._clock.steady()

    def _expire(self) -> None:
        if self._clock.steady() - self._expired_at >= _EXPIRE_SECONDS:
            self._expired_at = self._clock.steady()
            self.queue.expire()

    # Batches

    def _send_batch(self, batch: Batch) -> None:
        refused = self._consent.refused_tiers()
        with self.queue.lock:
            events = [event for event in batch.events if event.tier not in refused]
            if not events:
                self.queue.purge(refused, CONSENT_WITHDRAWN)
                return
            self.queue.begin_attempt(batch, events, has_report=self._has_reports)
            head = batch.head._replace(
                usage_analytics=batch.head.usage_analytics and self._consent.usage_analytics,
                crash_reports=self._consent.crash_reports,
            )
        judged = self._exchange(
            lambda: self._wire.batch_request(batch, events, head, batch.report), "received"
        )
        try:
            self._settle_batch(batch, events, judged)
        finally:
            batch.sent = []

    def _settle_batch(self, batch: Batch, events: list[Event], judged: Judgement) -> None:
        if judged.verdict is Verdict.STORED:
            self._finish_batch(batch, events, judged)
        elif judged.verdict is Verdict.TOO_LARGE:
            self.queue.split_batch(batch)
        elif judged.verdict is Verdict.REJECTED:
            self._reject_batch(batch, judged)
        else:
            self.queue.end_attempt(batch)

    def _finish_batch(self, batch: Batch, events: list[Event], judged: Judgement) -> None:
        fields = judged.fields
        rejected = parse_rejected(fields.get("rejected"), len(events))
        mistimed = {
            index
            for index, code in rejected
            if code in _TIME_CODES and self.queue.is_mistimed(events[index])
        }
        self.totals.reported += sum(count for _, _, count in batch.report)
        self.totals.stored += to_count(fields.get("received"))
        self.totals.sampled_out += to_count(fields.get("sampled_out"))
        for index, code in rejected:
            if index not in mistimed:
                self.totals.rejected[code] = self.totals.rejected.get(code, 0) + 1
        if mistimed:
            again = [events[index] for index in sorted(mistimed)]
            self.queue.correct_times(batch, again, is_stored=True)
        else:
            self.queue.finish_batch(batch, is_duplicate=fields.get("is_duplicate") is True)
        rates = parse_rates(fields.get("sampling"))
        if rates is not None:
            self._on_rates(rates)

    def _reject_batch(self, batch: Batch, judged: Judgement) -> None:
        if batch.report and "client_report" in str(judged.fields.get("error")):
            self._has_reports = False  # an older server: the counts wait for a newer one
            self.queue.take_back_report(batch)
            self.queue.end_attempt(batch)
        elif self.queue.is_mistimed_batch(batch):
            self.queue.correct_times(batch, batch.events, is_stored=False)
        else:
            self.queue.drop_batch(batch, REJECTED_BATCH)

    # Crash reports

    def _send_crash(self, crash: Crash) -> None:
        if not self._consent.crash_reports:
            self.queue.drop_crash(crash, CONSENT_WITHDRAWN)
            return
        judged = self._exchange(lambda: self._wire.crash_request(crash), "id")
        if judged.verdict is Verdict.STORED:
            self.totals.crashes_stored += 1
            self.queue.finish_crash(crash)
        elif judged.verdict is Verdict.TOO_LARGE or (
            judged.verdict is Verdict.REJECTED and not self.queue.correct_crash_time(crash)
        ):
            self.queue.drop_crash(crash, REJECTED_BATCH)

    # Requests

    def _exchange(self, make_request: Callable[[], Request], expected: str) -> Judgement:
        self.totals.requests += 1
        try:
            request = make_request()
        except Exception:  # it cannot be written as a request, now or later
            return Judgement(Verdict.REJECTED, {}, None, None)
        try:
            judged = judge(self._transport(request), expected)
        except Exception:
            judged = Judgement(Verdict.RETRY, {}, None, None)
        if judged.server_time is not None:
            self._clock.set_server_time(judged.server_time)
        self._pace(judged)
        return judged

    def _pace(self, judged: Judgement) -> None:
        if judged.verdict not in (Verdict.RETRY, Verdict.REFUSED):
            self._failures, self._is_pause_ordered = 0, False
            self._paused_until = float("-inf")
            return
        self._failures += 1
        is_refused = judged.verdict is Verdict.REFUSED
        self._is_pause_ordered = is_refused or judged.retry_after is not None
        wait = self._backoff()
        if judged.retry_after is not None:
            wait = max(judged.retry_after, FIRST_BACKOFF_SECONDS)
        if is_refused:
            wait = max(wait, REFUSED_SECONDS)
        self._paused_until = self._clock.steady() + wait

    def _backoff(self) -> float:
        """Twice as long after each failure, and a random part of it off."""
        exponent = min(self._failures - 1, 16)
        longest: float = min(MAX_BACKOFF_SECONDS, FIRST_BACKOFF_SECONDS * 2**exponent)
        return longest * random.uniform(0.5, 1.0)  # noqa: S311 - spreads load, hides nothing
