"""Sends the deliveries that are due: claims them, sends each in a task, records the results."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from telemetry_graph.alerting.channels.base import DeliveryFailed
from telemetry_graph.alerting.pipeline.model import Claim
from telemetry_graph.alerting.pipeline.retry import RETRY_PERIOD, schedule_retry
from telemetry_graph.alerting.pipeline.sender import DeliverySender, compute_latency_ms
from telemetry_graph.alerting.pipeline.store import deliveries as store
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.worker_loop import run_isolated

log = logging.getLogger(__name__)

_ABANDON_INTERVAL = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class DispatchLimits:
    """How many deliveries a worker sends at once, and how long its claims last."""

    sends: int = 64
    sends_per_channel: int = 8
    send_seconds: float = 20.0
    lease_seconds: float = 60.0

    def __post_init__(self) -> None:
        if self.lease_seconds < 2 * self.send_seconds:
            raise ValueError("a lease must outlast sending a message and recording the result")


DEFAULT_LIMITS = DispatchLimits()


class Dispatcher:
    """Several processes can run it at once: each delivery is leased to one of them."""

    def __init__(
        self,
        pool: Pool,
        *,
        sender: DeliverySender,
        clock: Clock,
        limits: DispatchLimits = DEFAULT_LIMITS,
    ) -> None:
        self._pool = pool
        self._sender = sender
        self._clock = clock
        self._limits = limits
        self._sending: Counter[str] = Counter()
        self._next_abandon_at = clock()
        self._tasks = asyncio.TaskGroup()
        self._on_sent: Callable[[], None] = lambda: None

    @asynccontextmanager
    async def running(self, on_sent: Callable[[], None]) -> AsyncIterator["Dispatcher"]:
        """Send in the background; on exit, wait for the messages that are being sent.

        `on_sent` is called after each message, when there is capacity for another one. A receiver
        that hangs delays no other.
        """
        self._on_sent = on_sent
        async with self._tasks:
            yield self

    @property
    def sending(self) -> int:
        return self._sending.total()

    async def work(self) -> bool:
        """Start to send due deliveries within the limits; return whether there were any."""
        claims = await self._claim()
        for claim in claims:
            self._sending[claim.channel_key] += 1
            self._tasks.create_task(self._deliver(claim))
        return bool(claims)

    async def _claim(self) -> list[Claim]:
        now, limits, installed = self._clock(), self._limits, list(self._sender.installed)
        capacity = store.Capacity(
            limits.sends - self.sending, limits.sends_per_channel, self._sending
        )
        if capacity.sends <= 0:
            return []
        until = now + timedelta(seconds=limits.lease_seconds)
        async with self._pool.transaction() as conn:
            claims = await store.claim_due(conn, installed, capacity, now=now, until=until)
            if not claims and now >= self._next_abandon_at:
                self._next_abandon_at = now + _ABANDON_INTERVAL
                await store.abandon_unknown_channels(conn, installed, now - RETRY_PERIOD)
        return claims

    async def _deliver(self, claim: Claim) -> None:
        # When the result cannot be recorded, the lease ends and the message is sent again, with the
        # same delivery id.
        error = await run_isolated(self._send_and_record(claim))
        self._sending[claim.channel_key] -= 1
        if not self._sending[claim.channel_key]:
            del self._sending[claim.channel_key]
        self._on_sent()
        if error is not None:
            log.error("delivery could not be recorded", exc_info=error, extra=_labels(claim))

    async def _send_and_record(self, claim: Claim) -> None:
        result = await self._sender.send(claim, timeout_seconds=self._limits.send_seconds)
        if isinstance(result, DeliveryFailed):
            await self._record_failed(claim, result)
        else:
            await self._record_delivered(claim, result)

    async def _record_delivered(self, claim: Claim, response: str) -> None:
        now = self._clock()
        latency_ms = compute_latency_ms(claim.raised_at, now)
        async with self._pool.connection() as conn:
            await store.record_delivered(conn, claim.id, now, latency_ms, response)
        log.info("alert delivered", extra={**_labels(claim), "latency_ms": latency_ms})

    async def _record_failed(self, claim: Claim, failure: DeliveryFailed) -> None:
        retry_at = schedule_retry(
            claim.id, claim.attempts, failure, retry_since=claim.retry_since, now=self._clock()
        )
        async with self._pool.connection() as conn:
            await store.record_failed(conn, claim, failure.reason, retry_at)
        extra = {**_labels(claim), "reason": failure.reason}
        if retry_at is None:
            log.error("alert not delivered; no further attempts", extra=extra)
        else:
            log.warning("alert not delivered; retrying", extra=extra)


def _labels(claim: Claim) -> dict[str, str | int]:
    return {"delivery": str(claim.id), "channel": claim.channel_kind, "attempt": claim.attempts}
