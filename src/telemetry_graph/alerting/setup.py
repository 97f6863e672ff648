"""Builds the alerting of one process from its configuration."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from telemetry_graph.alerting.channels.base import DeliveryFailed
from telemetry_graph.alerting.channels.email.address import parse_address
from telemetry_graph.alerting.channels.encryption import SecretBox
from telemetry_graph.alerting.channels.http.address_policy import AddressPolicy, Network
from telemetry_graph.alerting.channels.http.guarded_client import create_client
from telemetry_graph.alerting.channels.log import LOG
from telemetry_graph.alerting.channels.registry import KINDS, all_formats, find_kind
from telemetry_graph.alerting.channels.settings import store as channels_store
from telemetry_graph.alerting.channels.settings.service import AlertChannels
from telemetry_graph.alerting.channels.transports import MailServer, Transports
from telemetry_graph.alerting.content.links import SignedLinks
from telemetry_graph.alerting.content.template_checks import check_shipped, find_faults
from telemetry_graph.alerting.content.templates import Templates
from telemetry_graph.alerting.pipeline import store as pipeline_store
from telemetry_graph.alerting.pipeline.decide import Decider
from telemetry_graph.alerting.pipeline.destinations import Destination
from telemetry_graph.alerting.pipeline.dispatcher import Dispatcher
from telemetry_graph.alerting.pipeline.metric_triggers import MetricTriggers
from telemetry_graph.alerting.pipeline.sender import DeliverySender, OpenChannel
from telemetry_graph.alerting.pipeline.service import Alerting
from telemetry_graph.alerting.pipeline.triggers import CrashTriggers
from telemetry_graph.alerting.pipeline.verification import ChannelVerification
from telemetry_graph.alerting.pipeline.worker import AlertWorker
from telemetry_graph.alerting.rules import store as rules_store
from telemetry_graph.alerting.rules.defaults import load_default_rules
from telemetry_graph.alerting.rules.metric_rules.evaluate import MetricRules
from telemetry_graph.alerting.rules.rule_cache import AlertRuleCache
from telemetry_graph.alerting.rules.service import AlertRules
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import TelemetryError
from telemetry_graph.live.bus import Bus

log = logging.getLogger(__name__)

OWNED = (*rules_store.OWNED, *channels_store.OWNED, *pipeline_store.OWNED)


class InvalidAlertSetting(TelemetryError):
    """A setting about alerts cannot be used."""

    code = "BAD_SETTING"


@dataclass(frozen=True, slots=True)
class AlertingConfig:
    public_url: str
    keys: Sequence[str] = field(repr=False)
    """Sign links and encrypt secrets: the first for new ones, all for existing ones."""
    folder: Path
    """Default rules and the words of alerts."""
    custom_templates: Path | None = None
    channels: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The addresses of the installation's channels, by kind."""
    secret: str | None = field(default=None, repr=False)
    """Signing key of the installation's channels."""
    mail_server: MailServer | None = None
    allowed_networks: tuple[Network, ...] = ()


@dataclass(frozen=True, slots=True)
class AlertingServices:
    triggers: CrashTriggers
    metric_triggers: MetricTriggers
    alerts: Alerting
    rules: AlertRules
    channels: AlertChannels
    verification: ChannelVerification
    sender: DeliverySender
    clients: Sequence[httpx.AsyncClient]

    @property
    def api_services(self) -> tuple[Any, ...]:
        """Those that the API uses."""
        return self.alerts, self.rules, self.channels, self.verification, self.sender.links

    @property
    def installed_targets(self) -> dict[str, str]:
        """The masked addresses of the installation's channels, by kind."""
        return {name: each.channel.target for name, each in self.sender.installed.items()}

    def check_templates(self) -> None:
        """Raise BrokenTemplate when a shipped template fails."""
        check_shipped(self.sender.templates, all_formats())

    def create_worker(self) -> AlertWorker:
        pool, clock = self.alerts.pool, self.alerts.clock
        installed = [
            Destination(name, name, target) for name, target in self.installed_targets.items()
        ]
        return AlertWorker(
            Decider(pool, clock, installed), Dispatcher(pool, sender=self.sender, clock=clock)
        )

    async def aclose(self) -> None:
        for client in self.clients:
            await client.aclose()


def build_alerting(
    config: AlertingConfig, pool: Pool, clock: Clock, bus: Bus, analytics: Analytics
) -> AlertingServices:
    """Raises InvalidAlertSetting. Operators' addresses are trusted, those of apps are checked."""
    trusted, guarded = create_client(), create_client(AddressPolicy(config.allowed_networks))
    box = SecretBox(config.keys)
    sender = DeliverySender(
        pool=pool,
        installed=open_installed(config, Transports(trusted, clock, config.mail_server)),
        transports=Transports(guarded, clock, config.mail_server),
        box=box,
        templates=load_templates(config.folder, config.custom_templates),
        links=SignedLinks(config.keys, public_url=config.public_url),
    )
    rules = AlertRuleCache(load_default_rules(config.folder))
    verification = ChannelVerification(pool, clock, sender)
    return AlertingServices(
        triggers=CrashTriggers(clock, rules, bus.wake_alerts),
        metric_triggers=MetricTriggers(pool, clock, rules, MetricRules(pool, analytics)),
        alerts=Alerting(pool, clock, rules),
        rules=AlertRules(pool, clock, rules, channels_store.load_channel_ids),
        channels=AlertChannels(pool, clock, box, verification),
        verification=verification,
        sender=sender,
        clients=(trusted, guarded),
    )


def open_installed(config: AlertingConfig, transports: Transports) -> dict[str, OpenChannel]:
    """The channels of the installation; the log when none is configured."""
    _check_sender(config.mail_server)
    opened = {}
    for name, address in (config.channels or {LOG.name: ""}).items():
        try:
            kind = find_kind(name)
            secret = config.secret if kind.has_secret else None
            opened[name] = OpenChannel(kind, kind.open(address, secret, transports))
        except LookupError:
            known = ", ".join(kind.name for kind in KINDS)
            raise InvalidAlertSetting(
                f"TELEMETRY_ALERT_CHANNELS: {name!r} is not one of {known}"
            ) from None
        except (ValueError, DeliveryFailed) as error:
            raise InvalidAlertSetting(f"TELEMETRY_ALERT_CHANNELS: {name}: {error}") from None
    return opened


def _check_sender(mail_server: MailServer | None) -> None:
    if mail_server is None:
        return
    try:
        parse_address(mail_server.sender)
    except ValueError as error:
        raise InvalidAlertSetting(f"TELEMETRY_ALERT_EMAIL_FROM: {error}") from None


def load_templates(folder: Path, custom: Path | None = None) -> Templates:
    """The shipped and the custom templates; logs the custom ones that will not be used."""
    templates = create_templates(folder, custom)
    for fault in find_faults(templates, all_formats()):
        log.error("invalid custom template ignored", extra={"reason": fault})
    return templates


def create_templates(folder: Path, custom: Path | None = None) -> Templates:
    layouts = dict.fromkeys(format.folder for format in all_formats())
    return Templates([folder, *layouts], custom)
