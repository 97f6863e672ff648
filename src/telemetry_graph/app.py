"""The composition root: everything is built here and handed on."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from redis.asyncio import Redis
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.alerting.service import Alerting
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.api.edge import Edge
from telemetry_graph.api.errors import UNSTORABLE, on_http_exception, on_telemetry_error
from telemetry_graph.api.fastpath import FastPath
from telemetry_graph.api.routes import Places, all_routes
from telemetry_graph.api.schema import build_schema
from telemetry_graph.crashes.rules.service import CrashRules
from telemetry_graph.crashes.service import Crashes
from telemetry_graph.crashes.triage.service import CrashTriage
from telemetry_graph.db.pool import Pool
from telemetry_graph.ingest.batcher import Limits
from telemetry_graph.ingest.service import Ingest, WritePath
from telemetry_graph.kit.clock import Clock, utc_now
from telemetry_graph.kit.errors import TelemetryError
from telemetry_graph.kit.resources import resource_dir
from telemetry_graph.live.bus import Bus
from telemetry_graph.live.feed import Live
from telemetry_graph.settings import Settings


@dataclass(frozen=True, slots=True)
class Parts:
    """The services of one process; the API finds each by its class."""

    pool: Pool
    bus: Bus
    accounts: Accounts
    crashes: Crashes
    triage: CrashTriage
    rules: CrashRules
    alerting: Alerting
    analytics: Analytics
    live: Live
    ingest: Ingest
    write_path: WritePath

    def by_class(self) -> Mapping[type[Any], Any]:
        every = (self.pool, self.bus, self.accounts, self.crashes, self.triage, self.rules,
                 self.alerting, self.analytics, self.live, self.ingest)  # fmt: skip
        return {type(part): part for part in every}


@asynccontextmanager
async def parts(settings: Settings, clock: Clock = utc_now) -> AsyncIterator[Parts]:
    """The services, with their connections; neither database nor Redis need be there yet."""
    redis = Redis.from_url(
        settings.redis_url, socket_connect_timeout=2, socket_timeout=10, health_check_interval=10
    )
    pool = await Pool.open(settings.database_url, size=settings.pool_size)
    try:
        yield assembled(settings, pool, Bus(redis, prefix=settings.redis_prefix), clock)
    finally:
        await pool.close()
        await redis.aclose()


def assembled(settings: Settings, pool: Pool, bus: Bus, clock: Clock) -> Parts:
    accounts, crashes = Accounts.over(pool, clock), Crashes(pool, clock)
    alerting = Alerting(pool, clock)
    write_path = WritePath(pool, clock, accounts, crashes, alerting, bus)
    return Parts(
        pool=pool,
        bus=bus,
        accounts=accounts,
        crashes=crashes,
        triage=CrashTriage(pool, clock, accounts),
        rules=CrashRules(pool, clock),
        alerting=alerting,
        analytics=Analytics(pool, clock),
        live=Live(bus, crashes, clock),
        ingest=Ingest(write_path, pepper=settings.device_pepper.encode(), limits=Limits()),
        write_path=write_path,
    )


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[ASGIApp]:
    """The ASGI application with everything behind it running; leaving finishes what was taken."""
    async with AsyncExitStack() as stack:
        own = await stack.enter_async_context(parts(settings))
        await stack.enter_async_context(own.bus.running())
        await stack.enter_async_context(own.ingest.running())
        places = Places(resource_dir("migrations"), resource_dir("web"))
        schema = build_schema()
        routed = Starlette(
            routes=all_routes(own.by_class(), places, schema, is_https=settings.is_https),
            exception_handlers={
                TelemetryError: on_telemetry_error,
                HTTPException: on_http_exception,
                **dict.fromkeys(UNSTORABLE, on_telemetry_error),
            },
        )
        yield Edge(FastPath(routed, own.accounts, own.ingest, schema.graphql_schema))
