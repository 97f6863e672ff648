"""An app's alert rules, as GraphQL shows and takes them."""

from datetime import datetime
from uuid import UUID

import strawberry

from telemetry_graph.alerting.identifiers import uuid_of
from telemetry_graph.alerting.rules.model import AlertRule as AlertRuleModel
from telemetry_graph.alerting.rules.model import (
    Bounds,
    Conditions,
    CrashFree,
    CrashFreeBound,
    RuleKind,
    RuleSettings,
    SilenceBound,
    SpikeBound,
    VelocityBound,
)
from telemetry_graph.alerting.rules.service import AlertRules
from telemetry_graph.crashes import graphql as crashes_graphql
from telemetry_graph.crashes.model import GroupStatus
from telemetry_graph.kit.errors import AlertRuleNotFound
from telemetry_graph.kit.graphql_context import CanManage, Info
from telemetry_graph.kit.ids import AppId

assert crashes_graphql  # noqa: S101 - imported so that GroupStatus is the enum of its schema
strawberry.enum(
    RuleKind,
    name="AlertRuleKind",
    description="NEW_CRASH_GROUP: a crash that is like no other. REGRESSION: one that was "
    "resolved. VELOCITY: a group spreads. SPIKE: a group crashes far more than usual. CRASH_FREE: "
    "a version crashes for too many. SILENCE: an app sends far less than usual.",
)
strawberry.enum(CrashFree, name="AlertCrashFree", description="What a rate is a share of.")

_WINDOW = "Minutes looked back on, 5 … 120."
_VERSIONS = "Patterns of app versions, `*` stands for any text; empty: any."
_TYPES = "Patterns of crash types; empty: any."
_STATUSES = "Statuses of groups, for VELOCITY and SPIKE; empty: OPEN."
_FATAL = "true: fatal crashes only; false: the others only; null: both."
_DEVICES = "So many devices; either bound is enough."
_SESSIONS = "So much of the version's sessions within the window, in percent."
_FACTOR = "So many times the group's daily average of two weeks, per window."
_MIN_CRASHES = "At least so many crashes within the window."
_BELOW = "Below so many percent."
_DAYS = "Over so many days, today included."
_MIN_SAMPLE = "On at least so many users or sessions."
_BELOW_USUAL = "Below so many percent of the smallest same hour of the last seven days."
_MIN_EVENTS = "When that hour has so many events at least."
_COOLDOWN = "Minutes without another alert of this rule about the same group or version."
_ESCALATE = "Minutes until others are told, when nobody acknowledges; null: never."
_CHANNELS = "The app's channels to tell; null: all of them, and those of the installation."
_ESCALATE_TO = "Channels that are told when nobody acknowledged."


@strawberry.type(description="Which crashes a rule minds.")
class AlertConditions:
    versions: list[str] = strawberry.field(description=_VERSIONS)
    types: list[str] = strawberry.field(description=_TYPES)
    statuses: list[GroupStatus] = strawberry.field(description=_STATUSES)
    is_fatal: bool | None = strawberry.field(description=_FATAL)


@strawberry.type(description="A group affects many devices or sessions of one version.")
class AlertVelocity:
    window_minutes: int = strawberry.field(description=_WINDOW)
    devices: int | None = strawberry.field(description=_DEVICES)
    session_percent: float | None = strawberry.field(description=_SESSIONS)


@strawberry.type(description="A group crashes more than usual for it.")
class AlertSpike:
    window_minutes: int = strawberry.field(description=_WINDOW)
    factor: float = strawberry.field(description=_FACTOR)
    min_crashes: int = strawberry.field(description=_MIN_CRASHES)


@strawberry.type(description="Too few users or sessions of a version are free of fatal crashes.")
class AlertCrashFreeBound:
    of: CrashFree = strawberry.field(description="What the rate is a share of.")
    below_percent: float = strawberry.field(description=_BELOW)
    days: int = strawberry.field(description=_DAYS)
    min_sample: int = strawberry.field(description=_MIN_SAMPLE)


@strawberry.type(description="An app sends far less than usual.")
class AlertSilence:
    window_minutes: int = strawberry.field(description=_WINDOW)
    below_percent: float = strawberry.field(description=_BELOW_USUAL)
    min_events: int = strawberry.field(description=_MIN_EVENTS)


