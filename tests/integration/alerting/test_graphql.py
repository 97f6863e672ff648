"""The delivery log through GraphQL."""

from typing import Any

import strawberry
from tests.integration.alerting.workers import APP, Alerts, run_dry
from tests.unit.alerting.examples import crash_facts

from telemetry_graph.alerting.channels.log import LogChannel
from telemetry_graph.alerting.graphql import AppAlerts
from telemetry_graph.alerting.service import Alerting
from telemetry_graph.kit.access import Principal
from telemetry_graph.kit.gql import Context

QUERY = """
query Log($app: ID!, $first: Int!, $after: String) {
  app(id: $app) {
    alertDeliveries(first: $first, after: $after) {
      edges {
        cursor
        node {
          id channel target kind fingerprint state attempts createdAt deliveredAt latencyMs
          nextAttemptAt response error
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}
"""


@strawberry.type
class App(AppAlerts):
    """As the API assembles it, with only this domain's fields."""


@strawberry.type
class Query:
    @strawberry.field
    def app(self, id: strawberry.ID) -> App:
        return App(id=id)


async def nobody(_: Context) -> Principal | None:
    return None


async def page_of(alerts: Alerts, app_id: str, after: str | None = None) -> Any:
    context = Context({Alerting: alerts.service}, principal=None, authenticate=nobody)
    result = await strawberry.Schema(Query).execute(
        QUERY, {"app": app_id, "first": 1, "after": after}, context_value=context
    )
    assert result.errors is None
    assert result.data is not None
    return result.data["app"]["alertDeliveries"]


async def test_the_delivery_log_is_paged_newest_first(alerts: Alerts) -> None:
    for fingerprint in ("00000000deadbeef", "00c0ffee00c0ffee"):
        await alerts.enqueue(crash_facts(fingerprint=fingerprint))
        await run_dry(alerts.worker(LogChannel()))
        alerts.clock.advance(1)
    newest, oldest = await alerts.log()

    first = await page_of(alerts, APP)
    second = await page_of(alerts, APP, first["pageInfo"]["endCursor"])

    assert [edge["node"] for edge in first["edges"]] == [
        {
            "id": str(newest.id),
            "channel": "log",
            "target": "this service's log",
            "kind": "NEW_CRASH_GROUP",
            "fingerprint": "00c0ffee00c0ffee",
            "state": "DELIVERED",
            "attempts": 1,
            "createdAt": "2025-03-04T05:06:08+00:00",
            "deliveredAt": "2025-03-04T05:06:08+00:00",
            "latencyMs": 0,
            "nextAttemptAt": None,
            "response": "logged",
            "error": None,
        }
    ]
    assert first["pageInfo"]["hasNextPage"]
    assert [edge["node"]["id"] for edge in second["edges"]] == [str(oldest.id)]
    assert not second["pageInfo"]["hasNextPage"]


async def test_an_app_sees_no_deliveries_of_another(alerts: Alerts) -> None:
    await alerts.enqueue()
    await run_dry(alerts.worker(LogChannel()))

    page = await page_of(alerts, "com.example.other")

    assert page == {"edges": [], "pageInfo": {"hasNextPage": False, "endCursor": None}}
