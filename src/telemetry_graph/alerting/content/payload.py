"""The payload of an alert: stored when the alert is raised, rendered when it is sent."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from telemetry_graph.kit.ids import AppId, Fingerprint
from telemetry_graph.kit.text import truncate

TREND_DAYS = 14
MAX_SUMMARY_ENTRIES = 20

_MAX_LABEL_CHARS = 300
_MAX_MESSAGE_CHARS = 4_000
_MAX_STACK_CHARS = 32_000


class AlertKind(StrEnum):
    """Why a message is sent; also the first part of its templates' names."""

    # about one crash group
    NEW_CRASH_GROUP = "new_crash_group"
    REGRESSION = "regression"
    VELOCITY = "velocity"
    SPIKE = "spike"
    # about an app or one version of it
    CRASH_FREE = "crash_free"
    SILENCE = "silence"
    # summaries
    DIGEST = "digest"
    CAPPED = "capped"
    STORM = "storm"
    # an alert or a summary that was not acknowledged
    ESCALATION = "escalation"
    # about the channel itself
    TEST = "test"
    VERIFICATION = "verification"


SUMMARY_KINDS = frozenset({AlertKind.DIGEST, AlertKind.CAPPED, AlertKind.STORM})
CHANNEL_CHECKS = frozenset({AlertKind.TEST, AlertKind.VERIFICATION})


@dataclass(frozen=True, slots=True)
class CrashDetails:
    """A crash and its group."""

    fingerprint: Fingerprint
    crash_type: str
    message: str
    stack_trace: str
    app_version: str | None
    screen: str | None
    is_fatal: bool
    timestamp: datetime
    """Of the device."""
    occurrences: int | None = None
    """Of the group, as are the devices and the trend."""
    devices: int | None = None
    trend: tuple[int, ...] = ()
    """Occurrences on each of the last days, the oldest first."""
    fixed_in: str | None = None
    """The version that the group was resolved in before it regressed."""

    def truncate(self) -> "CrashDetails":
        return replace(
            self,
            crash_type=_truncate_label(self.crash_type),
            message=truncate(self.message, _MAX_MESSAGE_CHARS),
            stack_trace=truncate(self.stack_trace, _MAX_STACK_CHARS),
            app_version=_truncate_optional(self.app_version),
            screen=_truncate_optional(self.screen),
            trend=self.trend[-TREND_DAYS:],
            fixed_in=_truncate_optional(self.fixed_in),
        )


@dataclass(frozen=True, slots=True)
class Measurement:
    """A metric that crossed the threshold of a rule."""

    metric: str
    value: float
    threshold: float
    unit: str
    window_minutes: int | None = None
    app_version: str | None = None
    numerator: int | None = None
    denominator: int | None = None
    baseline: float | None = None
    """The usual value."""

    def truncate(self) -> "Measurement":
        return replace(
            self,
            metric=_truncate_label(self.metric),
            unit=_truncate_label(self.unit),
            app_version=_truncate_optional(self.app_version),
        )


@dataclass(frozen=True, slots=True)
class SummaryEntry:
    """One alert in a summary."""

    kind: AlertKind
    title: str
    fingerprint: str | None = None
    occurrences: int | None = None
    is_fatal: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """Several alerts in one message: their number, and the largest of them."""

    count: int
    since: datetime
    until: datetime
    entries: tuple[SummaryEntry, ...] = ()

    def truncate(self) -> "Summary":
        first = self.entries[:MAX_SUMMARY_ENTRIES]
        entries = tuple(replace(entry, title=_truncate_label(entry.title)) for entry in first)
        return replace(self, entries=entries)


@dataclass(frozen=True, slots=True)
class AlertPayload:
    """Everything that templates can use; the kind of the alert decides which parts exist."""

    app_id: AppId
    app_name: str
    occurred_at: datetime
    rule_id: UUID | None = None
    rule_name: str | None = None
    crash: CrashDetails | None = None
    measurement: Measurement | None = None
    summary: Summary | None = None
    escalated_after_minutes: int | None = None

    @property
    def fingerprint(self) -> Fingerprint | None:
        return self.crash.fingerprint if self.crash else None

    @property
    def subject(self) -> str:
        """What the alert is about: a fingerprint, a version, or empty for the app as a whole."""
        if self.crash is not None:
            return self.crash.fingerprint
        return (self.measurement and self.measurement.app_version) or ""

    def truncate(self) -> "AlertPayload":
        """Limit every text, as the outbox can hold thousands of payloads."""
        return replace(
            self,
            app_name=_truncate_label(self.app_name),
            rule_name=_truncate_optional(self.rule_name),
            crash=self.crash and self.crash.truncate(),
            measurement=self.measurement and self.measurement.truncate(),
            summary=self.summary and self.summary.truncate(),
        )


def _truncate_label(text: str) -> str:
    return truncate(text, _MAX_LABEL_CHARS)


def _truncate_optional(text: str | None) -> str | None:
    return None if text is None else _truncate_label(text)
