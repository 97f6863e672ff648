"""The GraphQL schema, put together from the domains."""

import time

import strawberry
from graphql import GraphQLError, GraphQLSchema
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from telemetry_graph.accounts.graphql import AccountsMutation, AccountsQuery
from telemetry_graph.accounts.service import Accounts
from telemetry_graph.accounts.team.graphql import AppTeam, TeamMutation
from telemetry_graph.alerting.channels.settings.graphql import (
    AlertChannelsMutation,
    AppAlertChannels,
)
from telemetry_graph.alerting.pipeline.graphql import AlertsMutation, AppAlerts
from telemetry_graph.alerting.rules.graphql import AlertRulesMutation, AppAlertRules
from telemetry_graph.analytics.graphql import AnalyticsMutation, AppAnalytics
from telemetry_graph.api.budget import Budgets
from telemetry_graph.api.cost import CostLimiter
from telemetry_graph.api.document_cache import Preparation, PreparedDocuments
from telemetry_graph.api.errors import CodedErrors
from telemetry_graph.api.limits import AliasLimiter, DepthLimiter, TokenLimiter
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


@strawberry.type(description="One app and all that is known of it.")
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
    name: str = strawberry.field(description="The app's name for people.")


@strawberry.type(description="What can be asked.")
class Query(AccountsQuery, RetentionQuery):
    @strawberry.field(description="An app of yours.", permission_classes=[CanRead])
    async def app(self, info: Info, id: strawberry.ID) -> App:
        model = await info.context.use(Accounts).app(AppId(id))
        return App(id=strawberry.ID(model.app_id), name=model.name)


@strawberry.type(description="What can be changed.")
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


@strawberry.type(description="What can be watched, over graphql-transport-ws or SSE.")
class Subscription(LiveSubscription):
    pass


class Schema(strawberry.Schema):
    @property
    def graphql_schema(self) -> GraphQLSchema:
        """The same as graphql-core knows it."""
        return self._schema

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Nothing here: `api.errors` logs the unexpected ones, once."""


def build_schema(budgets: Budgets | None = None) -> Schema:
    """`budgets` bounds what each caller may ask; a schema that is only shown needs none."""
    documents, budgets = PreparedDocuments(), budgets or Budgets(time.monotonic)
    return Schema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        config=StrawberryConfig(auto_camel_case=True, scalar_map=SCALARS),
        extensions=[
            DepthLimiter,
            AliasLimiter,
            TokenLimiter,
            CostLimiter,
            lambda: Preparation(documents, budgets),
            CodedErrors,
        ],
    )
