"""Gets alerts out: outbox rows become deliveries, and due deliveries are sent and recorded."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from telemetry_graph.alerting import store
from telemetry_graph.alerting.backoff import GIVE_UP_AFTER, next_attempt_at
from telemetry_graph.alerting.channels.promise import Channel, DeliveryFailed
from telemetry_graph.alerting.model import AlertKind, Claim, CrashFacts, Message
from telemetry_graph.alerting.render import Renderer
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.clock import Clock

log = logging.getLogger(__name__)

_LARGEST_INT = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is done at once, and for how long a worker may be silent about what it claimed."""

    outbox_rows: int = 100
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
        channels: Sequence[Channel],
        renderer: Renderer,
        clock: Clock,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        self._pool = pool
        self._channels = {channel.name: channel for channel in channels}
        self._renderer = renderer
        self._clock = clock
        self._limits = limits
        if not channels or len(self._channels) != len(channels):
            raise ValueError("alerts need at least one channel, and no two of the same name")

    async def work(self) -> bool:
        """Both steps once; whether there was anything to do."""
        expanded = await self.expand_one_batch()
        delivered = await self.deliver_one_batch()
        return expanded or delivered

    async def expand_one_batch(self) -> bool:
        targets = [(channel.name, channel.target) for channel in self._channels.values()]
        async with self._pool.transaction() as conn:
            waiting = await store.take_waiting(conn, self._limits.outbox_rows)
            if waiting:
                await store.expand(conn, waiting, targets, self._clock())
        return bool(waiting)

    async def deliver_one_batch(self) -> bool:
        claims = await self._claim()
        # A failure of one is raised only when all have ended: none is cut off while it is sent.
        outcomes = await asyncio.gather(*map(self._deliver, claims), return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                raise outcome
        return bool(claims)

    async def _claim(self) -> list[Claim]:
        now, limits, names = self._clock(), self._limits, list(self._channels)
        async with self._pool.transaction() as conn:
            claims = await store.claim_due(
                conn,
                names,
                now=now,
                until=now + timedelta(seconds=limits.lease_seconds),
                per_channel=limits.sends_per_channel,
            )
            if not claims:
                await store.give_up_unknown_channels(conn, names, now - GIVE_UP_AFTER)
        return claims

    async def _deliver(self, claim: Claim) -> None:
        # Gathered alone, so that an error nobody thought of is this delivery's failure too,
        # retried later and later like any other, and not a row that is claimed for ever.
        [outcome] = await asyncio.gather(self._send(claim), return_exceptions=True)
        match outcome:
            case str(response):
                await self._record_delivered(claim, response)
            case DeliveryFailed():
                await self._record_failed(claim, outcome)
            case Exception():
                log.error("a channel broke its promise", exc_info=outcome, extra=_labels(claim))
                reason = f"internal error ({type(outcome).__name__}), see the service's log"
                await self._record_failed(claim, DeliveryFailed(reason, permanent=False))
            case BaseException():
                raise outcome

    async def _send(self, claim: Claim) -> str:
        message = self._message(claim)
        try:
            async with asyncio.timeout(self._limits.send_seconds):
                return await self._channels[claim.channel].send(message)
        except TimeoutError:
            reason = f"not sent within {self._limits.send_seconds:g} s"
            raise DeliveryFailed(reason, permanent=False) from None

    def _message(self, claim: Claim) -> Message:
        facts = msgspec.convert(claim.payload, CrashFacts)
        return self._renderer.render(AlertKind(claim.kind), facts, claim.id)

    async def _record_delivered(self, claim: Claim, response: str) -> None:
        now = self._clock()
        latency_ms = _milliseconds(claim.occurred_at, now)
        async with self._pool.connection() as conn:
            await store.record_delivered(conn, claim.id, now, latency_ms, response)
        log.info("alert delivered", extra={**_labels(claim), "latency_ms": latency_ms})

    async def _record_failed(self, claim: Claim, failure: DeliveryFailed) -> None:
        again_at = next_attempt_at(
            claim.id, claim.attempts, failure, created_at=claim.created_at, now=self._clock()
        )
        async with self._pool.connection() as conn:
            await store.record_failed(conn, claim, failure.reason, again_at)
        log.log(
            logging.ERROR if again_at is None else logging.WARNING,
            "alert given up" if again_at is None else "alert not delivered, it will be retried",
            extra={**_labels(claim), "reason": failure.reason},
        )


def _milliseconds(start: datetime, end: datetime) -> int:
    return min(max(round((end - start).total_seconds() * 1000), 0), _LARGEST_INT)


def _labels(claim: Claim) -> dict[str, str | int]:
    return {"delivery": str(claim.id), "channel": claim.channel, "attempt": claim.attempts}
