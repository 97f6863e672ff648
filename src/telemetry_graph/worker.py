"""The background process: sends alerts, merges figures, removes what is old."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import httpx

from telemetry_graph.alerting.channels.email import EmailChannel, EmailConfig, Security
from telemetry_graph.alerting.channels.http import outbound_client
from telemetry_graph.alerting.channels.log import LogChannel
from telemetry_graph.alerting.channels.promise import Channel
from telemetry_graph.alerting.channels.slack import SlackChannel, SlackConfig
from telemetry_graph.alerting.channels.webhook import WebhookChannel, WebhookConfig
from telemetry_graph.alerting.dispatcher import Dispatcher
from telemetry_graph.alerting.render import Renderer
from telemetry_graph.app import Parts, parts
from telemetry_graph.kit.clock import Clock, utc_now
from telemetry_graph.kit.loop import end, run_loop
from telemetry_graph.kit.resources import resource_dir
from telemetry_graph.settings import Settings

log = logging.getLogger(__name__)

_BENCHMARK_SECONDS = 60.0  # each app is due once an hour
_RETENTION_SECONDS = 60.0  # how often it is looked whether the daily run is due
_MERGE_SECONDS = 1.0  # deltas that wait for longer make figures slower, not older
_IDLE_SECONDS = 0.5  # the longest that an alert waits when the wake-up through Redis is lost


def channels_from(settings: Settings, client: httpx.AsyncClient, clock: Clock) -> list[Channel]:
    """The channels that are configured; the log when none is."""
    channels: list[Channel] = []
    if settings.smtp_host and settings.alert_email_to:
        channels.append(EmailChannel(_email_config(settings, settings.smtp_host), clock))
    if settings.alert_slack_url:
        channels.append(SlackChannel(SlackConfig(settings.alert_slack_url), client, clock))
    if settings.alert_webhook_url:
        config = WebhookConfig(settings.alert_webhook_url, settings.alert_webhook_secret)
        channels.append(WebhookChannel(config, client, clock))
    return channels or [LogChannel()]


async def run_worker(settings: Settings, stop: asyncio.Event) -> None:
    """Works until `stop` is set; what it had claimed then is finished first."""
    async with parts(settings) as own, _dispatcher(settings, own) as dispatcher:
        loops = (
            ("alerts", dispatcher.work, _IDLE_SECONDS),
            ("figures", own.compaction.work, _MERGE_SECONDS),
            ("benchmarks", own.benchmarks.work, _BENCHMARK_SECONDS),
            ("retention", own.retention.work, _RETENTION_SECONDS),
        )
        wakes = [asyncio.Event() for _ in loops]
        async with asyncio.TaskGroup() as tasks:
            follower = tasks.create_task(own.bus.follow_wakes(wakes[0]))
            tasks.create_task(_end(stop, wakes, follower))
            log.info("worker started")
            for (name, work, idle), wake in zip(loops, wakes, strict=True):
                tasks.create_task(run_loop(name, work, stop=stop, wake=wake, idle_seconds=idle))
    log.info("worker stopped")


async def _end(
    stop: asyncio.Event, wakes: Sequence[asyncio.Event], follower: asyncio.Task[None]
) -> None:
    await stop.wait()
    for wake in wakes:
        wake.set()
    await end([follower])


@asynccontextmanager
async def _dispatcher(settings: Settings, own: Parts) -> AsyncIterator[Dispatcher]:
    async with outbound_client() as client:
        channels = channels_from(settings, client, utc_now)
        log.info("alerts go to", extra={"channels": {each.name: each.target for each in channels}})
        renderer = Renderer(resource_dir("alerts"), public_url=settings.public_url)
        yield Dispatcher(own.pool, channels=channels, renderer=renderer, clock=utc_now)


def _email_config(settings: Settings, host: str) -> EmailConfig:
    return EmailConfig(
        host=host,
        port=settings.smtp_port,
        sender=settings.alert_email_from,
        recipients=settings.alert_email_to,
        security=Security(settings.smtp_security),
        username=settings.smtp_username,
        password=settings.smtp_password,
    )
