"""The cost of queries: in every response, and charged to a budget."""

import time
from collections.abc import AsyncIterator

import httpx
import pytest
from tests.factories import APP, batch, event, to_camel
from tests.integration.api.site import INGEST, JSON, Site, bearer, read_error

from telemetry_graph.api.budget import Allowance, Budgets
from telemetry_graph.app import open_api
from telemetry_graph.kit.clock import utc_now

OVERVIEW = "query Q($app: ID!) { app(id: $app) { overview { start } } }"
VIEWER = "{ viewer { email } }"


@pytest.fixture
async def limited(site: Site) -> AsyncIterator[Site]:
    """The same site with a budget of 20 that hardly refills."""
    budgets = Budgets(time.monotonic, Allowance(capacity=20, per_second=1))
    async with open_api(site.settings, budgets) as app:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
            yield Site(client, site.pool, site.people, site.settings)


async def test_every_response_has_its_cost(site: Site) -> None:
    token = site.people.owner.token

    first = await site.graphql(OVERVIEW, {"app": APP}, secret=token)
    second = await site.graphql(VIEWER, secret=token)
    again = await site.graphql(OVERVIEW, {"app": APP}, secret=token)

    costs = [each.json()["extensions"]["cost"] for each in (first, second, again)]
    assert [cost["requested"] for cost in costs] == [8, 1, 8]
    assert costs[0] == {"requested": 8, "remaining": 4_992, "capacity": 5_000, "perSecond": 200}


async def test_a_query_over_the_budget_is_not_run(limited: Site) -> None:
    people = limited.people
    for _ in range(2):
        response = await limited.graphql(OVERVIEW, {"app": APP}, secret=people.owner.token)
        assert response.json()["data"]["app"]["overview"]

    response = await limited.graphql(OVERVIEW, {"app": APP}, secret=people.owner.token)

    assert read_error(response) == (429, "RATE_LIMITED")
    assert 1 <= int(response.headers["Retry-After"]) <= 8
    (error,) = response.json()["errors"]
    assert error["extensions"]["scope"] == "queries"
    assert response.json()["data"] is None
    path = f"/v1/apps/{APP}/analytics/overview"
    by_rest = await limited.rest("GET", path, secret=people.owner.token)
    assert read_error(by_rest) == (429, "RATE_LIMITED")
    cheap = await limited.graphql(VIEWER, secret=people.owner.token)
    assert cheap.json()["data"]["viewer"]["email"] == people.owner.email
    other = await limited.graphql(OVERVIEW, {"app": APP}, secret=people.teammate.token)
    assert other.status_code == 200


async def test_each_operation_of_a_list_is_charged(limited: Site) -> None:
    body = [{"query": OVERVIEW, "variables": {"app": APP}}] * 3

    response = await limited.client.post(
        "/graphql", json=body, headers={**JSON, **bearer(limited.people.owner.token)}
    )

    assert ["errors" in each for each in response.json()] == [False, False, True]


async def test_devices_are_not_charged(limited: Site) -> None:
    """Neither by the fast path nor by the executor, which runs documents with directives."""
    unusual = INGEST.replace("received isDuplicate", "received @include(if: true) isDuplicate")

    for number in range(40):
        given = {"input": to_camel(batch(event(at=utc_now())))}
        query = (INGEST, unusual)[number % 2]
        response = await limited.graphql(query, given, secret=limited.key)
        assert response.json()["data"]["ingestEvents"]["received"] == 1
        assert "extensions" not in response.json()


async def test_cached_documents_run_with_other_variables(site: Site) -> None:
    token = site.people.owner.token

    responses = [
        await site.graphql(OVERVIEW, {"app": app}, secret=token) for app in (APP, "no.app")
    ]
    failed = [await site.graphql("{ nothing }", secret=token) for _ in range(2)]
    malformed = [await site.graphql("{ viewer", secret=token) for _ in range(2)]

    assert responses[0].json()["data"]["app"]["overview"]
    assert read_error(responses[1]) == (404, "APP_NOT_FOUND")
    assert {read_error(each) for each in failed} == {(400, "GRAPHQL_VALIDATION_FAILED")}
    assert {read_error(each) for each in malformed} == {(400, "GRAPHQL_PARSE_FAILED")}
