"""The delivery log, as GraphQL shows it."""

from datetime import datetime

import strawberry

from telemetry_graph.alerting.model import AlertKind, Delivery, DeliveryState
from telemetry_graph.alerting.service import Alerting
from telemetry_graph.kit.connection import Page
from telemetry_graph.kit.gql import Info, PageInfo
from telemetry_graph.kit.ids import AppId

strawberry.enum(AlertKind, description="Why an alert is sent.")
strawberry.enum(
    DeliveryState,
    name="AlertDeliveryState",
    description="PENDING: not tried yet. SENDING: being sent. RETRYING: failed, to be tried again. "
    "DELIVERED: accepted by the receiver. DEAD: given up.",
)


@strawberry.type(description="One alert to one channel: what became of it.")
class AlertDelivery:
    id: strawberry.ID = strawberry.field(
        description="Stable over retries; receivers find it in the message and can deduplicate."
    )
    channel: str = strawberry.field(description="How it is sent: email, slack, webhook or log.")
    target: str = strawberry.field(description="Whom it is sent to, without secrets.")
    kind: AlertKind = strawberry.field(description="Why it is sent.")
    fingerprint: str = strawberry.field(description="The crash group it is about.")
    state: DeliveryState = strawberry.field(description="Where it stands.")
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

    @classmethod
    def of(cls, model: Delivery) -> "AlertDelivery":
        return cls(
            id=strawberry.ID(str(model.id)),
            channel=model.channel,
            target=model.target,
            kind=model.kind,
            fingerprint=model.fingerprint,
            state=model.state,
            attempts=model.attempts,
            created_at=model.created_at,
            delivered_at=model.delivered_at,
            latency_ms=model.latency_ms,
            next_attempt_at=model.next_attempt_at,
            response=model.response,
            error=model.error,
        )


@strawberry.type(description="A delivery in a list.")
class AlertDeliveryEdge:
    cursor: str = strawberry.field(description="The position of this delivery in the list.")
    node: AlertDelivery = strawberry.field(description="The delivery.")


@strawberry.type(description="A page of deliveries, newest first.")
class AlertDeliveryConnection:
    edges: list[AlertDeliveryEdge] = strawberry.field(description="The deliveries of this page.")
    page_info: PageInfo = strawberry.field(description="Whether there are more, and from where.")

    @classmethod
    def of(cls, page: Page[Delivery]) -> "AlertDeliveryConnection":
        edges = [
            AlertDeliveryEdge(cursor=cursor, node=AlertDelivery.of(delivery))
            for delivery, cursor in zip(page.items, page.cursors, strict=True)
        ]
        info = PageInfo(has_next_page=page.has_next, end_cursor=page.end_cursor)
        return cls(edges=edges, page_info=info)


@strawberry.type
class AppAlerts:
    """The alerting fields of `App`."""

    id: strawberry.ID

    @strawberry.field(description="The delivery log: every alert to every channel, newest first.")
    async def alert_deliveries(
        self, info: Info, first: int, after: str | None = None
    ) -> AlertDeliveryConnection:
        page = await info.context.use(Alerting).deliveries(AppId(self.id), first, after)
        return AlertDeliveryConnection.of(page)
