"""The values of alert rules, and whether a crash matches one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.crashes.model import GroupStatus
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.pattern import matches


class RuleKind(StrEnum):
    """What a rule detects. The alerts of each kind have the same name."""

    NEW_CRASH_GROUP = "new_crash_group"
    REGRESSION = "regression"
    VELOCITY = "velocity"
    SPIKE = "spike"
    CRASH_FREE = "crash_free"
    SILENCE = "silence"

    @property
    def alert_kind(self) -> AlertKind:
        return AlertKind(self.value)

    @property
    def is_metric(self) -> bool:
        """Evaluated by the worker at intervals; others in the transaction of the crash."""
        return self not in (RuleKind.NEW_CRASH_GROUP, RuleKind.REGRESSION)


class CrashFreeBasis(StrEnum):
    """What a crash-free rate is a percentage of."""

    USERS = "users"
    SESSIONS = "sessions"


@dataclass(frozen=True, slots=True)
class RuleConditions:
    """Which crashes match a rule. Empty lists and None match all."""

    app_versions: tuple[str, ...] = ()
    """Patterns; `*` matches any text."""
    crash_types: tuple[str, ...] = ()
    """Patterns."""
    statuses: tuple[GroupStatus, ...] = ()
    """Of crash groups, for metric rules; empty matches open groups."""
    is_fatal: bool | None = None

    def match_crash(self, crash_type: str, app_version: str | None, *, is_fatal: bool) -> bool:
        if self.is_fatal is not None and is_fatal is not self.is_fatal:
            return False
        return self.match_version(app_version) and _match_any(self.crash_types, crash_type)

    def match_version(self, app_version: str | None) -> bool:
        return _match_any(self.app_versions, app_version or "")

    def match_status(self, status: GroupStatus) -> bool:
        return status in (self.statuses or (GroupStatus.OPEN,))


@dataclass(frozen=True, slots=True)
class VelocityThreshold:
    """A group affects many devices, or many sessions of a version; either limit suffices."""

    window_minutes: int = 60
    devices: int | None = None
    session_percent: float | None = None


@dataclass(frozen=True, slots=True)
class SpikeThreshold:
    """A group crashes `factor` times as often as on its average day."""

    window_minutes: int = 60
    factor: float = 5.0
    min_crashes: int = 20


@dataclass(frozen=True, slots=True)
class CrashFreeThreshold:
    """The crash-free rate of a version is too low."""

    below_percent: float = 98.0
    basis: CrashFreeBasis = CrashFreeBasis.USERS
    days: int = 1
    min_sample: int = 100


@dataclass(frozen=True, slots=True)
class SilenceThreshold:
    """An app sends far fewer events than in the same hour of the days before."""

    window_minutes: int = 60
    below_percent: float = 5.0
    min_events: int = 100


@dataclass(frozen=True, slots=True)
class RuleThresholds:
    """A metric rule has the threshold of its kind; other rules have none."""

    velocity: VelocityThreshold | None = None
    spike: SpikeThreshold | None = None
    crash_free: CrashFreeThreshold | None = None
    silence: SilenceThreshold | None = None


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """What members set; all of it is replaced at once."""

    name: str
    kind: RuleKind
    is_enabled: bool = True
    conditions: RuleConditions = field(default_factory=RuleConditions)
    thresholds: RuleThresholds = field(default_factory=RuleThresholds)
    cooldown_minutes: int = 60
    escalate_after_minutes: int | None = None
    channel_ids: tuple[UUID, ...] | None = None
    """None: every channel of the app and of the installation."""
    escalate_to: tuple[UUID, ...] = ()
    """Ids of channels."""


@dataclass(frozen=True, slots=True)
class AlertRule:
    id: UUID
    app_id: AppId
    settings: RuleSettings
    muted_until: datetime | None
    created_at: datetime
    updated_at: datetime
    updated_by: str | None
    """None for an unchanged default rule."""

    @property
    def kind(self) -> RuleKind:
        return self.settings.kind

    @property
    def escalation_wait(self) -> timedelta | None:
        minutes = self.settings.escalate_after_minutes
        return None if minutes is None else timedelta(minutes=minutes)

    def is_muted(self, now: datetime) -> bool:
        return self.muted_until is not None and now < self.muted_until


def _match_any(patterns: Sequence[str], text: str) -> bool:
    return not patterns or any(matches(pattern, text) for pattern in patterns)
