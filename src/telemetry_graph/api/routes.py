"""The routes of the API, by address."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.websockets import WebSocket

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.alerting.content.links import SignedLinks
from telemetry_graph.alerting.pipeline.service import Alerting
from telemetry_graph.alerting.pipeline.verification import ChannelVerification
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.api.alert_links import AlertLinkPages
from telemetry_graph.api.authentication import RequestAuthenticator
from telemetry_graph.api.budget import Budgets
from telemetry_graph.api.dashboard import Dashboard
from telemetry_graph.api.graphql_http import answer_post
from telemetry_graph.api.graphql_stream import StreamView, answer_sse
from telemetry_graph.api.health import Health
from telemetry_graph.api.http import wants_stream
from telemetry_graph.api.rest.analytics import AnalyticsRoutes
from telemetry_graph.api.rest.crashes import CrashRoutes
from telemetry_graph.api.rest.ingest import IngestRoutes
from telemetry_graph.api.rest.requests import Authorizer
from telemetry_graph.api.rest.source_maps import SourceMapRoutes
from telemetry_graph.api.schema import Schema
from telemetry_graph.api.sessions import SessionRoutes
from telemetry_graph.crashes.service import Crashes
from telemetry_graph.crashes.sourcemaps.service import SourceMaps
from telemetry_graph.crashes.triage.service import CrashTriage
from telemetry_graph.db.pool import Pool
from telemetry_graph.ingest.service import Ingest
from telemetry_graph.kit.access import Principal
from telemetry_graph.kit.errors import NotFound
from telemetry_graph.kit.graphql_context import Context
from telemetry_graph.live.bus import Bus

ServicesByClass = Mapping[type[Any], Any]


class GraphQLRoutes:
    """`/graphql`: queries and mutations by POST, subscriptions by WebSocket or SSE."""

    def __init__(
        self, services: ServicesByClass, authenticator: RequestAuthenticator, schema: Schema
    ) -> None:
        self._services = services
        self._authenticator = authenticator
        self._schema = schema
        self._stream = StreamView(self._schema, self._make_subscriber_context)

    @property
    def routes(self) -> list[BaseRoute]:
        return [
            Route("/graphql", self.handle_http, methods=["GET", "POST"]),
            WebSocketRoute("/graphql", self.handle_websocket),
        ]

    async def handle_http(self, request: Request) -> Response:
        context = self._make_context(request, await self._authenticator.require_caller(request))
        if wants_stream(request.headers.get("accept", "")):
            return await answer_sse(self._stream, request, context)
        if request.method == "GET":
            raise NotFound("Send queries by POST. GET is for subscriptions over SSE.")
        return await answer_post(self._schema, context, request)

    async def handle_websocket(self, socket: WebSocket) -> None:
        await self._stream(socket.scope, socket.receive, socket.send)

    async def _make_subscriber_context(self, connection: Request | WebSocket) -> Context:
        """Make a context without a caller: `connection_init` may contain the credential."""
        return self._make_context(connection, None)

    def _make_context(self, connection: HTTPConnection, principal: Principal | None) -> Context:
        async def authenticate(context: Context) -> Principal:
            params = context.connection_params
            return await self._authenticator.require_subscriber(connection, params)

        return Context(self._services, principal, authenticate)


@dataclass(frozen=True, slots=True)
class ResourceFolders:
    """Folders that ship with the product."""

    migrations: Path
    dashboard: Path


def build_routes(
    services: ServicesByClass,
    folders: ResourceFolders,
    schema: Schema,
    budgets: Budgets,
    *,
    is_https: bool,
) -> list[BaseRoute]:
    accounts: Accounts = services[Accounts]
    authenticator = RequestAuthenticator(accounts.authenticator)
    alerting: Alerting = services[Alerting]
    links = AlertLinkPages(
        alerting, services[ChannelVerification], services[SignedLinks], alerting.clock
    )
    dashboard = Dashboard(folders.dashboard)
    return [
        *GraphQLRoutes(services, authenticator, schema).routes,
        Mount("/v1", routes=_build_rest_routes(services, authenticator, budgets)),
        Mount("/auth", routes=SessionRoutes(accounts, authenticator, is_https=is_https).routes),
        Mount("/alerts", routes=links.routes),
        *Health(services[Pool], services[Bus], folders.migrations).routes,
        Mount("/assets", app=GZipMiddleware(dashboard.make_assets_app())),
        Route("/{path:path}", dashboard.get_page, methods=["GET"]),
    ]


def _build_rest_routes(
    services: ServicesByClass, authenticator: RequestAuthenticator, budgets: Budgets
) -> list[BaseRoute]:
    authorizer = Authorizer(authenticator, budgets)
    return [
        *IngestRoutes(authenticator, services[Ingest]).routes,
        *AnalyticsRoutes(authorizer, services[Analytics]).routes,
        *CrashRoutes(authorizer, services[Crashes], services[CrashTriage]).routes,
        *SourceMapRoutes(authorizer, services[SourceMaps]).routes,
    ]
