"""The delivery log and what members do with alerts, in the GraphQL schema."""

from datetime import datetime
from uuid import UUID

import strawberry

from telemetry_graph.alerting.channels.graphql import AlertChannelKind
from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.alerting.graphql_ids import (
    parse_id,
    parse_optional_id,
    to_id,
    to_optional_id,
)
from telemetry_graph.alerting.pipeline.model import (
    Delivery,
    DeliveryFilter,
    DeliveryReason,
    DeliveryState,
)
from telemetry_graph.alerting.pipeline.service import Alerting
from telemetry_graph.alerting.pipeline.verification import ChannelTestResult, ChannelVerification
from telemetry_graph.kit.errors import AlertChannelNotFound, AlertNotFound
from telemetry_graph.kit.graphql_arguments import After, First
from telemetry_graph.kit.graphql_context import CanTriage, Info
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.relay import Connection

strawberry.enum(AlertKind, description="Why a message is sent.")
strawberry.enum(
    DeliveryState,
    name="AlertDeliveryState",
    description="PENDING: not sent yet. SENDING: being sent. RETRYING: failed, waits for the next "
    "attempt. DELIVERED: accepted by the receiver. DEAD: failed without further attempts; can be "
    "replayed. HELD: part of a summary. SUPPRESSED: not sent, for a reason.",
)
strawberry.enum(
    DeliveryReason,
    name="AlertDeliveryReason",
    description="Why an alert was suppressed: RULE_GONE (deleted or disabled), RULE_MUTED, "
    "GROUP_MUTED, COOLDOWN, CHANNEL_DISABLED, CHANNEL_UNVERIFIED; or held: STORM, QUIET_HOURS, "
    "DIGEST, HOURLY_CAP.",
)

_APP = "Id of the app."
_ALERT = "Id of the alert."
_DELIVERY = "Id of the delivery."
_CHANNEL = "Id of the app's channel; null for a channel of the installation."


@strawberry.type(description="One alert to one channel.")
class AlertDelivery:
    id: strawberry.ID = strawberry.field(
        description="Equal for all attempts. Messages contain it, so receivers can deduplicate."
    )
    alert_id: strawberry.ID = strawberry.field(
        description="Id of the alert, which can have deliveries to several channels."
    )
    channel_kind: str = strawberry.field(
        graphql_type=AlertChannelKind, description="How it is delivered."
    )
    channel_id: strawberry.ID | None = strawberry.field(description=_CHANNEL)
    rule_id: strawberry.ID | None = strawberry.field(
        description="Id of the rule; null for summaries and tests."
    )
    target: str = strawberry.field(description="The address without its secret parts.")
    kind: AlertKind = strawberry.field(description="Why it is sent.")
    fingerprint: str | None = strawberry.field(
        description="The crash group that the alert is about."
    )
    crash_message: str | None = strawberry.field(description="The message of the crash.")
    state: DeliveryState = strawberry.field(description="Its state.")
    reason: DeliveryReason | None = strawberry.field(
        description="Why it is HELD or SUPPRESSED; null for other states."
    )
    summary_delivery_id: strawberry.ID | None = strawberry.field(
        description="Id of the delivery of its summary; null until the summary is sent."
    )
    attempts: int = strawberry.field(description="Number of attempts.")
    created_at: datetime = strawberry.field(description="When it was created.")
    delivered_at: datetime | None = strawberry.field(description="When the receiver accepted it.")
    latency_ms: int | None = strawberry.field(
        description="Milliseconds from storing the crash to delivering the alert."
    )
    next_attempt_at: datetime | None = strawberry.field(
        description="Time of the next attempt; null when no attempt follows."
    )
    response: str | None = strawberry.field(description="Excerpt of the receiver's response.")
    error: str | None = strawberry.field(description="Why the last attempt failed.")
    acknowledged_at: datetime | None = strawberry.field(
        description="When the alert was acknowledged."
    )
    acknowledged_by: str | None = strawberry.field(description="Who acknowledged the alert.")

    @classmethod
    def of(cls, model: Delivery) -> "AlertDelivery":
        return cls(
            id=to_id(model.id),
            alert_id=to_id(model.alert_id),
            channel_kind=model.channel_kind,
            channel_id=to_optional_id(model.channel_id),
            rule_id=to_optional_id(model.rule_id),
            target=model.target,
            kind=model.kind,
            fingerprint=model.fingerprint,
            crash_message=model.crash_message,
            state=model.state,
            reason=model.reason,
            summary_delivery_id=to_optional_id(model.summary_delivery_id),
            attempts=model.attempts,
            created_at=model.created_at,
            delivered_at=model.delivered_at,
            latency_ms=model.latency_ms,
            next_attempt_at=model.next_attempt_at,
            response=model.response,
            error=model.error,
            acknowledged_at=model.acknowledged_at,
            acknowledged_by=model.acknowledged_by,
        )


