"""Every kind of channel by name: which addresses it takes, and a channel to one of them."""

from dataclasses import replace
from typing import assert_never

import httpx

from telemetry_graph.alerting.channels.base import Channel, DeliveryFailed
from telemetry_graph.alerting.channels.discord.sender import DiscordChannel, DiscordConfig
from telemetry_graph.alerting.channels.email.sender import (
    EmailChannel,
    EmailConfig,
    masked,
    parsed_address,
)
from telemetry_graph.alerting.channels.http import checked_url, shown_url
from telemetry_graph.alerting.channels.log.sender import LogChannel
from telemetry_graph.alerting.channels.slack.sender import SlackChannel, SlackConfig
from telemetry_graph.alerting.channels.teams.sender import TeamsChannel, TeamsConfig
from telemetry_graph.alerting.channels.webhook.sender import WebhookChannel, WebhookConfig
from telemetry_graph.alerting.content.message import Message
from telemetry_graph.alerting.content.payload import ChannelKind
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import InvalidField

_URL_CHARS = 2_000
_ADDRESS_CHARS = 254


class Registry:
    """Opens channels; `mail` is the mail server, whoever its own recipients are."""

    def __init__(self, mail: EmailConfig | None, client: httpx.AsyncClient, clock: Clock) -> None:
        self._mail = mail
        self._client = client
        self._clock = clock

    def open(self, kind: ChannelKind, address: str, secret: str | None = None) -> Channel:
        """A channel to an address that `check_address` accepted; opening it sends nothing."""
        client, clock = self._client, self._clock
        match kind:
            case ChannelKind.EMAIL:
                return self._email(address)
            case ChannelKind.SLACK:
                return SlackChannel(SlackConfig(address), client, clock)
            case ChannelKind.WEBHOOK:
                return WebhookChannel(WebhookConfig(address, secret), client, clock)
            case ChannelKind.TEAMS:
                return TeamsChannel(TeamsConfig(address), client, clock)
            case ChannelKind.DISCORD:
                return DiscordChannel(DiscordConfig(address), client, clock)
            case ChannelKind.LOG:
                return LogChannel()
            case _:
                assert_never(kind)

    def _email(self, address: str) -> Channel:
        if self._mail is None:
            return _WithoutMailServer(address)
        return EmailChannel(replace(self._mail, recipients=(address,)), self._clock)


class _WithoutMailServer:
    """E-mail while no server is configured: the alert waits for one."""

    name = "email"

    def __init__(self, address: str) -> None:
        self.target = shown_target(ChannelKind.EMAIL, address)

    async def send(self, message: Message) -> str:
        reason = "no mail server is configured: set TELEMETRY_SMTP_HOST"
        raise DeliveryFailed(reason, permanent=False)


def check_address(kind: ChannelKind, address: str) -> str:
    """The address as it is to be stored; InvalidField says what to write instead."""
    address = address.strip()
    match kind:
        case ChannelKind.LOG:
            return ""
        case ChannelKind.EMAIL:
            return _checked_mail(address)
        case _:
            return _checked_webhook(address)


def shown_target(kind: ChannelKind, address: str) -> str:
    """Whom the channel reaches, fit to be shown: no secret and no full address."""
    match kind:
        case ChannelKind.LOG:
            return LogChannel.target
        case ChannelKind.EMAIL:
            return masked(parsed_address(address))
        case _:
            return shown_url(checked_url(address))


def _checked_mail(address: str) -> str:
    try:
        parsed = parsed_address(address[: _ADDRESS_CHARS + 1])
    except ValueError:
        parsed = None
    if parsed is None or parsed.display_name or len(address) > _ADDRESS_CHARS:
        raise InvalidField(
            "Write one e-mail address, such as team@example.com, without a name.", field="address"
        )
    return f"{parsed.username}@{parsed.domain.lower()}"


def _checked_webhook(address: str) -> str:
    try:
        parts = checked_url(address[: _URL_CHARS + 1])
    except ValueError:
        parts = None
    fits = len(address) <= _URL_CHARS and address.isascii() and address.isprintable()
    if parts is None or not fits or " " in address or parts.fragment:
        raise InvalidField(
            "Paste the webhook's whole address, beginning with https://, of at most "
            f"{_URL_CHARS} characters.",
            field="address",
        )
    return address
