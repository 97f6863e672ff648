"""Alerting with everything but time and the receivers real: crashes come in, workers tell."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
from tests.factories import NOW, occurrence
from tests.receivers import HttpReceiver

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.alerting.channels.base import Channel
from telemetry_graph.alerting.channels.email.sender import EmailConfig, Security
from telemetry_graph.alerting.channels.encryption import SecretBox
from telemetry_graph.alerting.channels.registry import Registry
from telemetry_graph.alerting.channels.settings.model import AlertChannel, ChannelSettings
from telemetry_graph.alerting.channels.settings.service import AlertChannels
from telemetry_graph.alerting.content.links import SignedLinks
from telemetry_graph.alerting.content.payload import ChannelKind
from telemetry_graph.alerting.content.render import Renderer
from telemetry_graph.alerting.content.wording import Wording
from telemetry_graph.alerting.pipeline.decider import Decider
from telemetry_graph.alerting.pipeline.dispatcher import DEFAULT_LIMITS, Dispatcher, Limits
from telemetry_graph.alerting.pipeline.model import Delivery
from telemetry_graph.alerting.pipeline.sender import Sender
from telemetry_graph.alerting.pipeline.service import Alerting
from telemetry_graph.alerting.pipeline.suppression import QuietSettings
from telemetry_graph.alerting.pipeline.targets import Target
from telemetry_graph.alerting.rules.model import AlertRule, RuleKind, RuleSettings
from telemetry_graph.alerting.rules.service import AlertRules
from telemetry_graph.crashes.model import CrashOccurrence, RecordedCrashes
from telemetry_graph.crashes.service import Crashes
from telemetry_graph.crashes.triage.service import CrashTriage
from telemetry_graph.db.pool import Pool
from telemetry_graph.events.reads import EventReads
from telemetry_graph.kit.ids import AppId, Fingerprint
from telemetry_graph.kit.resources import resource_dir

APP = AppId("com.example.notes")
OTHER_APP = AppId("com.example.other")
PUBLIC_URL = "https://telemetry.example"
SEALING_KEYS = ("a key that seals in tests",)
ON_NEW_GROUP = RuleSettings("New crash group", RuleKind.NEW_CRASH_GROUP)
ON_REGRESSION = RuleSettings("Regression", RuleKind.REGRESSION)
AS_MANY_AS_THERE_ARE = QuietSettings(hourly_cap=1_000)
NOBODY_LISTENS = 1
VERIFY = "UPDATE alert_channels SET verified_at = $2 WHERE id = $1"


class ManualClock:
    """Time that passes when it is told to."""

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
    """One worker's steps, taken when a test says so."""

    def __init__(self, decider: Decider, dispatcher: Dispatcher, ended: asyncio.Event) -> None:
        self.decider = decider
        self.dispatcher = dispatcher
        self._ended = ended

    async def step(self) -> bool:
        """Decide, send, and wait until what is sent has ended; whether there was anything."""
        decided = await self.decider.work()
        sent = await self.send()
        return sent or decided > 0

    async def send(self) -> bool:
        sent = await self.dispatcher.work()
        await self.until(under_way=0)
        return sent

    async def until(self, *, under_way: int) -> None:
        """Wait until no more than so many sends are under way."""
        while self.dispatcher.under_way > under_way:
            self._ended.clear()
            await self._ended.wait()

    async def run_dry(self) -> None:
        while await self.step():
            pass


