"""An app's alert channels, as GraphQL shows and takes them."""

import re
from datetime import datetime
from uuid import UUID

import strawberry

from telemetry_graph.alerting.channels.settings.model import AlertChannel as AlertChannelModel
from telemetry_graph.alerting.channels.settings.model import ChannelSettings, Tested
from telemetry_graph.alerting.channels.settings.service import AlertChannels
from telemetry_graph.alerting.content.payload import ChannelKind
from telemetry_graph.alerting.identifiers import uuid_of
from telemetry_graph.alerting.pipeline.suppression import QuietSettings
from telemetry_graph.kit.errors import AlertChannelNotFound, InvalidField
from telemetry_graph.kit.graphql_context import CanManage, CanTriage, Info
from telemetry_graph.kit.ids import AppId

strawberry.enum(
    ChannelKind,
    name="AlertChannelKind",
    description="How a message travels. LOG is the installation's own and cannot be made.",
)
_CAP = "At most so many messages an hour, 3 … 1,000; what is more is one message then."
_DIGEST = "Alerts of so many minutes are one message; 0: each is its own."
_QUIET_FROM = "When quiet hours begin, as HH:MM; null: there are none."
_QUIET_UNTIL = "When they end; what came in between is one message then."
_ZONE = "The time zone of the quiet hours, such as Europe/Berlin."
_BREAK = "Whether fatal crashes that spike or spread are told at once nevertheless."
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


@strawberry.type(description="How much a channel wants to hear, and when.")
class AlertQuiet:
    hourly_cap: int = strawberry.field(description=_CAP)
    digest_minutes: int = strawberry.field(description=_DIGEST)
    quiet_from: str | None = strawberry.field(description=_QUIET_FROM)
    quiet_until: str | None = strawberry.field(description=_QUIET_UNTIL)
    time_zone: str = strawberry.field(description=_ZONE)
    fatal_spikes_break_quiet: bool = strawberry.field(description=_BREAK)


@strawberry.type(description="Where alerts of an app go to. Its address is never shown.")
class AlertChannel:
    id: strawberry.ID = strawberry.field(description="Names the channel.")
    kind: ChannelKind = strawberry.field(description="How a message travels.")
    name: str = strawberry.field(description="The channel's name for people.")
    target: str = strawberry.field(description="Whom it reaches, without secrets.")
    has_secret: bool = strawberry.field(description="Whether what is posted is signed.")
    is_enabled: bool = strawberry.field(description="Whether alerts go there.")
    verified_at: datetime | None = strawberry.field(
        description="When its receiver confirmed (e-mail) or took a test alert; null: not yet, and "
        "no alert goes there."
    )
    quiet: AlertQuiet = strawberry.field(description="How much it wants to hear, and when.")
    updated_at: datetime = strawberry.field(description="When it was last changed.")
    updated_by: str = strawberry.field(description="Who changed it last.")

    @classmethod
    def of(cls, model: AlertChannelModel) -> "AlertChannel":
        quiet = model.quiet
        return cls(
            id=strawberry.ID(str(model.id)),
            kind=model.kind,
            name=model.name,
            target=model.target,
            has_secret=model.has_secret,
            is_enabled=model.is_enabled,
            verified_at=model.verified_at,
            quiet=AlertQuiet(
                hourly_cap=quiet.hourly_cap,
                digest_minutes=quiet.digest_minutes,
                quiet_from=_shown_minute(quiet.quiet_from_minute),
                quiet_until=_shown_minute(quiet.quiet_until_minute),
                time_zone=quiet.time_zone,
                fatal_spikes_break_quiet=quiet.fatal_spikes_break_quiet,
            ),
            updated_at=model.updated_at,
            updated_by=model.updated_by,
        )


@strawberry.type(description="What became of a test alert.")
class AlertTest:
    delivery_id: strawberry.ID = strawberry.field(description="It is in the delivery log, too.")
    ok: bool = strawberry.field(description="Whether the receiver accepted it.")
    response: str | None = strawberry.field(description="What the receiver answered.")
    error: str | None = strawberry.field(description="What went wrong, word for word.")
    latency_ms: int = strawberry.field(description="Milliseconds that it took.")

    @classmethod
    def of(cls, model: Tested) -> "AlertTest":
        return cls(
            delivery_id=strawberry.ID(str(model.delivery_id)),
            ok=model.error is None,
            response=model.response,
            error=model.error,
            latency_ms=model.latency_ms,
        )


