"""The values of alerting: alerts on their way, and how each delivery is going."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from telemetry_graph.alerting.content.payload import AlertFacts, AlertKind
from telemetry_graph.alerting.pipeline.suppression import Reason
from telemetry_graph.kit.ids import AppId, Fingerprint


class DeliveryState(StrEnum):
    """Where one message to one channel stands."""

    PENDING = "pending"
    SENDING = "sending"
    DELIVERED = "delivered"
    RETRYING = "retrying"
    DEAD = "dead"
    HELD = "held"
    """Told in a summary, now or later."""
    SUPPRESSED = "suppressed"
    """Not told, for a reason."""


@dataclass(frozen=True, slots=True)
class Alert:
    """A row of the outbox: a fact that somebody may have to be told."""

    id: UUID
    app_id: AppId
    kind: AlertKind
    facts: AlertFacts
    created_at: datetime
    rule_id: UUID | None = None

    @property
    def fingerprint(self) -> Fingerprint | None:
        return self.facts.crash.fingerprint if self.facts.crash else None

    @property
    def subject(self) -> str:
        """What it is about: a group, a version, or the app itself (empty)."""
        if self.fingerprint is not None:
            return self.fingerprint
        measured = self.facts.measured
        return (measured.app_version or "") if measured else ""

    @property
    def is_fatal(self) -> bool:
        return self.facts.crash is not None and self.facts.crash.is_fatal


@dataclass(frozen=True, slots=True)
class Waiting:
    """An outbox row that nothing has been decided about; facts stay as stored."""

    id: UUID
    app_id: AppId
    kind: AlertKind
    rule_id: UUID | None
    subject: str
    is_fatal: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """What was decided for one alert and one channel."""

    id: UUID
    outbox_id: UUID
    app_id: AppId
    channel: str
    target: str
    channel_id: UUID | None
    state: DeliveryState
    reason: Reason | None
    bundle_id: UUID | None
    is_counted: bool
    """Whether it takes one of the hour's places."""
    next_attempt_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """One row of the delivery log."""

    id: UUID
    alert_id: UUID
    app_id: AppId
    kind: AlertKind
    rule_id: UUID | None
    fingerprint: Fingerprint | None
    crash_message: str | None
    channel: str
    channel_id: UUID | None
    target: str
    state: DeliveryState
    reason: Reason | None
    summarised_by: UUID | None
    """The delivery of the summary that tells of it."""
    attempts: int
    next_attempt_at: datetime | None
    created_at: datetime
    delivered_at: datetime | None
    latency_ms: int | None
    response: str | None
    error: str | None
    acknowledged_at: datetime | None
    acknowledged_by: str | None


@dataclass(frozen=True, slots=True)
class DeliveryFilter:
    """Which deliveries to list; None means any."""

    state: DeliveryState | None = None
    kind: AlertKind | None = None
    channel: str | None = None
    channel_id: UUID | None = None
    rule_id: UUID | None = None
    fingerprint: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that this worker may send until its lease ends; `attempts` counts this one too.

    `kind` and `payload` stay as stored: a row that cannot be read fails alone, when it is sent.
    """

    id: UUID
    outbox_id: UUID
    app_id: AppId
    channel: str
    channel_id: UUID | None
    channel_key: str
    attempts: int
    retry_since: datetime
    occurred_at: datetime
    kind: str
    payload: Mapping[str, Any]
    address: bytes | None
    """Sealed, of a channel of the app; None for one of the installation, or one that is gone."""
    secret: bytes | None
    is_enabled: bool
    """The channel, by now; it may have been disabled after this was decided."""
    is_verified: bool
    """Whoever is at the address that it has by now agreed to get alerts."""