@strawberry.type(description="When somebody is to be told something about an app.")
class AlertRule:
    id: strawberry.ID = strawberry.field(description="Names the rule.")
    name: str = strawberry.field(description="The rule's name for people.")
    kind: RuleKind = strawberry.field(description="What it looks for.")
    is_enabled: bool = strawberry.field(description="Whether it looks at all.")
    muted_until: datetime | None = strawberry.field(
        description="Until then it looks, and tells nobody; the log shows what it held back."
    )
    conditions: AlertConditions = strawberry.field(description="Which crashes it minds.")
    velocity: AlertVelocity | None = strawberry.field(description="The bounds of VELOCITY.")
    spike: AlertSpike | None = strawberry.field(description="The bounds of SPIKE.")
    crash_free: AlertCrashFreeBound | None = strawberry.field(
        description="The bounds of CRASH_FREE."
    )
    silence: AlertSilence | None = strawberry.field(description="The bounds of SILENCE.")
    cooldown_minutes: int = strawberry.field(description=_COOLDOWN)
    escalate_after_minutes: int | None = strawberry.field(description=_ESCALATE)
    channel_ids: list[strawberry.ID] | None = strawberry.field(description=_CHANNELS)
    escalate_to: list[strawberry.ID] = strawberry.field(description=_ESCALATE_TO)
    updated_at: datetime = strawberry.field(description="When it was last changed.")
    updated_by: str | None = strawberry.field(
        description="Who changed it last; null for a default that nobody changed."
    )

    @classmethod
    def of(cls, model: AlertRuleModel) -> "AlertRule":
        settings, bounds = model.settings, model.settings.bounds
        conditions, channels = settings.conditions, settings.channel_ids
        return cls(
            id=strawberry.ID(str(model.id)),
            name=settings.name,
            kind=settings.kind,
            is_enabled=settings.is_enabled,
            muted_until=model.muted_until,
            conditions=AlertConditions(
                versions=list(conditions.versions),
                types=list(conditions.types),
                statuses=list(conditions.statuses),
                is_fatal=conditions.is_fatal,
            ),
            velocity=_shown_velocity(bounds.velocity),
            spike=_shown_spike(bounds.spike),
            crash_free=_shown_crash_free(bounds.crash_free),
            silence=_shown_silence(bounds.silence),
            cooldown_minutes=settings.cooldown_minutes,
            escalate_after_minutes=settings.escalate_after_minutes,
            channel_ids=None if channels is None else _ids(channels),
            escalate_to=_ids(settings.escalate_to),
            updated_at=model.updated_at,
            updated_by=model.updated_by,
        )


@strawberry.input(description="Which crashes a rule minds.")
class AlertConditionsInput:
    versions: list[str] = strawberry.field(default_factory=list, description=_VERSIONS)
    types: list[str] = strawberry.field(default_factory=list, description=_TYPES)
    statuses: list[GroupStatus] = strawberry.field(default_factory=list, description=_STATUSES)
    is_fatal: bool | None = strawberry.field(default=None, description=_FATAL)

    def model(self) -> Conditions:
        return Conditions(
            tuple(self.versions), tuple(self.types), tuple(self.statuses), self.is_fatal
        )


@strawberry.input(description="A group affects many devices or sessions of one version.")
class AlertVelocityInput:
    window_minutes: int = strawberry.field(default=60, description=_WINDOW)
    devices: int | None = strawberry.field(default=None, description=_DEVICES)
    session_percent: float | None = strawberry.field(default=None, description=_SESSIONS)

    def model(self) -> VelocityBound:
        return VelocityBound(self.window_minutes, self.devices, self.session_percent)


@strawberry.input(description="A group crashes more than usual for it.")
class AlertSpikeInput:
    window_minutes: int = strawberry.field(default=60, description=_WINDOW)
    factor: float = strawberry.field(default=5.0, description=_FACTOR)
    min_crashes: int = strawberry.field(default=20, description=_MIN_CRASHES)

    def model(self) -> SpikeBound:
        return SpikeBound(self.window_minutes, self.factor, self.min_crashes)


@strawberry.input(description="Too few users or sessions of a version are free of fatal crashes.")
class AlertCrashFreeInput:
    of: CrashFree = strawberry.field(
        default=CrashFree.USERS, description="What the rate is a share of."
    )
    below_percent: float = strawberry.field(default=98.0, description=_BELOW)
    days: int = strawberry.field(default=1, description=_DAYS)
    min_sample: int = strawberry.field(default=100, description=_MIN_SAMPLE)

    def model(self) -> CrashFreeBound:
        return CrashFreeBound(self.below_percent, self.of, self.days, self.min_sample)


@strawberry.input(description="An app sends far less than usual.")
class AlertSilenceInput:
    window_minutes: int = strawberry.field(default=60, description=_WINDOW)
    below_percent: float = strawberry.field(default=5.0, description=_BELOW_USUAL)
    min_events: int = strawberry.field(default=100, description=_MIN_EVENTS)

    def model(self) -> SilenceBound:
        return SilenceBound(self.window_minutes, self.below_percent, self.min_events)


