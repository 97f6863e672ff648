"""Where an app's alerts can go: its own channels, and those of the installation."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from telemetry_graph.alerting.channels.settings import store
from telemetry_graph.alerting.channels.settings.model import AlertChannel
from telemetry_graph.alerting.pipeline.suppression import QuietSettings, Receiver
from telemetry_graph.alerting.rules.model import AlertRule
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId


@dataclass(frozen=True, slots=True)
class Target:
    receiver: Receiver
    channel: str
    """The word for how it is sent."""
    shown: str
    channel_id: UUID | None
    """None: a channel of the installation."""

    @property
    def key(self) -> str:
        return self.receiver.key

    @classmethod
    def of_app(cls, channel: AlertChannel) -> "Target":
        return cls(channel.receiver, channel.kind.value, channel.target, channel.id)

    @classmethod
    def of_installation(cls, name: str, shown: str, quiet: QuietSettings) -> "Target":
        return cls(Receiver(name, quiet), name, shown, None)


@dataclass(frozen=True, slots=True)
class Targets:
    of_installation: Sequence[Target]
    of_app: Mapping[AppId, Sequence[Target]]

    @classmethod
    async def of_apps(
        cls, conn: Conn, app_ids: Collection[AppId], of_installation: Sequence[Target]
    ) -> "Targets":
        found: dict[AppId, list[Target]] = {app_id: [] for app_id in app_ids}
        for channel in await store.channels_of_apps(conn, app_ids):
            found[channel.app_id].append(Target.of_app(channel))
        return cls(of_installation, found)

    def every(self, app_id: AppId) -> list[Target]:
        return [*self.of_installation, *self.of_app[app_id]]

    def of_rule(self, app_id: AppId, rule: AlertRule | None) -> list[Target]:
        """Those that the rule names; all when it names none."""
        if rule is None or rule.settings.channel_ids is None:
            return self.every(app_id)
        return self.named(app_id, rule.settings.channel_ids)

    def named(self, app_id: AppId, channel_ids: Collection[UUID]) -> list[Target]:
        return [each for each in self.of_app[app_id] if each.channel_id in channel_ids]

    def by_key(self, app_id: AppId, key: str) -> Target | None:
        return next((each for each in self.every(app_id) if each.key == key), None)
