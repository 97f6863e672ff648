"""The delivery log and the answers to alerts, as GraphQL shows and takes them."""

from datetime import datetime
from uuid import UUID

import strawberry

from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.alerting.identifiers import uuid_of
from telemetry_graph.alerting.pipeline.model import Delivery, DeliveryFilter, DeliveryState
from telemetry_graph.alerting.pipeline.service import Alerting
from telemetry_graph.alerting.pipeline.suppression import Reason
from telemetry_graph.kit.errors import AlertNotFound
from telemetry_graph.kit.graphql_context import CanTriage, Info
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.relay import Connection

strawberry.enum(AlertKind, description="Why an alert is sent.")
strawberry.enum(
    DeliveryState,
    name="AlertDeliveryState",
    description="PENDING: not tried yet. SENDING: being sent. RETRYING: failed, to be tried again. "
    "DELIVERED: accepted by the receiver. DEAD: given up, and can be replayed. HELD: told in a "
    "summary, now or later. SUPPRESSED: not told; `reason` says why.",
)
strawberry.enum(
    Reason,
    name="AlertReason",
    description="Why an alert was not a message of its own. Not told: RULE_GONE (deleted or "
    "disabled), RULE_MUTED, GROUP_MUTED, COOLDOWN, CHANNEL_DISABLED, CHANNEL_UNVERIFIED. Told in a "
    "summary: STORM, QUIET_HOURS, DIGEST, HOURLY_CAP.",
)


@strawberry.type(description="One alert to one channel: what became of it.")
class AlertDelivery:
    id: strawberry.ID = strawberry.field(
        description="Stable over retries; receivers find it in the message and can deduplicate."
    )
    alert_id: strawberry.ID = strawberry.field(
        description="Names the alert, which may go to several channels; to acknowledge or mute it."
    )
    channel: str = strawberry.field(
        description="How it is sent: email, slack, webhook, teams, discord or log."
    )
    channel_id: strawberry.ID | None = strawberry.field(
        description="The app's channel; null for a channel of the installation."
    )
    rule_id: strawberry.ID | None = strawberry.field(
        description="The rule that it comes from; null for summaries and tests."
    )
    target: str = strawberry.field(description="Whom it is sent to, without secrets.")
    kind: AlertKind = strawberry.field(description="Why it is sent.")
    fingerprint: str | None = strawberry.field(
        description="The crash group it is about, if it is about one."
    )
    crash_message: str | None = strawberry.field(
        description="The message of that crash, as the alert tells it."
    )
    state: DeliveryState = strawberry.field(description="Where it stands.")
    reason: Reason | None = strawberry.field(
        description="Why it is HELD or SUPPRESSED; null otherwise."
    )
    summarised_by: strawberry.ID | None = strawberry.field(
        description="The delivery of the summary that tells of it; null until there is one."
    )
    attempts: int = strawberry.field(description="How often sending was tried.")
    created_at: datetime = strawberry.field(description="When it was queued for this channel.")
    delivered_at: datetime | None = strawberry.field(description="When the receiver accepted it.")
    latency_ms: int | None = strawberry.field(
        description="Milliseconds from storing the crash to delivering the alert."
    )
    next_attempt_at: datetime | None = strawberry.field(
        description="When it is tried next; null once it is delivered or dead."
    )
    response: str | None = strawberry.field(description="What the receiver answered, shortened.")
    error: str | None = strawberry.field(description="Why the last attempt failed.")
    acknowledged_at: datetime | None = strawberry.field(
        description="When somebody said that they look after it."
    )
    acknowledged_by: str | None = strawberry.field(description="Who did, or by what kind of link.")

    @classmethod
    def of(cls, model: Delivery) -> "AlertDelivery":
        return cls(
            id=strawberry.ID(str(model.id)),
            alert_id=strawberry.ID(str(model.alert_id)),
            channel_id=_id(model.channel_id),
            rule_id=_id(model.rule_id),
            reason=model.reason,
            summarised_by=_id(model.summarised_by),
            acknowledged_at=model.acknowledged_at,
            acknowledged_by=model.acknowledged_by,
            channel=model.channel,
            target=model.target,
            kind=model.kind,
            fingerprint=model.fingerprint,
            crash_message=model.crash_message,
            state=model.state,
            attempts=model.attempts,
            created_at=model.created_at,
            delivered_at=model.delivered_at,
            latency_ms=model.latency_ms,
            next_attempt_at=model.next_attempt_at,
            response=model.response,
            error=model.error,
        )


