"""The channels of an app in the GraphQL schema."""

import re
from datetime import datetime
from uuid import UUID

import strawberry

from telemetry_graph.alerting.channels.graphql import AlertChannelKind
from telemetry_graph.alerting.channels.settings.model import AlertChannel as AlertChannelModel
from telemetry_graph.alerting.channels.settings.model import ChannelSettings, QuietSettings
from telemetry_graph.alerting.channels.settings.service import AlertChannels
from telemetry_graph.alerting.graphql_ids import parse_id, to_id
from telemetry_graph.kit.errors import AlertChannelNotFound, InvalidField
from telemetry_graph.kit.graphql_context import CanManage, Info
from telemetry_graph.kit.ids import AppId

_APP = "Id of the app."
_ID = "Id of the channel."
_CAP = "Maximum messages per hour, 3 to 1,000; the rest are combined into one."
_DIGEST = "Interval of digests in minutes; 0 sends each alert at once."
_QUIET_FROM = "Start of quiet hours, as HH:MM; null for none."
_QUIET_UNTIL = "End of quiet hours, when one message summarises the alerts that were held."
_ZONE = "Time zone of the quiet hours, such as Europe/Berlin."
_URGENT = "Whether alerts about fatal crashes that spike or spread are sent during quiet hours."
_ENABLED = "Whether the channel receives alerts."
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


@strawberry.type(description="How many messages a channel receives, and when.")
class AlertQuietSettings:
    hourly_cap: int = strawberry.field(description=_CAP)
    digest_minutes: int = strawberry.field(description=_DIGEST)
    quiet_from: str | None = strawberry.field(description=_QUIET_FROM)
    quiet_until: str | None = strawberry.field(description=_QUIET_UNTIL)
    time_zone: str = strawberry.field(description=_ZONE)
    can_urgent_break_quiet_hours: bool = strawberry.field(description=_URGENT)

    @classmethod
    def of(cls, model: QuietSettings) -> "AlertQuietSettings":
        return cls(
            hourly_cap=model.hourly_cap,
            digest_minutes=model.digest_minutes,
            quiet_from=_format_minute(model.quiet_from_minute),
            quiet_until=_format_minute(model.quiet_until_minute),
            time_zone=model.time_zone,
            can_urgent_break_quiet_hours=model.can_urgent_break_quiet_hours,
        )


@strawberry.type(description="A destination of an app's alerts. The API never returns its address.")
class AlertChannel:
    id: strawberry.ID = strawberry.field(description=_ID)
    kind: str = strawberry.field(graphql_type=AlertChannelKind, description="How it delivers.")
    name: str = strawberry.field(description="Name for display.")
    target: str = strawberry.field(description="The address without its secret parts.")
    has_secret: bool = strawberry.field(description="Whether it signs what it posts.")
    is_enabled: bool = strawberry.field(description=_ENABLED)
    verified_at: datetime | None = strawberry.field(
        description="When its owner confirmed the address or it accepted a test alert. Until then, "
        "it receives no alerts."
    )
    quiet: AlertQuietSettings = strawberry.field(description="Limits and quiet hours.")
    updated_at: datetime = strawberry.field(description="When it was last changed.")
    updated_by: str = strawberry.field(description="Who last changed it.")

    @classmethod
    def of(cls, model: AlertChannelModel) -> "AlertChannel":
        return cls(
            id=to_id(model.id),
            kind=model.kind,
            name=model.name,
            target=model.target,
            has_secret=model.has_secret,
            is_enabled=model.is_enabled,
            verified_at=model.verified_at,
            quiet=AlertQuietSettings.of(model.quiet),
            updated_at=model.updated_at,
            updated_by=model.updated_by,
        )


@strawberry.input(description="How many messages a channel receives, and when.")
class AlertQuietSettingsInput:
    hourly_cap: int = strawberry.field(default=20, description=_CAP)
    digest_minutes: int = strawberry.field(default=0, description=_DIGEST)
    quiet_from: str | None = strawberry.field(default=None, description=_QUIET_FROM)
    quiet_until: str | None = strawberry.field(default=None, description=_QUIET_UNTIL)
    time_zone: str = strawberry.field(default="UTC", description=_ZONE)
    can_urgent_break_quiet_hours: bool = strawberry.field(default=True, description=_URGENT)

    def model(self) -> QuietSettings:
        return QuietSettings(
            hourly_cap=self.hourly_cap,
            digest_minutes=self.digest_minutes,
            quiet_from_minute=_parse_minute("quietFrom", self.quiet_from),
            quiet_until_minute=_parse_minute("quietUntil", self.quiet_until),
            time_zone=self.time_zone,
            can_urgent_break_quiet_hours=self.can_urgent_break_quiet_hours,
        )


@strawberry.input(description="All settings of a channel.")
class AlertChannelSettingsInput:
    name: str = strawberry.field(description="Name for display.")
    address: str | None = strawberry.field(
        default=None,
        description="Null keeps the address. A new address must be verified.",
    )
    secret: str | None = strawberry.field(
        default=None,
        description="Signing key, 16 to 256 characters, for kinds that sign what they post. Null "
        "keeps it, an empty string removes it.",
    )
    is_enabled: bool = strawberry.field(default=True, description=_ENABLED)
    quiet: AlertQuietSettingsInput = strawberry.field(
        default_factory=AlertQuietSettingsInput, description="Limits and quiet hours."
    )

    def model(self) -> ChannelSettings:
        return ChannelSettings(
            self.name, self.address, self.secret, self.is_enabled, self.quiet.model()
        )


