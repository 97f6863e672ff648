"""The rules of an app: what each looks for, and which crashes it minds. No I/O."""

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
    """What a rule looks for; each kind sends the alert of its name."""

    NEW_CRASH_GROUP = "new_crash_group"
    REGRESSION = "regression"
    VELOCITY = "velocity"
    SPIKE = "spike"
    CRASH_FREE = "crash_free"
    SILENCE = "silence"

    @property
    def alert(self) -> AlertKind:
        return AlertKind(self.value)

    @property
    def is_measured(self) -> bool:
        """Decided by the worker, by figures; the others by the crash's own transaction."""
        return self not in (RuleKind.NEW_CRASH_GROUP, RuleKind.REGRESSION)


class CrashFree(StrEnum):
    """What a crash-free rate is a share of."""

    USERS = "users"
    SESSIONS = "sessions"


@dataclass(frozen=True, slots=True)
class Conditions:
    """Which crashes a rule minds; what is empty or None minds any."""

    versions: tuple[str, ...] = ()
    """Patterns; `*` stands for any text."""
    types: tuple[str, ...] = ()
    """Patterns, too."""
    statuses: tuple[GroupStatus, ...] = ()
    is_fatal: bool | None = None

    def accept(self, crash_type: str, version: str | None, *, is_fatal: bool) -> bool:
        if self.is_fatal is not None and is_fatal is not self.is_fatal:
            return False
        return self.accept_version(version) and _any_matches(self.types, crash_type)

    def accept_version(self, version: str | None) -> bool:
        return _any_matches(self.versions, version or "")

    def accept_status(self, status: GroupStatus) -> bool:
        """Without a word on it, groups that are open: the others are known and dealt with."""
        return status in (self.statuses or (GroupStatus.OPEN,))


@dataclass(frozen=True, slots=True)
class VelocityBound:
    """A group affects so many devices, or so much of a version's sessions, within minutes."""

    window_minutes: int = 60
    devices: int | None = None
    session_percent: float | None = None


@dataclass(frozen=True, slots=True)
class SpikeBound:
    """A group crashes so many times more than on its average day."""

    window_minutes: int = 60
    factor: float = 5.0
    min_crashes: int = 20


@dataclass(frozen=True, slots=True)
class CrashFreeBound:
    """Too few users or sessions of a version are free of fatal crashes."""

    below_percent: float = 98.0
    of: CrashFree = CrashFree.USERS
    days: int = 1
    min_sample: int = 100


@dataclass(frozen=True, slots=True)
class SilenceBound:
    """An app sends far fewer events than in the same hour of the days before."""

    window_minutes: int = 60
    below_percent: float = 5.0
    min_events: int = 100


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a measured rule measures against: the one of its kind."""

    velocity: VelocityBound | None = None
    spike: SpikeBound | None = None
    crash_free: CrashFreeBound | None = None
    silence: SilenceBound | None = None


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """What people say of a rule; all of it is replaced at once."""

    name: str
    kind: RuleKind
    is_enabled: bool = True
    conditions: Conditions = field(default_factory=Conditions)
    bounds: Bounds = field(default_factory=Bounds)
    cooldown_minutes: int = 60
    escalate_after_minutes: int | None = None
    channel_ids: tuple[UUID, ...] | None = None
    """None: every channel of the app, and those of the installation."""
    escalate_to: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class AlertRule:
    id: UUID
    app_id: AppId
    settings: RuleSettings
    muted_until: datetime | None
    created_at: datetime
    updated_at: datetime
    updated_by: str | None
    """None: a default rule that nobody changed."""

    @property
    def kind(self) -> RuleKind:
        return self.settings.kind

    @property
    def escalation_wait(self) -> timedelta | None:
        minutes = self.settings.escalate_after_minutes
        return None if minutes is None else timedelta(minutes=minutes)

    def is_muted(self, now: datetime) -> bool:
        return self.muted_until is not None and now < self.muted_until


def _any_matches(patterns: Sequence[str], text: str) -> bool:
    return not patterns or any(matches(pattern, text) for pattern in patterns)
