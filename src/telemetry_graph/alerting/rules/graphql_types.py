"""Alert rules in the GraphQL schema: the types, and the settings that mutations take."""

from datetime import datetime

import strawberry

from telemetry_graph.alerting.graphql_ids import parse_ids, to_id, to_ids
from telemetry_graph.alerting.rules.model import AlertRule as AlertRuleModel
from telemetry_graph.alerting.rules.model import (
    CrashFreeBasis,
    CrashFreeThreshold,
    RuleConditions,
    RuleKind,
    RuleSettings,
    RuleThresholds,
    SilenceThreshold,
    SpikeThreshold,
    VelocityThreshold,
)
from telemetry_graph.crashes import graphql as crashes_graphql
from telemetry_graph.crashes.model import GroupStatus

assert crashes_graphql  # noqa: S101 - imported because it registers GroupStatus as a GraphQL enum
strawberry.enum(
    RuleKind,
    name="AlertRuleKind",
    description="What a rule detects. NEW_CRASH_GROUP: a new crash group. REGRESSION: a crash of a "
    "resolved group in a version that should have the fix. VELOCITY: a group affects many devices "
    "or sessions. SPIKE: a group crashes far more than usual. CRASH_FREE: the crash-free rate of a "
    "version is too low. SILENCE: an app sends far fewer events than usual.",
)
strawberry.enum(
    CrashFreeBasis,
    name="AlertCrashFreeBasis",
    description="What a crash-free rate is a percentage of.",
)

_WINDOW = "Length of the window in minutes, 5 to 120."
_VERSIONS = "Patterns of app versions, where * matches any text; empty matches all."
_TYPES = "Patterns of crash types; empty matches all."
_STATUSES = "Statuses of crash groups, for VELOCITY and SPIKE; empty matches OPEN."
_FATAL = "True matches fatal crashes only, false the others, null both."
_DEVICES = "Minimum number of devices."
_SESSIONS = "Minimum percentage of the version's sessions in the window."
_FACTOR = "Multiple of the group's average of the last two weeks for a window."
_MIN_CRASHES = "Minimum number of crashes in the window."
_BASIS = "What the rate is a percentage of."
_BELOW = "The rate below which the rule triggers, in percent."
_DAYS = "Number of days that the rate covers, including today; 1 to 30."
_MIN_SAMPLE = "Minimum number of users or sessions."
_BELOW_USUAL = "Percentage of the smallest same hour of the last seven days."
_MIN_EVENTS = "Minimum number of events in that hour."
_ENABLED = "Whether the rule is evaluated."
_COOLDOWN = "Minutes during which the rule does not alert again about the same subject."
_ESCALATE = "Minutes after which an unacknowledged alert is escalated; null for never."
_CHANNELS = "Channels that receive the alerts; null for all of the app and of the installation."
_ESCALATE_TO = "Channels that receive escalations."
_NAME = "Name for display."
_KIND = "What it detects."
_CONDITIONS = "Which crashes match."
_OF_VELOCITY = "Threshold of rules of kind VELOCITY."
_OF_SPIKE = "Threshold of rules of kind SPIKE."
_OF_CRASH_FREE = "Threshold of rules of kind CRASH_FREE."
_OF_SILENCE = "Threshold of rules of kind SILENCE."


@strawberry.type(description="Which crashes match a rule.")
class AlertConditions:
    app_versions: list[str] = strawberry.field(description=_VERSIONS)
    crash_types: list[str] = strawberry.field(description=_TYPES)
    statuses: list[GroupStatus] = strawberry.field(description=_STATUSES)
    is_fatal: bool | None = strawberry.field(description=_FATAL)

    @classmethod
    def of(cls, model: RuleConditions) -> "AlertConditions":
        return cls(
            app_versions=list(model.app_versions),
            crash_types=list(model.crash_types),
            statuses=list(model.statuses),
            is_fatal=model.is_fatal,
        )


@strawberry.type(description="A group affects many devices or sessions; either limit suffices.")
class AlertVelocityThreshold:
    window_minutes: int = strawberry.field(description=_WINDOW)
    devices: int | None = strawberry.field(description=_DEVICES)
    session_percent: float | None = strawberry.field(description=_SESSIONS)

    @classmethod
    def of(cls, model: VelocityThreshold | None) -> "AlertVelocityThreshold | None":
        if model is None:
            return None
        return cls(
            window_minutes=model.window_minutes,
            devices=model.devices,
            session_percent=model.session_percent,
        )