@strawberry.input(description="A new alert channel.")
class CreateAlertChannelInput:
    app_id: strawberry.ID = strawberry.field(description=_APP)
    kind: str = strawberry.field(graphql_type=AlertChannelKind, description="How it delivers.")
    settings: AlertChannelSettingsInput = strawberry.field(description="Its settings.")


@strawberry.input(description="New settings of an alert channel.")
class UpdateAlertChannelInput:
    app_id: strawberry.ID = strawberry.field(description=_APP)
    id: strawberry.ID = strawberry.field(description=_ID)
    settings: AlertChannelSettingsInput = strawberry.field(description="All of its settings.")


@strawberry.input(description="The alert channel to delete.")
class DeleteAlertChannelInput:
    app_id: strawberry.ID = strawberry.field(description=_APP)
    id: strawberry.ID = strawberry.field(description=_ID)


@strawberry.input(description="The alert channel whose address must be confirmed.")
class ResendAlertConfirmationInput:
    app_id: strawberry.ID = strawberry.field(description=_APP)
    id: strawberry.ID = strawberry.field(description=_ID)


@strawberry.type(description="Result of `createAlertChannel`.")
class CreateAlertChannelPayload:
    alert_channel: AlertChannel = strawberry.field(description="The new channel.")


@strawberry.type(description="Result of `updateAlertChannel`.")
class UpdateAlertChannelPayload:
    alert_channel: AlertChannel = strawberry.field(description="The changed channel.")


@strawberry.type(description="Result of `deleteAlertChannel`.")
class DeleteAlertChannelPayload:
    deleted_id: strawberry.ID = strawberry.field(description="Id of the deleted channel.")


@strawberry.type(description="Result of `resendAlertConfirmation`.")
class ResendAlertConfirmationPayload:
    alert_channel: AlertChannel = strawberry.field(description="The channel.")


@strawberry.type
class AppAlertChannels:
    """The fields of `App` about channels."""

    id: strawberry.ID

    @strawberry.field(
        description="The app's channels. The channels of the installation receive alerts as well."
    )
    async def alert_channels(self, info: Info) -> list[AlertChannel]:
        models = await info.context.use(AlertChannels).list_channels(AppId(self.id))
        return [AlertChannel.of(model) for model in models]


@strawberry.type
class AlertChannelsMutation:
    @strawberry.mutation(
        description="Create an alert channel. The owner of an e-mail address confirms it by a "
        "link; a channel of another kind is verified by `sendTestAlert`.",
        permission_classes=[CanManage],
    )
    async def create_alert_channel(
        self, info: Info, input: CreateAlertChannelInput
    ) -> CreateAlertChannelPayload:
        actor = info.context.require_developer().email
        model = await info.context.use(AlertChannels).create(
            AppId(input.app_id), str(input.kind), input.settings.model(), actor
        )
        return CreateAlertChannelPayload(alert_channel=AlertChannel.of(model))

    @strawberry.mutation(
        description="Replace the settings of an alert channel.", permission_classes=[CanManage]
    )
    async def update_alert_channel(
        self, info: Info, input: UpdateAlertChannelInput
    ) -> UpdateAlertChannelPayload:
        actor = info.context.require_developer().email
        model = await info.context.use(AlertChannels).update(
            AppId(input.app_id), _parse_channel_id(input.id), input.settings.model(), actor
        )
        return UpdateAlertChannelPayload(alert_channel=AlertChannel.of(model))

    @strawberry.mutation(
        description="Delete an alert channel and remove it from all rules.",
        permission_classes=[CanManage],
    )
    async def delete_alert_channel(
        self, info: Info, input: DeleteAlertChannelInput
    ) -> DeleteAlertChannelPayload:
        channel_id = _parse_channel_id(input.id)
        await info.context.use(AlertChannels).delete(AppId(input.app_id), channel_id)
        return DeleteAlertChannelPayload(deleted_id=input.id)

    @strawberry.mutation(
        description="Send the link that confirms an address again.", permission_classes=[CanManage]
    )
    async def resend_alert_confirmation(
        self, info: Info, input: ResendAlertConfirmationInput
    ) -> ResendAlertConfirmationPayload:
        model = await info.context.use(AlertChannels).resend_confirmation(
            AppId(input.app_id), _parse_channel_id(input.id)
        )
        return ResendAlertConfirmationPayload(alert_channel=AlertChannel.of(model))


def _parse_channel_id(text: str) -> UUID:
    return parse_id(text, AlertChannelNotFound("This app has no such alert channel."))


def _parse_minute(name: str, text: str | None) -> int | None:
    if text is None:
        return None
    match = _TIME.fullmatch(text)
    if match is None:
        raise InvalidField(f"`{name}` must be a time of day, as HH:MM.", field=name)
    return int(match[1]) * 60 + int(match[2])


def _format_minute(minute: int | None) -> str | None:
    return None if minute is None else f"{minute // 60:02}:{minute % 60:02}"
