"""The channels of the installation and all that sending takes, as the settings say."""

import logging
from pathlib import Path

import httpx

from telemetry_graph.alerting.channels.addresses import AddressPolicy
from telemetry_graph.alerting.channels.base import Channel
from telemetry_graph.alerting.channels.email.sender import EmailChannel, EmailConfig, Security
from telemetry_graph.alerting.channels.encryption import SecretBox
from telemetry_graph.alerting.channels.log.sender import LogChannel
from telemetry_graph.alerting.channels.outbound import outbound_client
from telemetry_graph.alerting.channels.registry import Registry
from telemetry_graph.alerting.channels.slack.sender import SlackChannel, SlackConfig
from telemetry_graph.alerting.channels.webhook.sender import WebhookChannel, WebhookConfig
from telemetry_graph.alerting.content.links import SignedLinks
from telemetry_graph.alerting.content.render import Renderer
from telemetry_graph.alerting.content.wording import Wording
from telemetry_graph.alerting.pipeline.sender import Sender
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.resources import resource_dir
from telemetry_graph.settings import Settings

log = logging.getLogger(__name__)


def sender_from(settings: Settings, pool: Pool, clock: Clock) -> Sender:
    """What an operator configured is reached anywhere, what an app's people did only in public."""
    trusted = outbound_client()
    guarded = outbound_client(AddressPolicy(settings.alert_allowed_networks))
    installed = channels_from(settings, trusted, clock)
    return Sender(
        installed={channel.name: channel for channel in installed},
        registry=Registry(mail_from(settings), guarded, clock),
        box=SecretBox(settings.encryption_keys),
        wording=_wording(settings, pool),
        clients=(trusted, guarded),
    )


def channels_from(settings: Settings, client: httpx.AsyncClient, clock: Clock) -> list[Channel]:
    """The channels that are configured; the log when none is."""
    channels: list[Channel] = []
    mail = mail_from(settings)
    if mail is not None and mail.recipients:
        channels.append(EmailChannel(mail, clock))
    if settings.alert_slack_url:
        channels.append(SlackChannel(SlackConfig(settings.alert_slack_url), client, clock))
    if settings.alert_webhook_url:
        config = WebhookConfig(settings.alert_webhook_url, settings.alert_webhook_secret)
        channels.append(WebhookChannel(config, client, clock))
    return channels or [LogChannel()]


def mail_from(settings: Settings) -> EmailConfig | None:
    """The mail server, with the recipients of the installation; None when there is none."""
    if not settings.smtp_host:
        return None
    return EmailConfig(
        host=settings.smtp_host,
        port=settings.smtp_port,
        sender=settings.alert_email_from,
        recipients=settings.alert_email_to,
        security=Security(settings.smtp_security),
        username=settings.smtp_username,
        password=settings.smtp_password,
    )


def _wording(settings: Settings, pool: Pool) -> Wording:
    own = settings.alert_templates
    renderer = Renderer(resource_dir("alerts"), own=Path(own) if own else None)
    for fault in renderer.faults():
        log.error("a template of yours is not used", extra={"reason": fault})
    return Wording(
        pool,
        renderer,
        SignedLinks(settings.encryption_keys, public_url=settings.public_url),
        settings.public_url,
    )
