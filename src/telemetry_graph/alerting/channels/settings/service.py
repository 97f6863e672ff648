"""Keeps an app's alert channels: made, changed, verified, tested and deleted by its people."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.alerting.channels.registry import check_address, shown_target
from telemetry_graph.alerting.channels.settings import store
from telemetry_graph.alerting.channels.settings.model import (
    AlertChannel,
    ChannelSettings,
    Sealed,
    Tested,
)
from telemetry_graph.alerting.channels.settings.validation import MAX_CHANNELS, checked
from telemetry_graph.alerting.content.payload import (
    ABOUT_A_CHANNEL,
    AlertFacts,
    AlertKind,
    ChannelKind,
)
from telemetry_graph.alerting.pipeline.model import Alert, Claim, DeliveryState, NewDelivery
from telemetry_graph.alerting.pipeline.sender import Sender, milliseconds
from telemetry_graph.alerting.pipeline.store import deliveries, outbox
from telemetry_graph.alerting.rules.store import forget_channel
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import AlertChannelNotFound, InvalidField, TooManyRequests
from telemetry_graph.kit.ids import AppId, uuid7

_HOUR = timedelta(hours=1)
_HOURLY = {AlertKind.TEST: 10, AlertKind.VERIFICATION: 5}
_HOURLY_OF_APP = 50
_TEST_SECONDS = 15.0
_LEASE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class AlertChannels:
    pool: Pool
    clock: Clock
    accounts: Accounts
    sender: Sender

    async def channels(self, app_id: AppId) -> list[AlertChannel]:
        async with self.pool.connection() as conn:
            return await store.channels_of_apps(conn, [app_id])

    async def create(
        self, app_id: AppId, kind: ChannelKind, settings: ChannelSettings, actor: str
    ) -> AlertChannel:
        """An e-mail address is asked to confirm; the others are verified by a test alert."""
        if kind is ChannelKind.LOG or settings.address is None:
            raise InvalidField("A channel needs an address to send to.", field="address")
        address, now = check_address(kind, settings.address), self.clock()
        channel = AlertChannel(
            id=uuid7(now),
            app_id=app_id,
            kind=kind,
            name=checked(kind, settings).name,
            target=shown_target(kind, address),
            has_secret=bool(settings.secret),
            quiet=settings.quiet,
            is_enabled=settings.is_enabled,
            verified_at=None,
            created_at=now,
            updated_at=now,
            updated_by=actor,
        )
        sealed = Sealed(self._sealed(address), self._sealed_or_none(settings.secret))
        async with self.pool.transaction() as conn:
            if await store.count_channels(conn, app_id) >= MAX_CHANNELS:
                raise InvalidField(f"An app has at most {MAX_CHANNELS} alert channels.")
            made = await store.insert_channel(conn, channel, sealed)
            await self._ask_to_confirm(conn, made, now)
        return made

    async def update(
        self, app_id: AppId, channel_id: UUID, settings: ChannelSettings, actor: str
    ) -> AlertChannel:
        """All of its settings; without an address or a signing key it keeps the one it has."""
        now = self.clock()
        async with self.pool.transaction() as conn:
            before = await _found(conn, channel_id, app_id)
            checked(before.kind, settings)
            address = settings.address and check_address(before.kind, settings.address)
            kept = await store.sealed(conn, channel_id)
            secret = kept.secret
            if settings.secret is not None:
                secret = self._sealed_or_none(settings.secret)
            changed = replace(
                before,
                name=settings.name,
                target=shown_target(before.kind, address) if address else before.target,
                quiet=settings.quiet,
                is_enabled=settings.is_enabled,
                updated_at=now,
                updated_by=actor,
            )
            sealed = self._sealed(address) if address else None
            after = await store.update_channel(conn, changed, sealed, secret)
            if after is None:
                raise _not_found()
            if address:
                await self._ask_to_confirm(conn, after, now)
        return after

    async def delete(self, app_id: AppId, channel_id: UUID) -> None:
        """What is under way to it is given up; rules forget it."""
        async with self.pool.transaction() as conn:
            if not await store.delete_channel(conn, app_id, channel_id):
                raise _not_found()
            await forget_channel(conn, app_id, channel_id)
            await deliveries.give_up_channel(conn, channel_id)

    async def ask_again(self, app_id: AppId, channel_id: UUID) -> AlertChannel:
        """Another confirmation mail, for one that was lost."""
        async with self.pool.transaction() as conn:
            channel = await _found(conn, channel_id, app_id)
            if channel.kind is not ChannelKind.EMAIL or channel.verified_at is not None:
                raise InvalidField("Only an e-mail address that is not confirmed is asked again.")
            await self._ask_to_confirm(conn, channel, self.clock())
        return channel

    async def test(self, app_id: AppId, channel_id: UUID) -> Tested:
        """Sends an alert now; what its receiver says is in the answer and in the log."""
        async with self.pool.transaction() as conn:
            channel = await _found(conn, channel_id, app_id)
            if channel.kind is ChannelKind.EMAIL and channel.verified_at is None:
                raise InvalidField("The address is not confirmed yet.", field="channelId")
            claim = await self._test_claim(conn, channel)
        outcome = await self.sender.send(claim, within_seconds=_TEST_SECONDS)
        now = self.clock()
        latency_ms = milliseconds(claim.occurred_at, now)
        async with self.pool.transaction() as conn:
            if isinstance(outcome, str):
                await deliveries.record_delivered(conn, claim.id, now, latency_ms, outcome)
                await store.set_verified(conn, claim.id, now)
                return Tested(claim.id, outcome, None, latency_ms)
            await deliveries.record_failed(conn, claim, outcome.reason, None)
            return Tested(claim.id, None, outcome.reason, latency_ms)

    async def confirm(self, delivery_id: UUID) -> AlertChannel:
        """The link of a confirmation mail was followed."""
        async with self.pool.transaction() as conn:
            channel = await store.set_verified(conn, delivery_id, self.clock())
        return _still_there(channel)

    async def unsubscribe(self, delivery_id: UUID) -> AlertChannel:
        """The receiver of a mail wants no more of them."""
        async with self.pool.transaction() as conn:
            channel = await _of_delivery(conn, delivery_id)
            actor = "the link to unsubscribe"
            return await store.unsubscribe(conn, channel.id, self.clock(), actor) or channel

    async def of_delivery(self, delivery_id: UUID) -> AlertChannel:
        """The channel that a delivery went to."""
        async with self.pool.connection() as conn:
            return await _of_delivery(conn, delivery_id)

    async def _ask_to_confirm(self, conn: Conn, channel: AlertChannel, now: datetime) -> None:
        if channel.kind is ChannelKind.EMAIL:
            await self._queue(conn, channel, AlertKind.VERIFICATION, DeliveryState.PENDING, now)

    async def _test_claim(self, conn: Conn, channel: AlertChannel) -> Claim:
        """Claimed as it is made: a worker takes it only if this process does not end it."""
        now = self.clock()
        alert, delivery = await self._queue(
            conn, channel, AlertKind.TEST, DeliveryState.SENDING, now
        )
        sealed = await store.sealed(conn, channel.id)
        return Claim(
            id=delivery.id,
            outbox_id=alert.id,
            app_id=channel.app_id,
            channel=channel.kind.value,
            channel_id=channel.id,
            channel_key=str(channel.id),
            attempts=0,
            retry_since=now,
            occurred_at=now,
            kind=alert.kind.value,
            payload=msgspec.to_builtins(alert.facts),
            address=sealed.address,
            secret=sealed.secret,
            is_enabled=channel.is_enabled,
            is_verified=channel.verified_at is not None,
        )

    async def _queue(
        self,
        conn: Conn,
        channel: AlertChannel,
        kind: AlertKind,
        state: DeliveryState,
        now: datetime,
    ) -> tuple[Alert, NewDelivery]:
        await self._throttle(conn, channel, kind, now)
        names = await self.accounts.app_names(conn, [channel.app_id])
        facts = AlertFacts(channel.app_id, names.get(channel.app_id, channel.app_id), now)
        alert = Alert(uuid7(now), channel.app_id, kind, facts, now)
        await outbox.insert_outbox(conn, [alert], decided_at=now)
        delivery = NewDelivery(
            id=uuid7(now),
            outbox_id=alert.id,
            app_id=channel.app_id,
            channel=channel.kind.value,
            target=channel.target,
            channel_id=channel.id,
            state=state,
            reason=None,
            bundle_id=None,
            is_counted=False,
            next_attempt_at=now if state is DeliveryState.PENDING else now + _LEASE,
            created_at=now,
        )
        await outbox.insert_deliveries(conn, [delivery])
        return alert, delivery

    async def _throttle(
        self, conn: Conn, channel: AlertChannel, kind: AlertKind, now: datetime
    ) -> None:
        # Of the app as well: a channel can be deleted and made again.
        for channel_id, kinds, most in (
            (channel.id, [kind], _HOURLY[kind]),
            (None, ABOUT_A_CHANNEL, _HOURLY_OF_APP),
        ):
            recent = await deliveries.count_recent_of_kind(
                conn, channel.app_id, channel_id, kinds, now - _HOUR
            )
            if recent >= most:
                whose = "channel" if channel_id else "app"
                raise TooManyRequests(
                    f"At most {most} tests and confirmations an hour for one {whose}.",
                    retry_after=3_600,
                )

    def _sealed(self, text: str) -> bytes:
        return self.sender.box.seal(text)

    def _sealed_or_none(self, text: str | None) -> bytes | None:
        return self._sealed(text) if text else None


async def _found(conn: Conn, channel_id: UUID, app_id: AppId) -> AlertChannel:
    channel = await store.channel_by_id(conn, channel_id, app_id)
    if channel is None:
        raise _not_found()
    return channel


async def _of_delivery(conn: Conn, delivery_id: UUID) -> AlertChannel:
    return _still_there(await store.channel_of_delivery(conn, delivery_id))


def _still_there(channel: AlertChannel | None) -> AlertChannel:
    if channel is None:
        raise AlertChannelNotFound("This channel is gone, or has another address by now.")
    return channel


def _not_found() -> AlertChannelNotFound:
    return AlertChannelNotFound("There is no such alert channel in this app.")
