"""The channels that an app's alerts can be sent to: its own, and those of the installation."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from telemetry_graph.alerting.channels.settings.model import AlertChannel, QuietSettings
from telemetry_graph.alerting.channels.settings.store import load_channels
from telemetry_graph.alerting.pipeline.model import NewDelivery
from telemetry_graph.alerting.rules.model import AlertRule
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, uuid7


@dataclass(frozen=True, slots=True)
class Destination:
    """A channel as decisions and deliveries need it."""

    key: str
    """The id of an app's channel, or the kind of a channel of the installation."""
    channel_kind: str
    target: str
    channel_id: UUID | None = None
    """None for a channel of the installation."""
    quiet: QuietSettings = field(default_factory=QuietSettings)
    is_enabled: bool = True
    is_verified: bool = True

    @classmethod
    def of(cls, channel: AlertChannel) -> "Destination":
        return cls(
            key=str(channel.id),
            channel_kind=channel.kind,
            target=channel.target,
            channel_id=channel.id,
            quiet=channel.quiet,
            is_enabled=channel.is_enabled,
            is_verified=channel.verified_at is not None,
        )

    @property
    def can_receive(self) -> bool:
        return self.is_enabled and self.is_verified

    def create_delivery(self, alert_id: UUID, app_id: AppId, now: datetime) -> NewDelivery:
        """A delivery that is due now."""
        return NewDelivery(
            id=uuid7(now),
            alert_id=alert_id,
            app_id=app_id,
            channel_kind=self.channel_kind,
            channel_id=self.channel_id,
            target=self.target,
            created_at=now,
            next_attempt_at=now,
        )


@dataclass(frozen=True, slots=True)
class Destinations:
    installed: Sequence[Destination]
    by_app: Mapping[AppId, Sequence[Destination]]

    @classmethod
    async def load(
        cls, conn: Conn, app_ids: Collection[AppId], installed: Sequence[Destination]
    ) -> "Destinations":
        by_app: dict[AppId, list[Destination]] = {app_id: [] for app_id in app_ids}
        for channel in await load_channels(conn, app_ids):
            by_app[channel.app_id].append(Destination.of(channel))
        return cls(installed, by_app)

    def of_app(self, app_id: AppId) -> list[Destination]:
        return [*self.installed, *self.by_app[app_id]]

    def of_rule(self, app_id: AppId, rule: AlertRule | None) -> list[Destination]:
        """The channels of a rule; all of the app's when it does not select any."""
        if rule is None or rule.settings.channel_ids is None:
            return self.of_app(app_id)
        return self.select(app_id, rule.settings.channel_ids)

    def select(self, app_id: AppId, channel_ids: Collection[UUID]) -> list[Destination]:
        return [each for each in self.by_app[app_id] if each.channel_id in channel_ids]

    def find(self, app_id: AppId, key: str) -> Destination | None:
        return next((each for each in self.of_app(app_id) if each.key == key), None)
