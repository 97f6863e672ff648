"""The channels of an app, as its people know them."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from telemetry_graph.alerting.content.payload import ChannelKind
from telemetry_graph.alerting.pipeline.suppression import QuietSettings, Receiver
from telemetry_graph.kit.ids import AppId


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """What people say of a channel; None keeps the address or the signing key that it has."""

    name: str
    address: str | None = field(default=None, repr=False)
    secret: str | None = field(default=None, repr=False)
    """Signs what is posted to a webhook; empty takes it away."""
    is_enabled: bool = True
    quiet: QuietSettings = field(default_factory=QuietSettings)


@dataclass(frozen=True, slots=True)
class AlertChannel:
    id: UUID
    app_id: AppId
    kind: ChannelKind
    name: str
    target: str
    """Whom it reaches, fit to be shown."""
    has_secret: bool
    quiet: QuietSettings
    is_enabled: bool
    verified_at: datetime | None
    created_at: datetime
    updated_at: datetime
    updated_by: str

    @property
    def receiver(self) -> Receiver:
        is_verified = self.verified_at is not None
        return Receiver(str(self.id), self.quiet, self.is_enabled, is_verified)


@dataclass(frozen=True, slots=True)
class Sealed:
    """What only the program can read."""

    address: bytes
    secret: bytes | None


@dataclass(frozen=True, slots=True)
class Tested:
    """What became of a test alert."""

    delivery_id: UUID
    response: str | None
    error: str | None
    latency_ms: int
