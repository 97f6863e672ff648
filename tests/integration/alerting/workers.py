"""Alerting as in production, except for the time and the receivers."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import httpx
from tests.factories import NOW, occurrence
from tests.receivers import HttpReceiver
from tests.unit.alerting.examples import shipped_templates

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.alerting.channels.base import AnyKind
from telemetry_graph.alerting.channels.encryption import SecretBox
from telemetry_graph.alerting.channels.settings.model import (
    AlertChannel,
    ChannelSettings,
    QuietSettings,
)
from telemetry_graph.alerting.channels.settings.service import AlertChannels
from telemetry_graph.alerting.channels.settings.store import load_channel_ids
from telemetry_graph.alerting.channels.transports import MailServer, SmtpSecurity, Transports
from telemetry_graph.alerting.content.links import SignedLinks
from telemetry_graph.alerting.pipeline.decide import Decider
from telemetry_graph.alerting.pipeline.destinations import Destination
from telemetry_graph.alerting.pipeline.dispatcher import (
    DEFAULT_LIMITS,
    Dispatcher,
    DispatchLimits,
)
from telemetry_graph.alerting.pipeline.model import Delivery
from telemetry_graph.alerting.pipeline.sender import DeliverySender, OpenChannel
from telemetry_graph.alerting.pipeline.service import Alerting
from telemetry_graph.alerting.pipeline.triggers import CrashTriggers
from telemetry_graph.alerting.pipeline.verification import ChannelVerification
from telemetry_graph.alerting.rules.model import AlertRule, RuleKind, RuleSettings
from telemetry_graph.alerting.rules.rule_cache import AlertRuleCache
from telemetry_graph.alerting.rules.service import AlertRules
from telemetry_graph.crashes.model import CrashOccurrence, RecordedCrashes
from telemetry_graph.crashes.service import Crashes
from telemetry_graph.crashes.triage.service import CrashTriage
from telemetry_graph.db.pool import Pool
from telemetry_graph.events.reads import EventReads
from telemetry_graph.kit.ids import AppId, Fingerprint

APP = AppId("com.example.notes")
OTHER_APP = AppId("com.example.other")
OWNER = "owner@example.com"
PUBLIC_URL = "https://telemetry.example"
KEYS = ("a key of the tests",)
NEW_GROUP_RULE = RuleSettings("New crash group", RuleKind.NEW_CRASH_GROUP)
REGRESSION_RULE = RuleSettings("Regression", RuleKind.REGRESSION)
UNLIMITED = QuietSettings(hourly_cap=1_000)
UNUSED_PORT = 1
VERIFY = "UPDATE alert_channels SET verified_at = $2 WHERE id = $1"


class ManualClock:
    """Advances only when a test advances it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def advance_to(self, instant: datetime | None) -> None:
        assert instant is not None
        self.now = instant


class Worker:
    """The steps of one worker, one at a time."""

    def __init__(self, decider: Decider, dispatcher: Dispatcher, ended: asyncio.Event) -> None:
        self.decider = decider
        self.dispatcher = dispatcher
        self._ended = ended

    async def step(self) -> bool:
        """Decide, send, and wait for the messages; return whether anything was due."""
        decided = await self.decider.work()
        sent = await self.send()
        return sent or decided > 0

    async def send(self) -> bool:
        sent = await self.dispatcher.work()
        await self.wait_until_sending(0)
        return sent

    async def wait_until_sending(self, count: int) -> None:
        """Wait until at most `count` messages are being sent."""
        while self.dispatcher.sending > count:
            self._ended.clear()
            await self._ended.wait()

    async def run_until_idle(self) -> None:
        while await self.step():
            pass


