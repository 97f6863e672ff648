"""Sends one delivery through its channel, and says what came of it."""

import asyncio
import logging
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import httpx

from telemetry_graph.alerting.channels.base import Channel, DeliveryFailed
from telemetry_graph.alerting.channels.encryption import SecretBox, SecretUnreadable
from telemetry_graph.alerting.channels.registry import Registry
from telemetry_graph.alerting.content.message import Links, Message
from telemetry_graph.alerting.content.payload import (
    ABOUT_A_CHANNEL,
    AlertFacts,
    AlertKind,
    ChannelKind,
)
from telemetry_graph.alerting.content.wording import Wording
from telemetry_graph.alerting.pipeline.model import Claim
from telemetry_graph.kit.ids import AppId, uuid7

log = logging.getLogger(__name__)

_LARGEST_INT = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Sender:
    installed: Mapping[str, Channel]
    """The channels of the installation, by name."""
    registry: Registry
    box: SecretBox
    wording: Wording
    clients: Sequence[httpx.AsyncClient] = ()
    """What the channels reach out with, to be closed at the end."""

    @property
    def names(self) -> Sequence[str]:
        return list(self.installed)

    async def aclose(self) -> None:
        for client in self.clients:
            await client.aclose()

    async def send(self, claim: Claim, *, within_seconds: float) -> str | DeliveryFailed:
        """What the receiver answered, or why it was not sent."""
        labels = {"delivery": str(claim.id), "channel": claim.channel}
        return await _outcome(self._sent(claim, within_seconds), labels)

    async def test(
        self, name: str, now: datetime, *, within_seconds: float
    ) -> str | DeliveryFailed:
        """Try a channel of the installation, with a message that is in no log."""
        facts = AlertFacts(AppId("every-app"), "every app", now)
        links = Links(self.wording.public_url)
        message = self.wording.renderer.render(AlertKind.TEST, facts, uuid7(now), links)
        sending = _through(self.installed[name], message, within_seconds)
        return await _outcome(sending, {"channel": name})

    async def _sent(self, claim: Claim, within_seconds: float) -> str:
        channel = self._opened(claim)
        return await _through(channel, await self.wording.message(claim), within_seconds)

    def _opened(self, claim: Claim) -> Channel:
        if claim.channel_id is None:
            return self.installed[claim.channel_key]
        if claim.address is None:
            raise DeliveryFailed("the channel was deleted", permanent=True)
        if claim.kind not in ABOUT_A_CHANNEL:
            _check_welcome(claim)
        try:
            address = self.box.open(claim.address)
            secret = None if claim.secret is None else self.box.open(claim.secret)
        except SecretUnreadable as error:
            # Not permanent: the key may come back.
            raise DeliveryFailed(error.message, permanent=False) from None
        return self.registry.open(ChannelKind(claim.channel), address, secret)


async def _outcome(sending: Awaitable[str], labels: Mapping[str, str]) -> str | DeliveryFailed:
    # Gathered alone, so that an error nobody thought of is this delivery's failure too,
    # retried later and later like any other, and not a row that is claimed for ever.
    [outcome] = await asyncio.gather(sending, return_exceptions=True)
    match outcome:
        case str() | DeliveryFailed():
            return outcome
        case Exception():
            log.error("a channel broke its promise", exc_info=outcome, extra=labels)
            reason = f"internal error ({type(outcome).__name__}), see the service's log"
            return DeliveryFailed(reason, permanent=False)
        case _:
            raise outcome


async def _through(channel: Channel, message: Message, within_seconds: float) -> str:
    try:
        async with asyncio.timeout(within_seconds):
            return await channel.send(message)
    except TimeoutError:
        reason = f"not sent within {within_seconds:g} s"
        raise DeliveryFailed(reason, permanent=False) from None


def _check_welcome(claim: Claim) -> None:
    """What was decided a while ago must not reach somebody who left, or never agreed."""
    if not claim.is_enabled:
        raise DeliveryFailed("the channel was disabled", permanent=True)
    if not claim.is_verified:
        # Not permanent: the new address may be confirmed within the day.
        raise DeliveryFailed("the channel's new address is not verified yet", permanent=False)


def milliseconds(start: datetime, end: datetime) -> int:
    return min(max(round((end - start).total_seconds() * 1000), 0), _LARGEST_INT)
