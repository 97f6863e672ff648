"""The composition root: builds every service and passes it to its users."""

import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redis.asyncio import Redis
from starlette.routing import Router
from starlette.types import ASGIApp

from telemetry_graph.accounts import store as accounts_store
from telemetry_graph.accounts.service import Accounts
from telemetry_graph.accounts.team import store as team_store
from telemetry_graph.accounts.team.service import Team
from telemetry_graph.alerting import setup as alerting_setup
from telemetry_graph.alerting.channels.transports import MailServer, SmtpSecurity
from telemetry_graph.alerting.setup import AlertingConfig, AlertingServices, build_alerting
from telemetry_graph.analytics import store as analytics_store
from telemetry_graph.analytics.benchmarks import Benchmarks
from telemetry_graph.analytics.compaction import Compaction
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.api.budget import Budgets
from telemetry_graph.api.fast_path import FastPath
from telemetry_graph.api.middleware import RequestMiddleware
from telemetry_graph.api.routes import ResourceFolders, build_routes
from telemetry_graph.api.schema import build_schema
from telemetry_graph.catalog import store as catalog_store
from telemetry_graph.catalog.service import Catalog
from telemetry_graph.crashes import store as crashes_store
from telemetry_graph.crashes.rules import store as rules_store
from telemetry_graph.crashes.rules.service import GroupingRules
from telemetry_graph.crashes.service import Crashes
from telemetry_graph.crashes.sourcemaps import store as source_maps_store
from telemetry_graph.crashes.sourcemaps.service import SourceMaps
from telemetry_graph.crashes.triage import store as triage_store
from telemetry_graph.crashes.triage.service import CrashTriage
from telemetry_graph.db.pool import Pool
from telemetry_graph.events import store as events_store
from telemetry_graph.events.reads import EventReads
from telemetry_graph.ingest import store as ingest_store
from telemetry_graph.ingest.model import RateLimits
from telemetry_graph.ingest.policy import Policies
from telemetry_graph.ingest.rate_limiter import RateLimiter
from telemetry_graph.ingest.service import Ingest
from telemetry_graph.ingest.write_path import WritePath
from telemetry_graph.ingest.write_queue import QueueLimits
from telemetry_graph.kit.clock import Clock, utc_now
from telemetry_graph.kit.resources import find_resource_folder
from telemetry_graph.kit.tables import OwnedTable, RetentionPolicy
from telemetry_graph.live.bus import Bus
from telemetry_graph.live.feed import Live
from telemetry_graph.retention import store as retention_store
from telemetry_graph.retention.service import ColumnRetention, Retention
from telemetry_graph.settings import Settings


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one process."""

    pool: Pool
    bus: Bus
    accounts: Accounts
    team: Team
    crashes: Crashes
    triage: CrashTriage
    grouping_rules: GroupingRules
    source_maps: SourceMaps
    alerting: AlertingServices
    analytics: Analytics
    compaction: Compaction
    benchmarks: Benchmarks
    retention: Retention
    catalog: Catalog
    live: Live
    ingest: Ingest
    write_path: WritePath

    @property
    def by_class(self) -> Mapping[type[Any], Any]:
        """The services that resolvers use."""
        services = (
            self.pool, self.bus, self.accounts, self.crashes, self.triage, self.grouping_rules,
            self.source_maps, self.analytics, self.benchmarks, self.retention, self.catalog,
            self.live, self.ingest, self.team, *self.alerting.api_services,
        )  # fmt: skip
        return {type(service): service for service in services}


@asynccontextmanager
async def open_services(settings: Settings, clock: Clock = utc_now) -> AsyncIterator[Services]:
    """Open the services and their connections. Database and Redis may become available later."""
    redis = Redis.from_url(
        settings.redis_url, socket_connect_timeout=2, socket_timeout=10, health_check_interval=10
    )
    pool = await Pool.open(settings.database_url, size=settings.pool_size)
    services = build_services(settings, pool, redis, clock)
    try:
        yield services
    finally:
        await services.alerting.aclose()
        await pool.close()
        await redis.aclose()


def build_services(settings: Settings, pool: Pool, redis: Redis, clock: Clock) -> Services:
    bus = Bus(redis, prefix=settings.redis_prefix)
    accounts, events = Accounts.over(pool, clock), EventReads(pool)
    crashes = Crashes(pool, clock, events)
    analytics = Analytics(pool, clock, events)
    alerting = build_alerting(_alerting_config(settings), pool, clock, bus, analytics)
    catalog = Catalog(pool, clock)
    write_path = WritePath(pool, clock, accounts, crashes, alerting.triggers, bus)
    return Services(
        pool=pool,
        bus=bus,
        accounts=accounts,
        team=Team(pool, clock),
        crashes=crashes,
        triage=CrashTriage(pool, clock, accounts),
        grouping_rules=GroupingRules(pool, clock, crashes.symbolicator),
        source_maps=SourceMaps(pool, clock, crashes.symbolicator),
        alerting=alerting,
        analytics=analytics,
        compaction=Compaction(pool, clock),
        benchmarks=Benchmarks(pool, clock, analytics),
        retention=Retention(
            pool, clock, list_owned_tables(), (_make_crash_count_retention(analytics),)
        ),
        live=Live(bus, crashes, clock),
        catalog=catalog,
        ingest=_build_ingest(settings, redis, write_path, catalog),
        write_path=write_path,
    )


def _build_ingest(
    settings: Settings, redis: Redis, write_path: WritePath, catalog: Catalog
) -> Ingest:
    rate_limits = RateLimits(settings.events_per_key, settings.events_per_device)
    return Ingest(
        write_path,
        catalog,
        Policies.over(write_path.pool, rate_limits),
        RateLimiter(redis, prefix=settings.redis_prefix),
        pepper=settings.device_pepper.encode(),
        limits=QueueLimits(),
    )


def list_owned_tables() -> tuple[OwnedTable, ...]:
    """The tables of all domains."""
    stores = (accounts_store, alerting_setup, analytics_store, catalog_store, crashes_store,
              rules_store, source_maps_store, triage_store, events_store, ingest_store,
              retention_store, team_store)  # fmt: skip
    return tuple(table for store in stores for table in store.OWNED)


def _alerting_config(settings: Settings) -> AlertingConfig:
    custom = settings.alert_templates
    return AlertingConfig(
        public_url=settings.public_url,
        keys=settings.encryption_keys,
        folder=find_resource_folder("alerts"),
        custom_templates=Path(custom) if custom else None,
        channels=dict(settings.alert_channels),
        secret=settings.alert_webhook_secret,
        mail_server=_mail_server(settings),
        allowed_networks=settings.alert_allowed_networks,
    )


def _mail_server(settings: Settings) -> MailServer | None:
    if not settings.smtp_host:
        return None
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        sender=settings.alert_email_from,
        security=SmtpSecurity(settings.smtp_security),
        username=settings.smtp_username,
        password=settings.smtp_password,
    )


def _make_crash_count_retention(analytics: Analytics) -> ColumnRetention:
    (table,) = (each for each in analytics_store.OWNED if each.name == "daily_events")
    days = table.default_days or 0
    return ColumnRetention(
        "daily_use",
        RetentionPolicy.COUNTS,
        days,
        "crash counts",
        analytics.delete_crash_counts,
        analytics.count_crash_counts,
    )


@asynccontextmanager
async def open_api(settings: Settings, budgets: Budgets | None = None) -> AsyncIterator[ASGIApp]:
    """Run the ASGI application. Accepted writes are finished when the block ends."""
    async with AsyncExitStack() as stack:
        services = await stack.enter_async_context(open_services(settings))
        await stack.enter_async_context(services.bus.running())
        await stack.enter_async_context(services.ingest.running())
        folders = ResourceFolders(find_resource_folder("migrations"), find_resource_folder("web"))
        budgets = budgets or Budgets(time.monotonic)
        schema = build_schema(budgets)
        routes = build_routes(
            services.by_class, folders, schema, budgets, is_https=settings.is_https
        )
        authenticator, graphql_schema = services.accounts.authenticator, schema.graphql_schema
        fast_path = FastPath(Router(routes), authenticator, services.ingest, graphql_schema)
        yield RequestMiddleware(fast_path)