@strawberry.input(description="Which deliveries to list; null matches all.")
class AlertDeliveryFilter:
    state: DeliveryState | None = strawberry.field(default=None, description="Their state.")
    kind: AlertKind | None = strawberry.field(default=None, description="Why they are sent.")
    channel_kind: str | None = strawberry.field(
        default=None,
        graphql_type=AlertChannelKind | None,
        description="How they are delivered.",
    )
    channel_id: strawberry.ID | None = strawberry.field(
        default=None, description="Id of the app's channel."
    )
    rule_id: strawberry.ID | None = strawberry.field(default=None, description="Id of the rule.")
    fingerprint: str | None = strawberry.field(default=None, description="The crash group.")

    def model(self) -> DeliveryFilter:
        return DeliveryFilter(
            state=self.state,
            kind=self.kind,
            channel_kind=None if self.channel_kind is None else str(self.channel_kind),
            channel_id=parse_optional_id(self.channel_id, field="channelId"),
            rule_id=parse_optional_id(self.rule_id, field="ruleId"),
            fingerprint=self.fingerprint,
        )


@strawberry.input(description="The alert to acknowledge.")
class AcknowledgeAlertInput:
    app_id: strawberry.ID = strawberry.field(description=_APP)
    id: strawberry.ID = strawberry.field(description=_ALERT)


@strawberry.input(description="How long the subject of an alert is muted.")
class MuteAlertInput:
    app_id: strawberry.ID = strawberry.field(description=_APP)
    id: strawberry.ID = strawberry.field(description=_ALERT)
    until: datetime | None = strawberry.field(
        default=None, description="End of the mute, within a year; null unmutes it."
    )


@strawberry.input(description="The dead delivery to send again.")
class ReplayAlertDeliveryInput:
    app_id: strawberry.ID = strawberry.field(description=_APP)
    id: strawberry.ID = strawberry.field(description=_DELIVERY)


@strawberry.input(description="The app whose dead deliveries are sent again.")
class ReplayDeadAlertDeliveriesInput:
    app_id: strawberry.ID = strawberry.field(description=_APP)


@strawberry.input(description="The channel that receives a test alert.")
class SendTestAlertInput:
    app_id: strawberry.ID = strawberry.field(description=_APP)
    channel_id: strawberry.ID = strawberry.field(description="Id of the channel.")


@strawberry.type(description="Result of `acknowledgeAlert`.")
class AcknowledgeAlertPayload:
    alert_id: strawberry.ID = strawberry.field(description=_ALERT)


@strawberry.type(description="Result of `muteAlert`.")
class MuteAlertPayload:
    alert_id: strawberry.ID = strawberry.field(description=_ALERT)
    muted_until: datetime | None = strawberry.field(
        description="End of the mute; null when it was unmuted."
    )


@strawberry.type(description="Result of `replayAlertDelivery`.")
class ReplayAlertDeliveryPayload:
    delivery_id: strawberry.ID = strawberry.field(description=_DELIVERY)


@strawberry.type(description="Result of `replayDeadAlertDeliveries`.")
class ReplayDeadAlertDeliveriesPayload:
    delivery_count: int = strawberry.field(description="Number of deliveries to send again.")


