"""What an alert knows when it is queued: its kind and its facts; the words come when it is sent."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from telemetry_graph.kit.ids import AppId, Fingerprint
from telemetry_graph.kit.text import truncate

TREND_DAYS = 14
LONGEST_SUMMARY = 20

_LABEL_CHARS = 300
_MESSAGE_CHARS = 4_000
_STACK_CHARS = 32_000
_URL_CHARS = 2_000


class AlertKind(StrEnum):
    """Why a message is sent; also the first part of its templates' names."""

    # about one crash group
    NEW_CRASH_GROUP = "new_crash_group"
    REGRESSION = "regression"
    VELOCITY = "velocity"
    SPIKE = "spike"
    # about an app, or one version of it
    CRASH_FREE = "crash_free"
    SILENCE = "silence"
    # several alerts in one message
    DIGEST = "digest"
    CAPPED = "capped"
    STORM = "storm"
    # an alert that nobody acknowledged
    ESCALATION = "escalation"
    # about the channel itself
    TEST = "test"
    VERIFICATION = "verification"


WITH_A_LIST = frozenset({AlertKind.DIGEST, AlertKind.CAPPED, AlertKind.STORM})
ABOUT_A_CHANNEL = frozenset({AlertKind.TEST, AlertKind.VERIFICATION})


class ChannelKind(StrEnum):
    """How a message travels; also the last part of its templates' names."""

    EMAIL = "email"
    SLACK = "slack"
    WEBHOOK = "webhook"
    TEAMS = "teams"
    DISCORD = "discord"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class CrashFacts:
    """What is known of a crash, and of its group at the time."""

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
    occurrences: int | None = None
    devices: int | None = None
    trend: tuple[int, ...] = ()
    """Occurrences on each of the last days, the oldest first."""
    fixed_in: str | None = None
    """The version that the group was resolved in; it came back after that."""

    def bounded(self) -> "CrashFacts":
        """The same facts, small enough for a queue that may hold thousands of them."""
        return replace(
            self,
            app_name=_label(self.app_name),
            crash_type=_label(self.crash_type),
            message=truncate(self.message, _MESSAGE_CHARS),
            stack_trace=truncate(self.stack_trace, _STACK_CHARS),
            app_version=_label_or_none(self.app_version),
            screen=_label_or_none(self.screen),
            trend=self.trend[-TREND_DAYS:],
            fixed_in=_label_or_none(self.fixed_in),
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """The figure that crossed its threshold."""

    metric: str
    value: float
    threshold: float
    unit: str
    window_minutes: int | None = None
    app_version: str | None = None
    numerator: int | None = None
    denominator: int | None = None
    baseline: float | None = None

    def bounded(self) -> "Measured":
        return replace(
            self,
            metric=_label(self.metric),
            unit=_label(self.unit),
            app_version=_label_or_none(self.app_version),
        )


@dataclass(frozen=True, slots=True)
class SummaryEntry:
    """One of the alerts that a summary stands for."""

    kind: AlertKind
    title: str
    fingerprint: str | None = None
    occurrences: int | None = None
    is_fatal: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """Several alerts in one message: how many, and the largest of them."""

    count: int
    since: datetime
    until: datetime
    entries: tuple[SummaryEntry, ...] = ()

    def bounded(self) -> "Summary":
        shown = self.entries[:LONGEST_SUMMARY]
        entries = tuple(replace(entry, title=_label(entry.title)) for entry in shown)
        return replace(self, entries=entries)


@dataclass(frozen=True, slots=True)
class AlertFacts:
    """Everything a template may speak of; which parts are there depends on the kind."""

    app_id: AppId
    app_name: str
    occurred_at: datetime
    rule_id: UUID | None = None
    rule_name: str | None = None
    crash: CrashFacts | None = None
    measured: Measured | None = None
    summary: Summary | None = None
    escalated_after_minutes: int | None = None
    confirm_url: str | None = None

    @classmethod
    def about(cls, crash: CrashFacts) -> "AlertFacts":
        """An alert of which nothing is known but the crash."""
        return cls(crash.app_id, crash.app_name, crash.seen_at, crash=crash)

    def bounded(self) -> "AlertFacts":
        """The same facts, small enough for a queue that may hold thousands of them."""
        return replace(
            self,
            app_name=_label(self.app_name),
            rule_name=_label_or_none(self.rule_name),
            crash=self.crash and self.crash.bounded(),
            measured=self.measured and self.measured.bounded(),
            summary=self.summary and self.summary.bounded(),
            confirm_url=self.confirm_url and truncate(self.confirm_url, _URL_CHARS),
        )


def _label(text: str) -> str:
    return truncate(text, _LABEL_CHARS)


def _label_or_none(text: str | None) -> str | None:
    return None if text is None else _label(text)