@strawberry.type(description="A group crashes more than usual.")
class AlertSpikeThreshold:
    window_minutes: int = strawberry.field(description=_WINDOW)
    factor: float = strawberry.field(description=_FACTOR)
    min_crashes: int = strawberry.field(description=_MIN_CRASHES)

    @classmethod
    def of(cls, model: SpikeThreshold | None) -> "AlertSpikeThreshold | None":
        if model is None:
            return None
        return cls(
            window_minutes=model.window_minutes,
            factor=model.factor,
            min_crashes=model.min_crashes,
        )


@strawberry.type(description="The crash-free rate of a version is too low.")
class AlertCrashFreeThreshold:
    basis: CrashFreeBasis = strawberry.field(description=_BASIS)
    below_percent: float = strawberry.field(description=_BELOW)
    days: int = strawberry.field(description=_DAYS)
    min_sample: int = strawberry.field(description=_MIN_SAMPLE)

    @classmethod
    def of(cls, model: CrashFreeThreshold | None) -> "AlertCrashFreeThreshold | None":
        if model is None:
            return None
        return cls(
            basis=model.basis,
            below_percent=model.below_percent,
            days=model.days,
            min_sample=model.min_sample,
        )


@strawberry.type(description="An app sends far fewer events than usual.")
class AlertSilenceThreshold:
    window_minutes: int = strawberry.field(description=_WINDOW)
    below_percent: float = strawberry.field(description=_BELOW_USUAL)
    min_events: int = strawberry.field(description=_MIN_EVENTS)

    @classmethod
    def of(cls, model: SilenceThreshold | None) -> "AlertSilenceThreshold | None":
        if model is None:
            return None
        return cls(
            window_minutes=model.window_minutes,
            below_percent=model.below_percent,
            min_events=model.min_events,
        )


@strawberry.type(description="A rule that triggers alerts for an app.")
class AlertRule:
    id: strawberry.ID = strawberry.field(description="Id of the rule.")
    name: str = strawberry.field(description=_NAME)
    kind: RuleKind = strawberry.field(description=_KIND)
    is_enabled: bool = strawberry.field(description=_ENABLED)
    muted_until: datetime | None = strawberry.field(
        description="Until then, the rule's alerts are suppressed; the delivery log shows them."
    )
    conditions: AlertConditions = strawberry.field(description=_CONDITIONS)
    velocity: AlertVelocityThreshold | None = strawberry.field(description=_OF_VELOCITY)
    spike: AlertSpikeThreshold | None = strawberry.field(description=_OF_SPIKE)
    crash_free: AlertCrashFreeThreshold | None = strawberry.field(description=_OF_CRASH_FREE)
    silence: AlertSilenceThreshold | None = strawberry.field(description=_OF_SILENCE)
    cooldown_minutes: int = strawberry.field(description=_COOLDOWN)
    escalate_after_minutes: int | None = strawberry.field(description=_ESCALATE)
    channel_ids: list[strawberry.ID] | None = strawberry.field(description=_CHANNELS)
    escalate_to: list[strawberry.ID] = strawberry.field(description=_ESCALATE_TO)
    updated_at: datetime = strawberry.field(description="When it was last changed.")
    updated_by: str | None = strawberry.field(
        description="Who last changed it; null for an unchanged default rule."
    )

    @classmethod
    def of(cls, model: AlertRuleModel) -> "AlertRule":
        settings, thresholds = model.settings, model.settings.thresholds
        channels = settings.channel_ids
        return cls(
            id=to_id(model.id),
            name=settings.name,
            kind=settings.kind,
            is_enabled=settings.is_enabled,
            muted_until=model.muted_until,
            conditions=AlertConditions.of(settings.conditions),
            velocity=AlertVelocityThreshold.of(thresholds.velocity),
            spike=AlertSpikeThreshold.of(thresholds.spike),
            crash_free=AlertCrashFreeThreshold.of(thresholds.crash_free),
            silence=AlertSilenceThreshold.of(thresholds.silence),
            cooldown_minutes=settings.cooldown_minutes,
            escalate_after_minutes=settings.escalate_after_minutes,
            channel_ids=None if channels is None else to_ids(channels),
            escalate_to=to_ids(settings.escalate_to),
            updated_at=model.updated_at,
            updated_by=model.updated_by,
        )


