"""What is said: one alert in the words of every channel, and where its links lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.kit.ids import AppId


@dataclass(frozen=True, slots=True)
class Links:
    """Where an alert leads; what is None is not offered."""

    open: str
    """The page of the dashboard that shows what the alert is about."""
    acknowledge: str | None = None
    mute: str | None = None
    unsubscribe: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that a mail brings along."""

    cid: str
    png: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """One alert in the words of every channel; a channel takes the ones it needs."""

    delivery_id: UUID
    kind: AlertKind
    app_id: AppId
    fingerprint: str | None
    thread_key: str
    """The same for all messages that belong together in a mailbox."""
    subject: str
    text: str
    html: str
    slack: Sequence[Mapping[str, Any]]
    """Block Kit blocks."""
    teams: Mapping[str, Any]
    """An Adaptive Card."""
    discord: Sequence[Mapping[str, Any]]
    """Embeds."""
    body: Mapping[str, Any]
    """What the generic webhook posts."""
    line: str
    """What the log says."""
    images: tuple[Image, ...] = ()
    """What `html` shows by content id."""
    unsubscribe: str | None = None
