"""The channels of an app."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from telemetry_graph.kit.ids import AppId


@dataclass(frozen=True, slots=True)
class QuietSettings:
    """How many messages a channel receives, and when."""

    hourly_cap: int = 20
    """Maximum messages per hour; the rest are combined into one."""
    digest_minutes: int = 0
    """The interval of digests; 0 sends each alert at once."""
    quiet_from_minute: int | None = None
    """Minute of the day in the channel's time zone."""
    quiet_until_minute: int | None = None
    time_zone: str = "UTC"
    can_urgent_break_quiet_hours: bool = True


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """What members set; all of it is replaced at once."""

    name: str
    address: str | None = field(default=None, repr=False)
    """None keeps the address."""
    secret: str | None = field(default=None, repr=False)
    """The signing key. None keeps it, empty removes it."""
    is_enabled: bool = True
    quiet: QuietSettings = field(default_factory=QuietSettings)


@dataclass(frozen=True, slots=True)
class AlertChannel:
    id: UUID
    app_id: AppId
    kind: str
    """The name of a channel kind."""
    name: str
    target: str
    """The address, masked for display."""
    has_secret: bool
    quiet: QuietSettings
    is_enabled: bool
    verified_at: datetime | None
    created_at: datetime
    updated_at: datetime
    updated_by: str


@dataclass(frozen=True, slots=True)
class EncryptedSecrets:
    address: bytes
    secret: bytes | None
