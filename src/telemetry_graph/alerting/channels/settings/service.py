"""Creates, changes and deletes the channels of an app."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from uuid import UUID

from telemetry_graph.alerting.channels.base import AnyKind
from telemetry_graph.alerting.channels.encryption import SecretBox
from telemetry_graph.alerting.channels.registry import find_kind
from telemetry_graph.alerting.channels.settings import store
from telemetry_graph.alerting.channels.settings.model import (
    AlertChannel,
    ChannelSettings,
    EncryptedSecrets,
)
from telemetry_graph.alerting.channels.settings.validation import MAX_CHANNELS, check_settings
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import AlertChannelNotFound, InvalidField
from telemetry_graph.kit.ids import AppId, uuid7


class ChannelListener(Protocol):
    """Reacts to changes of channels in the transaction of the change."""

    async def request_confirmation(self, conn: Conn, channel: AlertChannel, now: datetime) -> None:
        """Ask the owner of the channel's address to confirm it."""

    async def remove_channel(self, conn: Conn, app_id: AppId, channel_id: UUID) -> None:
        """Remove what refers to a deleted channel."""


@dataclass(frozen=True, slots=True)
class AlertChannels:
    pool: Pool
    clock: Clock
    box: SecretBox
    listener: ChannelListener

    async def list_channels(self, app_id: AppId) -> Sequence[AlertChannel]:
        async with self.pool.connection() as conn:
            return await store.load_channels(conn, [app_id])

    async def create(
        self, app_id: AppId, kind_name: str, settings: ChannelSettings, actor: str
    ) -> AlertChannel:
        kind, now = find_kind(kind_name), self.clock()
        if kind.address is None or settings.address is None:
            raise InvalidField("A channel needs an address.", field="address")
        check_settings(kind, settings)
        address = kind.address.check(settings.address)
        channel = AlertChannel(
            id=uuid7(now),
            app_id=app_id,
            kind=kind.name,
            name=settings.name,
            target=kind.mask(address),
            has_secret=bool(settings.secret),
            quiet=settings.quiet,
            is_enabled=settings.is_enabled,
            verified_at=None,
            created_at=now,
            updated_at=now,
            updated_by=actor,
        )
        secrets = EncryptedSecrets(self.box.encrypt(address), self._encrypt(settings.secret))
        async with self.pool.transaction() as conn:
            if await store.count_channels(conn, app_id) >= MAX_CHANNELS:
                raise InvalidField(f"An app can have at most {MAX_CHANNELS} alert channels.")
            created = await store.insert_channel(conn, channel, secrets)
            await self._request_confirmation(conn, kind, created, now)
        return created

    async def update(
        self, app_id: AppId, channel_id: UUID, settings: ChannelSettings, actor: str
    ) -> AlertChannel:
        """Replace all settings; an address or a signing key of None remains."""
        now = self.clock()
        async with self.pool.transaction() as conn:
            before = await _load(conn, channel_id, app_id)
            kind = find_kind(before.kind)
            check_settings(kind, settings)
            address = _check_address(kind, settings)
            secret = (await store.lock_secrets(conn, channel_id)).secret
            if settings.secret is not None:
                secret = self._encrypt(settings.secret)
            changed = replace(
                before,
                name=settings.name,
                target=kind.mask(address) if address else before.target,
                quiet=settings.quiet,
                is_enabled=settings.is_enabled,
                updated_at=now,
                updated_by=actor,
            )
            after = await store.update_channel(conn, changed, self._encrypt(address), secret)
            if after is None:
                raise _not_found()
            if address:
                await self._request_confirmation(conn, kind, after, now)
        return after

    async def delete(self, app_id: AppId, channel_id: UUID) -> None:
        async with self.pool.transaction() as conn:
            if not await store.delete_channel(conn, app_id, channel_id):
                raise _not_found()
            await self.listener.remove_channel(conn, app_id, channel_id)

    async def resend_confirmation(self, app_id: AppId, channel_id: UUID) -> AlertChannel:
        async with self.pool.transaction() as conn:
            channel = await _load(conn, channel_id, app_id)
            kind = find_kind(channel.kind)
            if not kind.has_confirmation or channel.verified_at is not None:
                raise InvalidField("The address of this channel needs no confirmation.")
            await self.listener.request_confirmation(conn, channel, self.clock())
        return channel

    async def _request_confirmation(
        self, conn: Conn, kind: AnyKind, channel: AlertChannel, now: datetime
    ) -> None:
        if kind.has_confirmation:
            await self.listener.request_confirmation(conn, channel, now)

    def _encrypt(self, text: str | None) -> bytes | None:
        return self.box.encrypt(text) if text else None


def _check_address(kind: AnyKind, settings: ChannelSettings) -> str | None:
    return kind.address.check(settings.address) if kind.address and settings.address else None


async def _load(conn: Conn, channel_id: UUID, app_id: AppId) -> AlertChannel:
    channel = await store.load_channel(conn, channel_id, app_id)
    if channel is None:
        raise _not_found()
    return channel


def _not_found() -> AlertChannelNotFound:
    return AlertChannelNotFound("This app has no such alert channel.")