@strawberry.input(description="A rule as a whole; a measured kind takes the bounds of its name.")
class AlertRuleInput:
    name: str = strawberry.field(description="The rule's name for people.")
    kind: RuleKind = strawberry.field(description="What it looks for.")
    is_enabled: bool = strawberry.field(default=True, description="Whether it looks at all.")
    conditions: AlertConditionsInput = strawberry.field(
        default_factory=AlertConditionsInput, description="Which crashes it minds."
    )
    velocity: AlertVelocityInput | None = strawberry.field(
        default=None, description="The bounds of VELOCITY."
    )
    spike: AlertSpikeInput | None = strawberry.field(
        default=None, description="The bounds of SPIKE."
    )
    crash_free: AlertCrashFreeInput | None = strawberry.field(
        default=None, description="The bounds of CRASH_FREE."
    )
    silence: AlertSilenceInput | None = strawberry.field(
        default=None, description="The bounds of SILENCE."
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
            bounds=Bounds(
                self.velocity.model() if self.velocity else None,
                self.spike.model() if self.spike else None,
                self.crash_free.model() if self.crash_free else None,
                self.silence.model() if self.silence else None,
            ),
            cooldown_minutes=self.cooldown_minutes,
            escalate_after_minutes=self.escalate_after_minutes,
            channel_ids=None if channels is None else _uuids(channels),
            escalate_to=_uuids(self.escalate_to),
        )


@strawberry.type
class AppAlertRules:
    """The fields of `App` about rules."""

    id: strawberry.ID

    @strawberry.field(description="When somebody is told something; a new app has defaults.")
    async def alert_rules(self, info: Info) -> list[AlertRule]:
        models = await info.context.use(AlertRules).rules(AppId(self.id))
        return [AlertRule.of(model) for model in models]


@strawberry.type
class AlertRulesMutation:
    @strawberry.mutation(description="Add an alert rule.", permission_classes=[CanManage])
    async def create_alert_rule(
        self, info: Info, app_id: strawberry.ID, rule: AlertRuleInput
    ) -> AlertRule:
        actor = info.context.require_developer().email
        service = info.context.use(AlertRules)
        return AlertRule.of(await service.create(AppId(app_id), rule.model(), actor))

    @strawberry.mutation(
        description="Replace all that a rule says; it holds within seconds.",
        permission_classes=[CanManage],
    )
    async def update_alert_rule(
        self, info: Info, app_id: strawberry.ID, id: strawberry.ID, rule: AlertRuleInput
    ) -> AlertRule:
        actor = info.context.require_developer().email
        service = info.context.use(AlertRules)
        return AlertRule.of(await service.update(AppId(app_id), _rule_id(id), rule.model(), actor))

    @strawberry.mutation(description="Let a rule look, or not.", permission_classes=[CanManage])
    async def enable_alert_rule(
        self,
        info: Info,
        app_id: strawberry.ID,
        id: strawberry.ID,
        is_enabled: bool,  # noqa: FBT001 - an argument of the schema, which has names
    ) -> AlertRule:
        actor = info.context.require_developer().email
        service = info.context.use(AlertRules)
        return AlertRule.of(
            await service.enable(AppId(app_id), _rule_id(id), actor, is_enabled=is_enabled)
        )

    @strawberry.mutation(
        description="Let a rule tell nobody until then; null ends it.",
        permission_classes=[CanManage],
    )
    async def mute_alert_rule(
        self,
        info: Info,
        app_id: strawberry.ID,
        id: strawberry.ID,
        until: datetime | None = None,
    ) -> AlertRule:
        actor = info.context.require_developer().email
        service = info.context.use(AlertRules)
        return AlertRule.of(await service.mute(AppId(app_id), _rule_id(id), actor, until))

    @strawberry.mutation(
        description="Delete a rule; a default one stays deleted. Answers its id.",
        permission_classes=[CanManage],
    )
    async def delete_alert_rule(
        self, info: Info, app_id: strawberry.ID, id: strawberry.ID
    ) -> strawberry.ID:
        await info.context.use(AlertRules).delete(AppId(app_id), _rule_id(id))
        return id


def _rule_id(text: str) -> UUID:
    return uuid_of(text, AlertRuleNotFound("There is no such alert rule in this app."))


def _ids(values: tuple[UUID, ...]) -> list[strawberry.ID]:
    return [strawberry.ID(str(value)) for value in values]


def _uuids(values: list[strawberry.ID]) -> tuple[UUID, ...]:
    return tuple(uuid_of(value, field="channelIds") for value in values)


def _shown_velocity(bound: VelocityBound | None) -> AlertVelocity | None:
    if bound is None:
        return None
    return AlertVelocity(
        window_minutes=bound.window_minutes,
        devices=bound.devices,
        session_percent=bound.session_percent,
    )


def _shown_spike(bound: SpikeBound | None) -> AlertSpike | None:
    if bound is None:
        return None
    return AlertSpike(
        window_minutes=bound.window_minutes, factor=bound.factor, min_crashes=bound.min_crashes
    )


def _shown_crash_free(bound: CrashFreeBound | None) -> AlertCrashFreeBound | None:
    if bound is None:
        return None
    return AlertCrashFreeBound(
        of=bound.of,
        below_percent=bound.below_percent,
        days=bound.days,
        min_sample=bound.min_sample,
    )


def _shown_silence(bound: SilenceBound | None) -> AlertSilence | None:
    if bound is None:
        return None
    return AlertSilence(
        window_minutes=bound.window_minutes,
        below_percent=bound.below_percent,
        min_events=bound.min_events,
    )