@strawberry.type(description="Result of `sendTestAlert`.")
class SendTestAlertPayload:
    delivery_id: strawberry.ID = strawberry.field(description="Id in the delivery log.")
    is_delivered: bool = strawberry.field(description="Whether the receiver accepted the alert.")
    response: str | None = strawberry.field(description="Excerpt of the receiver's response.")
    error: str | None = strawberry.field(description="Why the alert was not delivered.")
    latency_ms: int = strawberry.field(description="Duration in milliseconds.")

    @classmethod
    def of(cls, model: ChannelTestResult) -> "SendTestAlertPayload":
        return cls(
            delivery_id=to_id(model.delivery_id),
            is_delivered=model.error is None,
            response=model.response,
            error=model.error,
            latency_ms=model.latency_ms,
        )


@strawberry.type
class AppAlerts:
    """The fields of `App` about deliveries."""

    id: strawberry.ID

    @strawberry.field(
        description="The delivery log, newest first: each alert and each channel that it was sent "
        "to, or not sent to."
    )
    async def alert_deliveries(
        self,
        info: Info,
        first: First,
        after: After = None,
        filter: AlertDeliveryFilter | None = None,
    ) -> Connection[AlertDelivery]:
        model = (filter or AlertDeliveryFilter()).model()
        service = info.context.use(Alerting)
        page = await service.list_deliveries(AppId(self.id), first, after, model)
        return Connection[AlertDelivery].of(page, AlertDelivery.of)


@strawberry.type
class AlertsMutation:
    @strawberry.mutation(
        description="Acknowledge an alert. It and the other alerts about the same crash group are "
        "not escalated.",
        permission_classes=[CanTriage],
    )
    async def acknowledge_alert(
        self, info: Info, input: AcknowledgeAlertInput
    ) -> AcknowledgeAlertPayload:
        actor = info.context.require_developer().email
        alert_id = _parse_alert_id(input.id)
        await info.context.use(Alerting).acknowledge(alert_id, actor, AppId(input.app_id))
        return AcknowledgeAlertPayload(alert_id=input.id)

    @strawberry.mutation(
        description="Mute what an alert is about: the crash group or the version. For an alert "
        "about the app as a whole, mute its rule.",
        permission_classes=[CanTriage],
    )
    async def mute_alert(self, info: Info, input: MuteAlertInput) -> MuteAlertPayload:
        actor = info.context.require_developer().email
        await info.context.use(Alerting).mute(
            _parse_alert_id(input.id), input.until, actor, AppId(input.app_id)
        )
        return MuteAlertPayload(alert_id=input.id, muted_until=input.until)

    @strawberry.mutation(
        description="Send a dead delivery again, with the same id, for up to 24 hours.",
        permission_classes=[CanTriage],
    )
    async def replay_alert_delivery(
        self, info: Info, input: ReplayAlertDeliveryInput
    ) -> ReplayAlertDeliveryPayload:
        delivery_id = _parse_alert_id(input.id)
        await info.context.use(Alerting).replay(AppId(input.app_id), delivery_id)
        return ReplayAlertDeliveryPayload(delivery_id=input.id)

    @strawberry.mutation(
        description="Send the oldest 1,000 dead deliveries of an app again.",
        permission_classes=[CanTriage],
    )
    async def replay_dead_alert_deliveries(
        self, info: Info, input: ReplayDeadAlertDeliveriesInput
    ) -> ReplayDeadAlertDeliveriesPayload:
        count = await info.context.use(Alerting).replay_dead(AppId(input.app_id))
        return ReplayDeadAlertDeliveriesPayload(delivery_count=count)

    @strawberry.mutation(
        description="Send a test alert to a channel now and return the result.",
        permission_classes=[CanTriage],
    )
    async def send_test_alert(self, info: Info, input: SendTestAlertInput) -> SendTestAlertPayload:
        channel_id = parse_id(
            input.channel_id, AlertChannelNotFound("This app has no such alert channel.")
        )
        verification = info.context.use(ChannelVerification)
        return SendTestAlertPayload.of(
            await verification.send_test(AppId(input.app_id), channel_id)
        )


def _parse_alert_id(text: str) -> UUID:
    return parse_id(text, AlertNotFound("This app has no such alert."))
