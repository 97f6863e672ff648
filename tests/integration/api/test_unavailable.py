"""Responses while the database is unavailable."""

from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest
from tests.factories import APP, batch, event, to_camel, to_snake
from tests.integration.api.site import GROUPS, INGEST, Site, read_error
from tests.integration.live.link import Link

from telemetry_graph.app import open_api
from telemetry_graph.kit.clock import utc_now
from telemetry_graph.settings import Settings


@pytest.fixture
async def link(settings: Settings) -> AsyncIterator[Link]:
    async with Link(settings.database_url).up() as link:
        yield link


@pytest.fixture
async def remote(site: Site, settings: Settings, link: Link) -> AsyncIterator[Site]:
    """The site with a database behind a link that can be cut."""
    async with open_api(replace(settings, database_url=link.url)) as app:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://remote") as client:
            yield replace(site, client=client)


async def test_requests_without_the_database_are_rejected_with_retry_after(
    remote: Site, link: Link
) -> None:
    given = batch(event(at=utc_now()))
    await remote.check_still_serves()
    before = await remote.count_rows()
    await link.cut()

    responses = [
        await remote.graphql(INGEST, {"input": to_camel(given)}, secret=remote.key),
        await remote.rest("POST", "/v1/telemetry/events", to_snake(given), secret=remote.key),
        await remote.graphql(GROUPS, {"app": APP}, secret=remote.people.owner.token),
        await remote.rest("GET", f"/v1/apps/{APP}/crashes", secret=remote.people.owner.token),
        await remote.client.post("/auth/sign-in", json={"email": "a@b.io", "password": "x" * 10}),
    ]

    assert [read_error(response) for response in responses] == [(503, "DATABASE_UNAVAILABLE")] * 5
    assert [response.headers["retry-after"] for response in responses] == ["2"] * 5
    assert await remote.count_rows() == before
    await link.restore()


async def test_requests_succeed_when_the_database_is_available_again(
    remote: Site, link: Link
) -> None:
    await remote.check_still_serves()
    await link.cut()
    given = batch(event(at=utc_now()))
    rejected = await remote.graphql(INGEST, {"input": to_camel(given)}, secret=remote.key)
    assert rejected.status_code == 503

    await link.restore()

    await remote.check_still_serves()


async def test_the_health_checks_report_a_missing_database(remote: Site, link: Link) -> None:
    ready = await remote.client.get("/readyz")
    await link.cut()

    alive, unready = await remote.client.get("/healthz"), await remote.client.get("/readyz")

    assert ready.json()["checks"] == {"database": "ok", "migrations": "ok", "redis": "ok"}
    assert (alive.status_code, alive.json()) == (200, {"status": "ok"})
    assert unready.status_code == 503
    assert unready.json() == {
        "status": "unavailable",
        "checks": {"database": "unavailable", "migrations": "unknown", "redis": "ok"},
    }
    await link.restore()
    assert (await remote.client.get("/readyz")).status_code == 200
