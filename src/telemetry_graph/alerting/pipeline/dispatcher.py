"""Sends what is due: claims deliveries, sends each on its own, and records what became of it."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from telemetry_graph.alerting.channels.base import DeliveryFailed
from telemetry_graph.alerting.pipeline.model import Claim
from telemetry_graph.alerting.pipeline.retry import GIVE_UP_AFTER, next_attempt_at
from telemetry_graph.alerting.pipeline.sender import Sender, milliseconds
from telemetry_graph.alerting.pipeline.store import deliveries as store
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.clock import Clock

log = logging.getLogger(__name__)

_GIVE_UP_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is sent at once, and for how long a worker may be silent about what it claimed."""

    sends: int = 64
    sends_per_channel: int = 8
    send_seconds: float = 20.0
    lease_seconds: float = 60.0

    def __post_init__(self) -> None:
        if self.lease_seconds < 2 * self.send_seconds:
            raise ValueError("a lease must outlive a send and the recording of it")


DEFAULT_LIMITS = Limits()


class Dispatcher:
    """Safe to run in several processes at once: each row is locked, then leased, by one of them."""

    def __init__(
        self,
        pool: Pool,
        *,
        sender: Sender,
        clock: Clock,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        self._pool = pool
        self._sender = sender
        self._clock = clock
        self._limits = limits
        self._busy: Counter[str] = Counter()
        self._next_give_up_at = clock()
        self._tasks = asyncio.TaskGroup()
        self._on_sent: Callable[[], None] = lambda: None

    @asynccontextmanager
    async def running(self, on_sent: Callable[[], None]) -> AsyncIterator["Dispatcher"]:
        """Sends go on in the background; leaving waits for those under way.

        One that hangs holds up no other: each ends by itself, and `on_sent` tells that there is
        room for the next.
        """
        self._on_sent = on_sent
        async with self._tasks:
            yield self

    @property
    def under_way(self) -> int:
        return self._busy.total()

    async def work(self) -> bool:
        """Start to send what is due, as far as there is room; whether there was anything."""
        claims = await self._claim()
        for claim in claims:
            self._busy[claim.channel_key] += 1
            self._tasks.create_task(self._deliver(claim))
        return bool(claims)

    async def _claim(self) -> list[Claim]:
        now, limits, names = self._clock(), self._limits, self._sender.names
        room = store.Room(limits.sends - self.under_way, limits.sends_per_channel, self._busy)
        if room.sends <= 0:
            return []
        until = now + timedelta(seconds=limits.lease_seconds)
        async with self._pool.transaction() as conn:
            claims = await store.claim_due(conn, names, room, now=now, until=until)
            if not claims and now >= self._next_give_up_at:
                self._next_give_up_at = now + _GIVE_UP_EVERY
                await store.give_up_unknown_channels(conn, names, now - GIVE_UP_AFTER)
        return claims

    async def _deliver(self, claim: Claim) -> None:
        # Gathered alone, so that what goes wrong with one is not the end of the others. Its lease
        # ends, and somebody sends it again, with the same id.
        [error] = await asyncio.gather(self._send_and_record(claim), return_exceptions=True)
        self._busy[claim.channel_key] -= 1
        if not self._busy[claim.channel_key]:
            del self._busy[claim.channel_key]
        self._on_sent()
        if isinstance(error, Exception):
            log.error("a delivery was not recorded", exc_info=error, extra=_labels(claim))
        elif error is not None:
            raise error

    async def _send_and_record(self, claim: Claim) -> None:
        outcome = await self._sender.send(claim, within_seconds=self._limits.send_seconds)
        if isinstance(outcome, str):
            await self._record_delivered(claim, outcome)
        else:
            await self._record_failed(claim, outcome)

    async def _record_delivered(self, claim: Claim, response: str) -> None:
        now = self._clock()
        latency_ms = milliseconds(claim.occurred_at, now)
        async with self._pool.connection() as conn:
            await store.record_delivered(conn, claim.id, now, latency_ms, response)
        log.info("alert delivered", extra={**_labels(claim), "latency_ms": latency_ms})

    async def _record_failed(self, claim: Claim, failure: DeliveryFailed) -> None:
        again_at = next_attempt_at(
            claim.id, claim.attempts, failure, created_at=claim.retry_since, now=self._clock()
        )
        async with self._pool.connection() as conn:
            await store.record_failed(conn, claim, failure.reason, again_at)
        log.log(
            logging.ERROR if again_at is None else logging.WARNING,
            "alert given up" if again_at is None else "alert not delivered, it will be retried",
            extra={**_labels(claim), "reason": failure.reason},
        )


def _labels(claim: Claim) -> dict[str, str | int]:
    return {"delivery": str(claim.id), "channel": claim.channel, "attempt": claim.attempts}
