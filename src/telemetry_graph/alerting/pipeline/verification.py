"""Messages about a channel itself: confirmations, test alerts, and what their links do."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from telemetry_graph.accounts.reads import load_app_names
from telemetry_graph.alerting.channels.base import DeliveryFailed
from telemetry_graph.alerting.channels.registry import find_kind
from telemetry_graph.alerting.channels.settings import store as channels_store
from telemetry_graph.alerting.channels.settings.model import AlertChannel
from telemetry_graph.alerting.content.payload import CHANNEL_CHECKS, AlertKind, AlertPayload
from telemetry_graph.alerting.pipeline.destinations import Destination
from telemetry_graph.alerting.pipeline.model import Alert, Claim, DeliveryState, NewDelivery
from telemetry_graph.alerting.pipeline.sender import DeliverySender, compute_latency_ms
from telemetry_graph.alerting.pipeline.store import deliveries, outbox
from telemetry_graph.alerting.rules.store import remove_channel
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import AlertChannelNotFound, InvalidField, TooManyRequests
from telemetry_graph.kit.ids import AppId, uuid7

_HOUR = timedelta(hours=1)
_MAX_PER_HOUR = {AlertKind.TEST: 10, AlertKind.VERIFICATION: 5}
_MAX_PER_HOUR_OF_APP = 50
_TEST_SECONDS = 15.0
_LEASE = timedelta(seconds=60)
_UNSUBSCRIBED_BY = "unsubscribe link"


@dataclass(frozen=True, slots=True)
class ChannelTestResult:
    delivery_id: UUID
    response: str | None
    error: str | None
    """None when the receiver accepted the alert."""
    latency_ms: int


@dataclass(frozen=True, slots=True)
class ChannelVerification:
    """Implements `ChannelListener` of the channel settings."""

    pool: Pool
    clock: Clock
    sender: DeliverySender

    async def request_confirmation(self, conn: Conn, channel: AlertChannel, now: datetime) -> None:
        alert, delivery = await _create_message(conn, channel, AlertKind.VERIFICATION, now)
        await _queue(conn, alert, delivery, now)

    async def remove_channel(self, conn: Conn, app_id: AppId, channel_id: UUID) -> None:
        await remove_channel(conn, app_id, channel_id)
        await deliveries.abandon_channel(conn, channel_id)

    async def send_test(self, app_id: AppId, channel_id: UUID) -> ChannelTestResult:
        """Send a test alert now; a channel that accepts it is verified."""
        async with self.pool.transaction() as conn:
            channel = await channels_store.load_channel(conn, channel_id, app_id)
            if channel is None:
                raise AlertChannelNotFound("This app has no such alert channel.")
            if find_kind(channel.kind).has_confirmation and channel.verified_at is None:
                raise InvalidField("The address is not confirmed yet.", field="channelId")
            claim = await self._claim_test(conn, channel)
        result = await self.sender.send(claim, timeout_seconds=_TEST_SECONDS)
        now = self.clock()
        latency_ms = compute_latency_ms(claim.raised_at, now)
        async with self.pool.transaction() as conn:
            if isinstance(result, DeliveryFailed):
                await deliveries.record_failed(conn, claim, result.reason, None)
                return ChannelTestResult(claim.id, None, result.reason, latency_ms)
            await deliveries.record_delivered(conn, claim.id, now, latency_ms, result)
            await channels_store.set_verified(conn, channel_id, claim.raised_at, now)
            return ChannelTestResult(claim.id, result, None, latency_ms)

    async def confirm(self, delivery_id: UUID) -> AlertChannel:
        """Verify the address that received the confirmation link."""
        async with self.pool.transaction() as conn:
            channel_id, sent_at = await _find_sent(conn, delivery_id)
            channel = await channels_store.set_verified(conn, channel_id, sent_at, self.clock())
        return _require_current(channel)

    async def unsubscribe(self, delivery_id: UUID) -> AlertChannel:
        """Disable the channel whose owner followed the link of a message."""
        async with self.pool.transaction() as conn:
            channel_id, sent_at = await _find_sent(conn, delivery_id)
            channel = await channels_store.disable_channel(
                conn, channel_id, sent_at, self.clock(), _UNSUBSCRIBED_BY
            )
        return _require_current(channel)

    async def find_channel(self, delivery_id: UUID) -> AlertChannel:
        """The channel that received a delivery."""
        async with self.pool.connection() as conn:
            channel_id, sent_at = await _find_sent(conn, delivery_id)
            channel = await channels_store.load_channel_at(conn, channel_id, sent_at)
        return _require_current(channel)

    async def _claim_test(self, conn: Conn, channel: AlertChannel) -> Claim:
        """Create a test that is already claimed: a worker sends it only if this process dies."""
        now = self.clock()
        alert, delivery = await _create_message(conn, channel, AlertKind.TEST, now)
        claimed = replace(delivery, state=DeliveryState.SENDING, next_attempt_at=now + _LEASE)
        await _queue(conn, alert, claimed, now)
        secrets = await channels_store.lock_secrets(conn, channel.id)
        return Claim(
            id=delivery.id,
            alert_id=alert.id,
            app_id=channel.app_id,
            channel_kind=channel.kind,
            channel_id=channel.id,
            channel_key=str(channel.id),
            attempts=0,
            retry_since=now,
            raised_at=now,
            kind=alert.kind.value,
            payload=msgspec.to_builtins(alert.payload),
            address=secrets.address,
            secret=secrets.secret,
            is_enabled=channel.is_enabled,
            is_verified=channel.verified_at is not None,
        )


async def _create_message(
    conn: Conn, channel: AlertChannel, kind: AlertKind, now: datetime
) -> tuple[Alert, NewDelivery]:
    """A message that does not count towards the hourly cap; raises TooManyRequests."""
    await _check_rate(conn, channel, kind, now)
    names = await load_app_names(conn, [channel.app_id])
    payload = AlertPayload(channel.app_id, names.get(channel.app_id, channel.app_id), now)
    alert = Alert(uuid7(now), channel.app_id, kind, payload, now)
    delivery = Destination.of(channel).create_delivery(alert.id, alert.app_id, now)
    return alert, replace(delivery, is_counted=False)


async def _queue(conn: Conn, alert: Alert, delivery: NewDelivery, now: datetime) -> None:
    await outbox.insert_alerts(conn, [alert], decided_at=now)
    await deliveries.insert_deliveries(conn, [delivery])


async def _check_rate(conn: Conn, channel: AlertChannel, kind: AlertKind, now: datetime) -> None:
    # The app has a limit as well, because channels can be deleted and created again.
    for owner, channel_id, kinds, limit in (
        ("A channel", channel.id, [kind], _MAX_PER_HOUR[kind]),
        ("An app", None, CHANNEL_CHECKS, _MAX_PER_HOUR_OF_APP),
    ):
        recent = await deliveries.count_recent(conn, channel.app_id, channel_id, kinds, now - _HOUR)
        if recent >= limit:
            raise TooManyRequests(
                f"{owner} can have at most {limit} tests and confirmations per hour.",
                retry_after=3_600,
            )


async def _find_sent(conn: Conn, delivery_id: UUID) -> tuple[UUID, datetime]:
    sent = await deliveries.find_sent(conn, delivery_id)
    if sent is None:
        raise _gone()
    return sent


def _require_current(channel: AlertChannel | None) -> AlertChannel:
    if channel is None:
        raise _gone()
    return channel


def _gone() -> AlertChannelNotFound:
    return AlertChannelNotFound("This channel was deleted, or its address was changed.")