@dataclass
class Alerts:
    """The alerting of one installation: its database, and as many workers as a test wants."""

    pool: Pool
    clock: ManualClock
    client: httpx.AsyncClient
    smtp_port: int = NOBODY_LISTENS

    def __post_init__(self) -> None:
        self.accounts = Accounts.over(self.pool, self.clock)
        self.crashes = Crashes(self.pool, self.clock, EventReads(self.pool))
        self.triage = CrashTriage(self.pool, self.clock, self.accounts)
        defaults = (ON_NEW_GROUP, ON_REGRESSION)
        self.service = Alerting.over(self.pool, self.clock, self.accounts, defaults)
        self.rules = AlertRules(self.pool, self.clock, self.service.book)
        self.signed = SignedLinks(SEALING_KEYS, public_url=PUBLIC_URL)
        self.channels = AlertChannels(self.pool, self.clock, self.accounts, self.sender())

    def sender(self, *installed: Channel) -> Sender:
        mail = EmailConfig(
            host="127.0.0.1",
            port=self.smtp_port,
            sender="alerts@example.com",
            recipients=(),
            security=Security.NONE,
        )
        renderer = Renderer(resource_dir("alerts"))
        return Sender(
            installed={channel.name: channel for channel in installed},
            registry=Registry(mail, self.client, self.clock),
            box=SecretBox(SEALING_KEYS),
            wording=Wording(self.pool, renderer, self.signed, PUBLIC_URL),
        )

    @asynccontextmanager
    async def worker(
        self,
        *installed: Channel,
        limits: Limits = DEFAULT_LIMITS,
        quiet: QuietSettings = AS_MANY_AS_THERE_ARE,
        alerts_at_once: int = 500,
    ) -> AsyncIterator[Worker]:
        sender, ended = self.sender(*installed), asyncio.Event()
        targets = [Target.of_installation(each.name, each.target, quiet) for each in installed]
        decider = Decider(self.pool, self.clock, self.accounts, targets, alerts_at_once)
        dispatcher = Dispatcher(self.pool, sender=sender, clock=self.clock, limits=limits)
        async with dispatcher.running(ended.set):
            yield Worker(decider, dispatcher, ended)

    async def crash(self, *crashes: CrashOccurrence, **changes: Any) -> RecordedCrashes:
        """One flush of crashes; one crash, of a group of its own unless `changes` say so."""
        given = crashes or [occurrence(**{"timestamp": self.clock(), **changes})]
        dated = [replace(crash, received_at=self.clock()) for crash in given]
        async with self.pool.transaction() as conn:
            recorded = await self.crashes.record(conn, dated)
            await self.service.enqueue(conn, recorded)
        return recorded

    async def channel(
        self,
        kind: ChannelKind,
        address: str,
        *,
        quiet: QuietSettings = AS_MANY_AS_THERE_ARE,
        **changes: Any,
    ) -> AlertChannel:
        """A channel of the app that is verified already."""
        settings = ChannelSettings("Team", address, quiet=quiet, **changes)
        made = await self.channels.create(APP, kind, settings, "owner@example.com")
        async with self.pool.connection() as conn:
            await conn.execute("DELETE FROM alert_outbox WHERE kind = 'verification'")
        await self.verify(made)
        return replace(made, verified_at=self.clock())

    async def verify(self, channel: AlertChannel) -> None:
        """As its owner's consent would."""
        async with self.pool.connection() as conn:
            await conn.execute(VERIFY, channel.id, self.clock())

    async def rule(self, kind: RuleKind) -> AlertRule:
        (found,) = (each for each in await self.rules.rules(APP) if each.kind is kind)
        return found

    async def change_rule(self, kind: RuleKind, **changes: Any) -> AlertRule:
        rule = await self.rule(kind)
        settings = replace(rule.settings, **changes)
        return await self.rules.update(APP, rule.id, settings, "owner@example.com")

    async def log(self, app_id: AppId = APP) -> Sequence[Delivery]:
        return (await self.service.deliveries(app_id, 100, None)).items

    async def only_delivery(self) -> Delivery:
        (delivery,) = await self.log()
        return delivery

    async def delivery(self, delivery_id: UUID) -> Delivery:
        (found,) = (each for each in await self.log() if each.id == delivery_id)
        return found

    async def rows(self, table: str) -> int:
        async with self.pool.connection() as conn:
            return int(await conn.fetchval(f'SELECT count(*) FROM "{table}"'))


def name(number: int) -> Fingerprint:
    return Fingerprint(f"{number:016x}")


async def crash_groups(alerts: Alerts, count: int, first: int = 0, apart: float = 0.0) -> None:
    """So many new groups, in one flush or `apart` by so many seconds."""
    if not apart:
        await alerts.crash(*(occurrence(fingerprint=name(first + n)) for n in range(count)))
        return
    for n in range(count):
        alerts.clock.advance(apart)
        await alerts.crash(fingerprint=name(first + n))


def kinds(receiver: HttpReceiver) -> list[str]:
    return [posted.json["kind"] for posted in receiver.posted]
