"""The GraphQL schema, assembled from the domains."""

import time
from functools import partial

import strawberry
from graphql import GraphQLError, GraphQLSchema
from strawberry.extensions import MaxAliasesLimiter, MaxTokensLimiter, QueryDepthLimiter
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from telemetry_graph.accounts.graphql import AccountsMutation, AccountsQuery
from telemetry_graph.accounts.service import Accounts
from telemetry_graph.accounts.team.graphql import AppTeam, TeamMutation
from telemetry_graph.alerting.channels.graphql import AlertChannelKindsQuery
from telemetry_graph.alerting.channels.settings.graphql import (
    AlertChannelsMutation,
    AppAlertChannels,
)
from telemetry_graph.alerting.pipeline.graphql import AlertsMutation, AppAlerts
from telemetry_graph.alerting.rules.graphql import AlertRulesMutation, AppAlertRules
from telemetry_graph.analytics.graphql import AnalyticsMutation, AppAnalytics
from telemetry_graph.api.budget import Budgets
from telemetry_graph.api.document_cache import DocumentCache, DocumentExtension
from telemetry_graph.api.errors import StreamErrors
from telemetry_graph.api.limits import MAX_ALIASES, MAX_DEPTH, MAX_TOKENS
from telemetry_graph.catalog.graphql import AppCatalog, CatalogMutation
from telemetry_graph.crashes.graphql import AppCrashes
from telemetry_graph.crashes.rules.graphql import AppCrashGroupingRules, CrashGroupingRulesMutation
from telemetry_graph.crashes.sourcemaps.graphql import AppSourceMaps, SourceMapsMutation
from telemetry_graph.crashes.triage.graphql import CrashesMutation
from telemetry_graph.ingest.graphql import AppIngest, IngestMutation
from telemetry_graph.kit.graphql_context import CanRead, Info
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.scalars import SCALARS
from telemetry_graph.live.graphql import LiveSubscription
from telemetry_graph.retention.graphql import AppRetention, RetentionMutation, RetentionQuery


@strawberry.type(description="An app, its data and its settings.")
class App(
    AppAnalytics,
    AppCrashes,
    AppCrashGroupingRules,
    AppSourceMaps,
    AppAlerts,
    AppAlertRules,
    AppAlertChannels,
    AppIngest,
    AppRetention,
    AppCatalog,
    AppTeam,
):
    id: strawberry.ID = strawberry.field(description="Reverse-domain name of the app.")

    @strawberry.field(description="Display name of the app.")
    async def name(self, info: Info) -> str:
        return (await info.context.use(Accounts).app(AppId(self.id))).name


@strawberry.type(description="Queries.")
class Query(AccountsQuery, RetentionQuery, AlertChannelKindsQuery):
    @strawberry.field(description="An app that you are a member of.", permission_classes=[CanRead])
    async def app(self, info: Info, id: strawberry.ID) -> App:
        return App(id=id)


@strawberry.type(description="Mutations.")
class Mutation(
    IngestMutation,
    CrashesMutation,
    CrashGroupingRulesMutation,
    SourceMapsMutation,
    AlertsMutation,
    AlertRulesMutation,
    AlertChannelsMutation,
    RetentionMutation,
    CatalogMutation,
    AnalyticsMutation,
    TeamMutation,
    AccountsMutation,
):
    pass


@strawberry.type(description="Subscriptions, over graphql-transport-ws or Server-Sent Events.")
class Subscription(LiveSubscription):
    pass


class Schema(strawberry.Schema):
    @property
    def graphql_schema(self) -> GraphQLSchema:
        """The schema as an object of graphql-core."""
        return self._schema

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Do nothing: `api.errors` logs unexpected errors."""


def build_schema(budgets: Budgets | None = None) -> Schema:
    """Build the schema. `budgets` are needed only to run queries, not to print the schema."""
    budgets = budgets or Budgets(time.monotonic)
    return Schema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        config=StrawberryConfig(auto_camel_case=True, scalar_map=SCALARS),
        extensions=[
            partial(QueryDepthLimiter, max_depth=MAX_DEPTH),
            partial(MaxAliasesLimiter, max_alias_count=MAX_ALIASES),
            partial(MaxTokensLimiter, max_token_count=MAX_TOKENS),
            partial(DocumentExtension, DocumentCache(), budgets),
            StreamErrors,
        ],
    )