@dataclass
class Alerts:
    """The alerting of one installation, with as many workers as a test starts."""

    pool: Pool
    clock: ManualClock
    client: httpx.AsyncClient
    smtp_port: int = UNUSED_PORT

    def __post_init__(self) -> None:
        self.accounts = Accounts.over(self.pool, self.clock)
        self.crashes = Crashes(self.pool, self.clock, EventReads(self.pool))
        self.triage = CrashTriage(self.pool, self.clock, self.accounts)
        self.cache = AlertRuleCache((NEW_GROUP_RULE, REGRESSION_RULE))
        self.triggers = CrashTriggers(self.clock, self.cache, lambda: None)
        self.service = Alerting(self.pool, self.clock, self.cache)
        self.rules = AlertRules(self.pool, self.clock, self.cache, load_channel_ids)
        self.links = SignedLinks(KEYS, public_url=PUBLIC_URL)
        self.box = SecretBox(KEYS)

    @property
    def channels(self) -> AlertChannels:
        return AlertChannels(self.pool, self.clock, self.box, self.verification)

    @property
    def verification(self) -> ChannelVerification:
        return ChannelVerification(self.pool, self.clock, self.sender())

    @property
    def transports(self) -> Transports:
        mail = MailServer(
            "127.0.0.1", self.smtp_port, "alerts@example.com", security=SmtpSecurity.NONE
        )
        return Transports(self.client, self.clock, mail)

    def open_channel(self, kind: AnyKind, address: str, secret: str | None = None) -> OpenChannel:
        """A channel of the installation."""
        return OpenChannel(kind, kind.open(address, secret, self.transports))

    def sender(self, *installed: OpenChannel) -> DeliverySender:
        return DeliverySender(
            pool=self.pool,
            installed={each.kind.name: each for each in installed},
            transports=self.transports,
            box=self.box,
            templates=shipped_templates(),
            links=self.links,
        )

    @asynccontextmanager
    async def worker(
        self,
        *installed: OpenChannel,
        limits: DispatchLimits = DEFAULT_LIMITS,
        quiet: QuietSettings = UNLIMITED,
        alerts_at_once: int = 500,
    ) -> AsyncIterator[Worker]:
        sender, ended = self.sender(*installed), asyncio.Event()
        destinations = [
            Destination(each.kind.name, each.kind.name, each.channel.target, quiet=quiet)
            for each in installed
        ]
        decider = Decider(self.pool, self.clock, destinations, alerts_at_once)
        dispatcher = Dispatcher(self.pool, sender=sender, clock=self.clock, limits=limits)
        async with dispatcher.running(ended.set):
            yield Worker(decider, dispatcher, ended)

    async def crash(self, *crashes: CrashOccurrence, **changes: Any) -> RecordedCrashes:
        """Record crashes in one flush; without any, one crash of the same group each time."""
        given = crashes or [occurrence(**{"timestamp": self.clock(), **changes})]
        dated = [replace(crash, received_at=self.clock()) for crash in given]
        async with self.pool.transaction() as conn:
            recorded = await self.crashes.record(conn, dated)
            await self.triggers.raise_alerts(conn, recorded)
        return recorded

    async def create_channel(
        self, kind: AnyKind, address: str, *, quiet: QuietSettings = UNLIMITED, **changes: Any
    ) -> AlertChannel:
        """A channel of the app, already verified."""
        settings = ChannelSettings("Team", address, quiet=quiet, **changes)
        created = await self.channels.create(APP, kind.name, settings, OWNER)
        async with self.pool.connection() as conn:
            await conn.execute("DELETE FROM alert_outbox WHERE kind = 'verification'")
            await conn.execute(VERIFY, created.id, self.clock())
        return replace(created, verified_at=self.clock())

    async def find_rule(self, kind: RuleKind) -> AlertRule:
        (found,) = (each for each in await self.rules.list_rules(APP) if each.kind is kind)
        return found

    async def update_rule(self, kind: RuleKind, **changes: Any) -> AlertRule:
        rule = await self.find_rule(kind)
        return await self.rules.update(APP, rule.id, replace(rule.settings, **changes), OWNER)

    async def list_deliveries(self, app_id: AppId = APP) -> Sequence[Delivery]:
        return (await self.service.list_deliveries(app_id, 100, None)).items

    async def only_delivery(self) -> Delivery:
        (delivery,) = await self.list_deliveries()
        return delivery

    async def count_rows(self, table: str) -> int:
        async with self.pool.connection() as conn:
            return int(await conn.fetchval(f'SELECT count(*) FROM "{table}"'))


def fingerprint(number: int) -> Fingerprint:
    return Fingerprint(f"{number:016x}")


async def crash_groups(
    alerts: Alerts, count: int, first: int = 0, seconds_between: float = 0.0
) -> None:
    """Record crashes of new groups, in one flush or with time in between."""
    if not seconds_between:
        crashes = (occurrence(fingerprint=fingerprint(first + n)) for n in range(count))
        await alerts.crash(*crashes)
        return
    for n in range(count):
        alerts.clock.advance(seconds_between)
        await alerts.crash(fingerprint=fingerprint(first + n))


def posted_kinds(receiver: HttpReceiver) -> list[str]:
    return [posted.json["kind"] for posted in receiver.requests]