@strawberry.input(description="Which deliveries to list; what is null is not asked for.")
class AlertDeliveryFilter:
    state: DeliveryState | None = strawberry.field(default=None, description="Where they stand.")
    kind: AlertKind | None = strawberry.field(default=None, description="Why they are sent.")
    channel: str | None = strawberry.field(default=None, description="How they are sent.")
    channel_id: strawberry.ID | None = strawberry.field(
        default=None, description="The app's channel."
    )
    rule_id: strawberry.ID | None = strawberry.field(default=None, description="The rule.")
    fingerprint: str | None = strawberry.field(default=None, description="The crash group.")

    def model(self) -> DeliveryFilter:
        return DeliveryFilter(
            state=self.state,
            kind=self.kind,
            channel=self.channel,
            channel_id=_known(self.channel_id, field="channelId"),
            rule_id=_known(self.rule_id, field="ruleId"),
            fingerprint=self.fingerprint,
        )


@strawberry.type
class AppAlerts:
    """The fields of `App` about deliveries."""

    id: strawberry.ID

    @strawberry.field(
        description="The delivery log: every alert and every channel that it went to, or did not "
        "go to; newest first."
    )
    async def alert_deliveries(
        self,
        info: Info,
        first: int,
        after: str | None = None,
        filter: AlertDeliveryFilter | None = None,
    ) -> Connection[AlertDelivery]:
        wanted = (filter or AlertDeliveryFilter()).model()
        page = await info.context.use(Alerting).deliveries(AppId(self.id), first, after, wanted)
        return Connection[AlertDelivery].of(page, AlertDelivery.of)


@strawberry.type
class AlertsMutation:
    @strawberry.mutation(
        description="Say that somebody looks after an alert: it and the others about the same "
        "crash group are not escalated. Answers its id.",
        permission_classes=[CanTriage],
    )
    async def acknowledge_alert(
        self, info: Info, app_id: strawberry.ID, id: strawberry.ID
    ) -> strawberry.ID:
        actor = info.context.require_developer().email
        await info.context.use(Alerting).acknowledge(_alert_id(id), actor, AppId(app_id))
        return id

    @strawberry.mutation(
        description="No more alerts until then about what this one is about: the crash group, the "
        "version, or else of its rule. null ends it. Answers its id.",
        permission_classes=[CanTriage],
    )
    async def mute_alert(
        self,
        info: Info,
        app_id: strawberry.ID,
        id: strawberry.ID,
        until: datetime | None = None,
    ) -> strawberry.ID:
        actor = info.context.require_developer().email
        await info.context.use(Alerting).mute(_alert_id(id), until, actor, AppId(app_id))
        return id

    @strawberry.mutation(
        description="Try a dead delivery for another day, under the same id. Answers the id.",
        permission_classes=[CanTriage],
    )
    async def replay_alert_delivery(
        self, info: Info, app_id: strawberry.ID, id: strawberry.ID
    ) -> strawberry.ID:
        await info.context.use(Alerting).replay(AppId(app_id), _alert_id(id))
        return id

    @strawberry.mutation(
        description="Try all dead deliveries of an app for another day, the oldest 1,000 of them. "
        "Answers how many.",
        permission_classes=[CanTriage],
    )
    async def replay_dead_alert_deliveries(self, info: Info, app_id: strawberry.ID) -> int:
        return await info.context.use(Alerting).replay_dead(AppId(app_id))


def _known(given: strawberry.ID | None, *, field: str) -> UUID | None:
    return None if given is None else uuid_of(given, field=field)


def _alert_id(text: str) -> UUID:
    return uuid_of(text, AlertNotFound("There is no such alert in this app."))


def _id(value: UUID | None) -> strawberry.ID | None:
    return None if value is None else strawberry.ID(str(value))
