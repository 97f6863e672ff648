"""The values of the pipeline: alerts, and the deliveries of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from telemetry_graph.alerting.content.payload import AlertKind, AlertPayload
from telemetry_graph.kit.ids import AppId, Fingerprint


class DeliveryState(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    DELIVERED = "delivered"
    RETRYING = "retrying"
    DEAD = "dead"
    HELD = "held"
    """For a summary."""
    SUPPRESSED = "suppressed"


class DeliveryReason(StrEnum):
    """Why an alert was suppressed or held."""

    RULE_GONE = "rule_gone"
    RULE_MUTED = "rule_muted"
    GROUP_MUTED = "group_muted"
    COOLDOWN = "cooldown"
    CHANNEL_DISABLED = "channel_disabled"
    CHANNEL_UNVERIFIED = "channel_unverified"
    STORM = "storm"
    QUIET_HOURS = "quiet_hours"
    DIGEST = "digest"
    HOURLY_CAP = "hourly_cap"


@dataclass(frozen=True, slots=True)
class Alert:
    """A new row of the outbox."""

    id: UUID
    app_id: AppId
    kind: AlertKind
    payload: AlertPayload
    created_at: datetime
    rule_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class UndecidedAlert:
    """A row of the outbox that has no deliveries yet."""

    id: UUID
    app_id: AppId
    kind: AlertKind
    rule_id: UUID | None
    """None for alerts from before rules existed."""
    subject: str
    is_fatal: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class LastAlert:
    """The last alert of a rule about a subject; the cooldown starts with it."""

    alert_id: UUID
    alerted_at: datetime


@dataclass(frozen=True, slots=True)
class NewDelivery:
    id: UUID
    alert_id: UUID
    app_id: AppId
    channel_kind: str
    channel_id: UUID | None
    """None for a channel of the installation."""
    target: str
    created_at: datetime
    next_attempt_at: datetime | None
    state: DeliveryState = DeliveryState.PENDING
    reason: DeliveryReason | None = None
    summary_id: UUID | None = None
    """The summary that it is held for."""
    is_counted: bool = True
    """Whether it counts towards the hourly cap."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the delivery log."""

    id: UUID
    alert_id: UUID
    app_id: AppId
    kind: AlertKind
    rule_id: UUID | None
    fingerprint: Fingerprint | None
    crash_message: str | None
    channel_kind: str
    channel_id: UUID | None
    target: str
    state: DeliveryState
    reason: DeliveryReason | None
    summary_delivery_id: UUID | None
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
    """Which deliveries to list; None matches all."""

    state: DeliveryState | None = None
    kind: AlertKind | None = None
    channel_kind: str | None = None
    channel_id: UUID | None = None
    rule_id: UUID | None = None
    fingerprint: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that this worker may send until its lease ends.

    `kind` and `payload` are not parsed here: an unreadable row must fail alone, when it is sent.
    """

    id: UUID
    alert_id: UUID
    app_id: AppId
    channel_kind: str
    channel_id: UUID | None
    channel_key: str
    attempts: int
    """Including this one."""
    retry_since: datetime
    raised_at: datetime
    kind: str
    payload: Mapping[str, Any]
    address: bytes | None
    """Encrypted; None for a channel of the installation or a deleted one."""
    secret: bytes | None
    """Encrypted."""
    is_enabled: bool
    """The channel, now; it can change after the decision."""
    is_verified: bool
