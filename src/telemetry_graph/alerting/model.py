"""The values of alerting: what is said, to whom, and how a delivery is going."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from telemetry_graph.kit.ids import AppId, Fingerprint
from telemetry_graph.kit.text import truncated

_STORED_MESSAGE_CHARS = 4_000
_STORED_STACK_CHARS = 32_000


class AlertKind(StrEnum):
    """Why a message is sent; also the first part of its templates' names."""

    NEW_CRASH_GROUP = "new_crash_group"


class DeliveryState(StrEnum):
    """Where one message to one channel stands."""

    PENDING = "pending"
    SENDING = "sending"
    DELIVERED = "delivered"
    RETRYING = "retrying"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class CrashFacts:
    """What an outbox row knows of the crash; the words are chosen when it is sent."""

    app_id: AppId
    app_name: str
    fingerprint: Fingerprint
    crash_type: str
    message: str
    stack_trace: str
    app_version: str | None
    screen: str | None
    is_fatal: bool
    seen_at: datetime

    def bounded(self) -> "CrashFacts":
        """The same facts, small enough for a queue that may hold thousands of them."""
        return replace(
            self,
            message=truncated(self.message, _STORED_MESSAGE_CHARS),
            stack_trace=truncated(self.stack_trace, _STORED_STACK_CHARS),
        )


@dataclass(frozen=True, slots=True)
class Message:
    """One alert in the words of every channel; a channel takes the ones it needs."""

    delivery_id: UUID
    kind: AlertKind
    app_id: AppId
    fingerprint: Fingerprint
    thread_key: str
    """The same for all messages that belong together in a mailbox."""
    subject: str
    text: str
    html: str
    slack: Sequence[Mapping[str, Any]]
    """Block Kit blocks."""
    body: Mapping[str, Any]
    """What the generic webhook posts."""
    line: str
    """What the log says."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One row of the delivery log."""

    id: UUID
    app_id: AppId
    kind: AlertKind
    fingerprint: Fingerprint
    channel: str
    target: str
    state: DeliveryState
    attempts: int
    next_attempt_at: datetime | None
    created_at: datetime
    delivered_at: datetime | None
    latency_ms: int | None
    response: str | None
    error: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that this worker may send until its lease ends; `attempts` counts this one too.

    `kind` and `payload` stay as stored: a row that cannot be read fails alone, when it is sent.
    """

    id: UUID
    channel: str
    attempts: int
    created_at: datetime
    occurred_at: datetime
    kind: str
    payload: Mapping[str, Any]
