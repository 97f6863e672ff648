"""The cost of what is asked: told with every answer, and refused when there was too much."""

import time
from collections.abc import AsyncIterator

import httpx
import pytest
from tests.factories import APP, batch, camel, event
from tests.integration.api.site import INGEST, JSON, Site, bearer, refusal

from telemetry_graph.api.budget import Allowance, Budgets
from telemetry_graph.app import open_api
from telemetry_graph.kit.clock import utc_now

OVERVIEW = "query Q($app: ID!) { app(id: $app) { overview { start } } }"
VIEWER = "{ viewer { email } }"


@pytest.fixture
async def tight(site: Site) -> AsyncIterator[Site]:
    """The same site, where a caller has 20 to spend and gets hardly any back."""
    budgets = Budgets(time.monotonic, Allowance(capacity=20, per_second=1))
    async with open_api(site.settings, budgets) as app:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
            yield Site(client, site.pool, site.people, site.settings)


async def test_every_answer_tells_what_it_cost(site: Site) -> None:
    token = site.people.owner.token

    first = await site.graphql(OVERVIEW, {"app": APP}, secret=token)
    second = await site.graphql(VIEWER, secret=token)
    again = await site.graphql(OVERVIEW, {"app": APP}, secret=token)

    costs = [each.json()["extensions"]["cost"] for each in (first, second, again)]
    assert [cost["requested"] for cost in costs] == [8, 1, 8]
    assert costs[0] == {"requested": 8, "remaining": 4_992, "capacity": 5_000, "perSecond": 200}


async def test_an_empty_bucket_refuses_before_anything_runs(tight: Site) -> None:
    people = tight.people
    for _ in range(2):
        answer = await tight.graphql(OVERVIEW, {"app": APP}, secret=people.owner.token)
        assert answer.json()["data"]["app"]["overview"]

    answer = await tight.graphql(OVERVIEW, {"app": APP}, secret=people.owner.token)

    assert refusal(answer) == (429, "RATE_LIMITED")
    assert 1 <= int(answer.headers["Retry-After"]) <= 8
    (error,) = answer.json()["errors"]
    assert error["extensions"]["scope"] == "queries"
    assert answer.json()["data"] is None
    path = f"/v1/apps/{APP}/analytics/overview"
    by_rest = await tight.rest("GET", path, secret=people.owner.token)
    assert refusal(by_rest) == (429, "RATE_LIMITED")
    cheap = await tight.graphql(VIEWER, secret=people.owner.token)
    assert cheap.json()["data"]["viewer"]["email"] == people.owner.email
    other = await tight.graphql(OVERVIEW, {"app": APP}, secret=people.teammate.token)
    assert other.status_code == 200


async def test_each_operation_of_a_list_is_charged(tight: Site) -> None:
    body = [{"query": OVERVIEW, "variables": {"app": APP}}] * 3

    answer = await tight.client.post(
        "/graphql", json=body, headers={**JSON, **bearer(tight.people.owner.token)}
    )

    assert ["errors" in each for each in answer.json()] == [False, False, True]


async def test_what_devices_send_costs_nothing(tight: Site) -> None:
    """Neither by the short way nor, with a comment in the selection, by the ordinary one."""
    unusual = INGEST.replace("received isDuplicate", "received @include(if: true) isDuplicate")

    for number in range(40):
        given = {"input": camel(batch(event(at=utc_now())))}
        query = (INGEST, unusual)[number % 2]
        answer = await tight.graphql(query, given, secret=tight.key)
        assert answer.json()["data"]["ingestEvents"]["received"] == 1
        assert "extensions" not in answer.json()


async def test_known_documents_still_run_with_other_variables(site: Site) -> None:
    token = site.people.owner.token

    found = [await site.graphql(OVERVIEW, {"app": app}, secret=token) for app in (APP, "no.app")]
    wrong = [await site.graphql("{ nothing }", secret=token) for _ in range(2)]
    malformed = [await site.graphql("{ viewer", secret=token) for _ in range(2)]

    assert found[0].json()["data"]["app"]["overview"]
    assert refusal(found[1]) == (404, "APP_NOT_FOUND")
    assert {refusal(each) for each in wrong} == {(400, "GRAPHQL_VALIDATION_FAILED")}
    assert {refusal(each) for each in malformed} == {(400, "GRAPHQL_PARSE_FAILED")}