@strawberry.input(description="How much a channel wants to hear, and when.")
class AlertQuietInput:
    hourly_cap: int = strawberry.field(default=20, description=_CAP)
    digest_minutes: int = strawberry.field(default=0, description=_DIGEST)
    quiet_from: str | None = strawberry.field(default=None, description=_QUIET_FROM)
    quiet_until: str | None = strawberry.field(default=None, description=_QUIET_UNTIL)
    time_zone: str = strawberry.field(default="UTC", description=_ZONE)
    fatal_spikes_break_quiet: bool = strawberry.field(default=True, description=_BREAK)

    def model(self) -> QuietSettings:
        return QuietSettings(
            hourly_cap=self.hourly_cap,
            digest_minutes=self.digest_minutes,
            quiet_from_minute=_minute("quietFrom", self.quiet_from),
            quiet_until_minute=_minute("quietUntil", self.quiet_until),
            time_zone=self.time_zone,
            fatal_spikes_break_quiet=self.fatal_spikes_break_quiet,
        )


@strawberry.input(description="A channel as a whole.")
class AlertChannelInput:
    name: str = strawberry.field(description="The channel's name for people.")
    address: str | None = strawberry.field(
        default=None,
        description="An e-mail address or a webhook's URL; null keeps the one that it has. "
        "Another address has to be verified anew.",
    )
    secret: str | None = strawberry.field(
        default=None,
        description="Key of a webhook's signature, 16 characters or more; null keeps the one that "
        "it has, empty takes it away.",
    )
    is_enabled: bool = strawberry.field(default=True, description="Whether alerts go there.")
    quiet: AlertQuietInput = strawberry.field(
        default_factory=AlertQuietInput, description="How much it wants to hear, and when."
    )

    def model(self) -> ChannelSettings:
        return ChannelSettings(
            self.name, self.address, self.secret, self.is_enabled, self.quiet.model()
        )


@strawberry.type
class AppAlertChannels:
    """The fields of `App` about channels."""

    id: strawberry.ID

    @strawberry.field(description="Where alerts of this app go to, besides the installation's own.")
    async def alert_channels(self, info: Info) -> list[AlertChannel]:
        models = await info.context.use(AlertChannels).channels(AppId(self.id))
        return [AlertChannel.of(model) for model in models]


@strawberry.type
class AlertChannelsMutation:
    @strawberry.mutation(
        description="Add a channel. An e-mail address is sent a link to confirm; any other channel "
        "is verified by `sendTestAlert`.",
        permission_classes=[CanManage],
    )
    async def create_alert_channel(
        self, info: Info, app_id: strawberry.ID, kind: ChannelKind, channel: AlertChannelInput
    ) -> AlertChannel:
        actor = info.context.require_developer().email
        service = info.context.use(AlertChannels)
        return AlertChannel.of(await service.create(AppId(app_id), kind, channel.model(), actor))

    @strawberry.mutation(
        description="Replace all that is set of a channel.", permission_classes=[CanManage]
    )
    async def update_alert_channel(
        self, info: Info, app_id: strawberry.ID, id: strawberry.ID, channel: AlertChannelInput
    ) -> AlertChannel:
        actor = info.context.require_developer().email
        service = info.context.use(AlertChannels)
        return AlertChannel.of(
            await service.update(AppId(app_id), _channel_id(id), channel.model(), actor)
        )

    @strawberry.mutation(
        description="Delete a channel; rules forget it. Answers its id.",
        permission_classes=[CanManage],
    )
    async def delete_alert_channel(
        self, info: Info, app_id: strawberry.ID, id: strawberry.ID
    ) -> strawberry.ID:
        await info.context.use(AlertChannels).delete(AppId(app_id), _channel_id(id))
        return id

    @strawberry.mutation(
        description="Send another mail to confirm an address.", permission_classes=[CanManage]
    )
    async def resend_alert_confirmation(
        self, info: Info, app_id: strawberry.ID, id: strawberry.ID
    ) -> AlertChannel:
        service = info.context.use(AlertChannels)
        return AlertChannel.of(await service.ask_again(AppId(app_id), _channel_id(id)))

    @strawberry.mutation(
        description="Send a test alert now, and say exactly what came of it.",
        permission_classes=[CanTriage],
    )
    async def send_test_alert(
        self, info: Info, app_id: strawberry.ID, channel_id: strawberry.ID
    ) -> AlertTest:
        service = info.context.use(AlertChannels)
        return AlertTest.of(await service.test(AppId(app_id), _channel_id(channel_id)))


def _channel_id(text: str) -> UUID:
    return uuid_of(text, AlertChannelNotFound("There is no such alert channel in this app."))


def _minute(name: str, text: str | None) -> int | None:
    if text is None:
        return None
    found = _TIME.fullmatch(text)
    if found is None:
        raise InvalidField(f"`{name}` is a time of day, as HH:MM.", field=name)
    return int(found[1]) * 60 + int(found[2])


def _shown_minute(minute: int | None) -> str | None:
    return None if minute is None else f"{minute // 60:02}:{minute % 60:02}"
