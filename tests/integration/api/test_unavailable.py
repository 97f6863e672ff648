"""What callers are told while the database is away."""

from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest
from tests.factories import APP, batch, camel, event, snake
from tests.integration.api.site import GROUPS, INGEST, Site, refusal
from tests.integration.live.link import Link

from telemetry_graph.app import open_api
from telemetry_graph.kit.clock import utc_now
from telemetry_graph.settings import Settings


@pytest.fixture
async def link(settings: Settings) -> AsyncIterator[Link]:
    async with Link(settings.database_url).up() as link:
        yield link


@pytest.fixture
async def far(site: Site, settings: Settings, link: Link) -> AsyncIterator[Site]:
    """The site, over a link to its database that can be cut."""
    async with open_api(replace(settings, database_url=link.url)) as app:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://far") as client:
            yield replace(site, client=client)


async def test_without_its_database_everyone_is_told_to_try_again(far: Site, link: Link) -> None:
    given = batch(event(at=utc_now()))
    await far.still_serves()
    before = await far.rows()
    await link.cut()

    answers = [
        await far.graphql(INGEST, {"input": camel(given)}, secret=far.key),
        await far.rest("POST", "/v1/telemetry/events", snake(given), secret=far.key),
        await far.graphql(GROUPS, {"app": APP}, secret=far.people.owner.token),
        await far.rest("GET", f"/v1/apps/{APP}/crashes", secret=far.people.owner.token),
        await far.client.post("/auth/sign-in", json={"email": "a@b.io", "password": "x" * 10}),
    ]

    assert [refusal(answer) for answer in answers] == [(503, "DATABASE_UNAVAILABLE")] * 5
    assert [answer.headers["retry-after"] for answer in answers] == ["2"] * 5
    assert await far.rows() == before
    await link.restore()


async def test_once_the_database_is_back_everything_works_again(far: Site, link: Link) -> None:
    await far.still_serves()
    await link.cut()
    given = batch(event(at=utc_now()))
    refused = await far.graphql(INGEST, {"input": camel(given)}, secret=far.key)
    assert refused.status_code == 503

    await link.restore()

    await far.still_serves()


async def test_health_goes_on_and_readiness_says_what_is_missing(far: Site, link: Link) -> None:
    ready = await far.client.get("/readyz")
    await link.cut()

    alive, unready = await far.client.get("/healthz"), await far.client.get("/readyz")

    assert ready.json()["checks"] == {"database": "ok", "migrations": "ok", "redis": "ok"}
    assert (alive.status_code, alive.json()) == (200, {"status": "ok"})
    assert unready.status_code == 503
    assert unready.json() == {
        "status": "unavailable",
        "checks": {"database": "unavailable", "migrations": "unknown", "redis": "ok"},
    }
    await link.restore()
    assert (await far.client.get("/readyz")).status_code == 200
