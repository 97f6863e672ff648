"""Sends one delivery: opens its channel, renders its message, and returns the result."""

import asyncio
import logging
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import msgspec

from telemetry_graph.alerting.channels.base import AnyKind, Channel, DeliveryFailed
from telemetry_graph.alerting.channels.encryption import SecretBox, SecretUnreadable
from telemetry_graph.alerting.channels.registry import find_kind
from telemetry_graph.alerting.channels.transports import Transports
from telemetry_graph.alerting.content.links import LinkedDelivery, MessageLinks, SignedLinks
from telemetry_graph.alerting.content.payload import (
    CHANNEL_CHECKS,
    TREND_DAYS,
    AlertKind,
    AlertPayload,
)
from telemetry_graph.alerting.content.templates import BrokenTemplate, RenderableAlert, Templates
from telemetry_graph.alerting.pipeline.model import Claim
from telemetry_graph.crashes.reads import load_group_counts
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.ids import AppId, uuid7
from telemetry_graph.kit.worker_loop import run_isolated

log = logging.getLogger(__name__)

_MAX_INT = 2**31 - 1


@dataclass(frozen=True, slots=True)
class OpenChannel:
    """A channel with its kind, which renders what the channel sends."""

    kind: AnyKind
    channel: Channel[Any]

    async def send(self, alert: RenderableAlert, timeout_seconds: float) -> str:
        message = self.kind.compose(alert)
        try:
            async with asyncio.timeout(timeout_seconds):
                return await self.channel.send(message)
        except TimeoutError:
            reason = f"not sent within {timeout_seconds:g} s"
            raise DeliveryFailed(reason, is_permanent=False) from None


@dataclass(frozen=True, slots=True)
class DeliverySender:
    pool: Pool
    installed: Mapping[str, OpenChannel]
    """The channels of the installation, by kind."""
    transports: Transports
    """For the channels of apps."""
    box: SecretBox
    templates: Templates
    links: SignedLinks

    async def send(self, claim: Claim, *, timeout_seconds: float) -> str | DeliveryFailed:
        """Return an excerpt of the receiver's response, or why the message was not sent."""
        labels = {"delivery": str(claim.id), "channel": claim.channel_kind}
        return await _run(self._send(claim, timeout_seconds), labels)

    async def test(
        self, kind_name: str, now: datetime, *, timeout_seconds: float
    ) -> str | DeliveryFailed:
        """Send a test through a channel of the installation; the delivery log does not show it."""
        payload = AlertPayload(AppId("every-app"), "every app", now)
        links = MessageLinks(self.links.public_url)
        alert = RenderableAlert(self.templates, uuid7(now), AlertKind.TEST, payload, links)
        sending = self.installed[kind_name].send(alert, timeout_seconds)
        return await _run(sending, {"channel": kind_name})

    async def _send(self, claim: Claim, timeout_seconds: float) -> str:
        channel = self._open_channel(claim)
        try:
            alert = await self._load_alert(claim, channel.kind)
            return await channel.send(alert, timeout_seconds)
        except BrokenTemplate as error:
            # Not permanent: a release that corrects the template delivers what is waiting.
            raise DeliveryFailed(str(error), is_permanent=False) from error

    def _open_channel(self, claim: Claim) -> OpenChannel:
        if claim.channel_id is None:
            return self.installed[claim.channel_key]
        if claim.address is None:
            raise DeliveryFailed("the channel was deleted", is_permanent=True)
        if claim.kind not in CHANNEL_CHECKS:
            _check_can_receive(claim)
        try:
            address = self.box.decrypt(claim.address)
            secret = None if claim.secret is None else self.box.decrypt(claim.secret)
        except SecretUnreadable as error:
            # Not permanent: the key can be configured again.
            raise DeliveryFailed(error.message, is_permanent=False) from None
        kind = find_kind(claim.channel_kind)
        return OpenChannel(kind, kind.open(address, secret, self.transports))

    async def _load_alert(self, claim: Claim, channel_kind: AnyKind) -> RenderableAlert:
        try:
            kind = AlertKind(claim.kind)
            payload = msgspec.convert(claim.payload, AlertPayload)
        except ValueError as error:
            # Not permanent: a release that corrects the error delivers what is waiting.
            raise DeliveryFailed(f"the alert cannot be read: {error}", is_permanent=False) from None
        delivery = LinkedDelivery(
            delivery_id=claim.id,
            alert_id=claim.alert_id,
            kind=kind,
            payload=payload,
            raised_at=claim.raised_at,
            can_unsubscribe=claim.channel_id is not None and channel_kind.has_confirmation,
        )
        links = self.links.create_links(delivery)
        payload = await self._add_group_counts(payload, claim.raised_at)
        return RenderableAlert(self.templates, claim.id, kind, payload, links)

    async def _add_group_counts(self, payload: AlertPayload, raised_at: datetime) -> AlertPayload:
        """The payload with the current counts of its crash group."""
        crash = payload.crash
        if crash is None:
            return payload
        async with self.pool.connection() as conn:
            counts = await load_group_counts(
                conn, payload.app_id, crash.fingerprint, raised_at.date(), TREND_DAYS
            )
        if counts is None:
            return payload
        current = replace(
            crash, occurrences=counts.occurrences, devices=counts.devices, trend=counts.trend
        )
        return replace(payload, crash=current)


async def _run(sending: Awaitable[str], labels: Mapping[str, str]) -> str | DeliveryFailed:
    # An unexpected error is a failure of this delivery: it is retried less and less often, instead
    # of being claimed again whenever its lease ends.
    result = await run_isolated(sending)
    match result:
        case str() | DeliveryFailed():
            return result
        case _:
            log.error("unexpected error in a channel", exc_info=result, extra=labels)
            reason = f"internal error ({type(result).__name__}), see the log of the service"
            return DeliveryFailed(reason, is_permanent=False)


def _check_can_receive(claim: Claim) -> None:
    """The channel can have changed since the decision: its owner left, or has not confirmed yet."""
    if not claim.is_enabled:
        raise DeliveryFailed("the channel was disabled", is_permanent=True)
    if not claim.is_verified:
        # Not permanent: the new address can be confirmed within the day.
        raise DeliveryFailed("the channel's new address is not verified yet", is_permanent=False)


def compute_latency_ms(start: datetime, end: datetime) -> int:
    return min(max(round((end - start).total_seconds() * 1000), 0), _MAX_INT)