@strawberry.input(description="Which crashes match a rule.")
class AlertConditionsInput:
    app_versions: list[str] = strawberry.field(default_factory=list, description=_VERSIONS)
    crash_types: list[str] = strawberry.field(default_factory=list, description=_TYPES)
    statuses: list[GroupStatus] = strawberry.field(default_factory=list, description=_STATUSES)
    is_fatal: bool | None = strawberry.field(default=None, description=_FATAL)

    def model(self) -> RuleConditions:
        return RuleConditions(
            tuple(self.app_versions), tuple(self.crash_types), tuple(self.statuses), self.is_fatal
        )


@strawberry.input(description="A group affects many devices or sessions; either limit suffices.")
class AlertVelocityThresholdInput:
    window_minutes: int = strawberry.field(default=60, description=_WINDOW)
    devices: int | None = strawberry.field(default=None, description=_DEVICES)
    session_percent: float | None = strawberry.field(default=None, description=_SESSIONS)

    def model(self) -> VelocityThreshold:
        return VelocityThreshold(self.window_minutes, self.devices, self.session_percent)


@strawberry.input(description="A group crashes more than usual.")
class AlertSpikeThresholdInput:
    window_minutes: int = strawberry.field(default=60, description=_WINDOW)
    factor: float = strawberry.field(default=5.0, description=_FACTOR)
    min_crashes: int = strawberry.field(default=20, description=_MIN_CRASHES)

    def model(self) -> SpikeThreshold:
        return SpikeThreshold(self.window_minutes, self.factor, self.min_crashes)


@strawberry.input(description="The crash-free rate of a version is too low.")
class AlertCrashFreeThresholdInput:
    basis: CrashFreeBasis = strawberry.field(default=CrashFreeBasis.USERS, description=_BASIS)
    below_percent: float = strawberry.field(default=98.0, description=_BELOW)
    days: int = strawberry.field(default=1, description=_DAYS)
    min_sample: int = strawberry.field(default=100, description=_MIN_SAMPLE)

    def model(self) -> CrashFreeThreshold:
        return CrashFreeThreshold(self.below_percent, self.basis, self.days, self.min_sample)


@strawberry.input(description="An app sends far fewer events than usual.")
class AlertSilenceThresholdInput:
    window_minutes: int = strawberry.field(default=60, description=_WINDOW)
    below_percent: float = strawberry.field(default=5.0, description=_BELOW_USUAL)
    min_events: int = strawberry.field(default=100, description=_MIN_EVENTS)

    def model(self) -> SilenceThreshold:
        return SilenceThreshold(self.window_minutes, self.below_percent, self.min_events)


@strawberry.input(
    description="All settings of a rule. A metric rule needs the threshold of its kind."
)
class AlertRuleSettingsInput:
    name: str = strawberry.field(description=_NAME)
    kind: RuleKind = strawberry.field(description=_KIND)
    is_enabled: bool = strawberry.field(default=True, description=_ENABLED)
    conditions: AlertConditionsInput = strawberry.field(
        default_factory=AlertConditionsInput, description=_CONDITIONS
    )
    velocity: AlertVelocityThresholdInput | None = strawberry.field(
        default=None, description=_OF_VELOCITY
    )
    spike: AlertSpikeThresholdInput | None = strawberry.field(default=None, description=_OF_SPIKE)
    crash_free: AlertCrashFreeThresholdInput | None = strawberry.field(
        default=None, description=_OF_CRASH_FREE
    )
    silence: AlertSilenceThresholdInput | None = strawberry.field(
        default=None, description=_OF_SILENCE
    )
    cooldown_minutes: int = strawberry.field(default=60, description=_COOLDOWN)
    escalate_after_minutes: int | None = strawberry.field(default=None, description=_ESCALATE)
    channel_ids: list[strawberry.ID] | None = strawberry.field(default=None, description=_CHANNELS)
    escalate_to: list[strawberry.ID] = strawberry.field(
        default_factory=list, description=_ESCALATE_TO
    )

    def model(self) -> RuleSettings:
        channels = self.channel_ids
        return RuleSettings(
            name=self.name,
            kind=self.kind,
            is_enabled=self.is_enabled,
            conditions=self.conditions.model(),
            thresholds=RuleThresholds(
                self.velocity.model() if self.velocity else None,
                self.spike.model() if self.spike else None,
                self.crash_free.model() if self.crash_free else None,
                self.silence.model() if self.silence else None,
            ),
            cooldown_minutes=self.cooldown_minutes,
            escalate_after_minutes=self.escalate_after_minutes,
            channel_ids=None if channels is None else parse_ids(channels, field="channelIds"),
            escalate_to=parse_ids(self.escalate_to, field="escalateTo"),
        )
