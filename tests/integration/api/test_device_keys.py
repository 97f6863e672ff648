"""Devices need an ingest key of the app, for GraphQL and REST."""

import pytest
from tests.factories import APP, OTHER_APP, batch, to_camel
from tests.integration.api.bodies import batch_body, report_body, to_camel_keys
from tests.integration.api.site import INGEST, REPORT, Site, read_error


@pytest.mark.parametrize("secret", ["", "x", "tgi_" + "x" * 43, "tgi_\x7f", "Bearer"])
async def test_an_invalid_key_is_rejected(site: Site, secret: str) -> None:
    by_rest = await site.rest("POST", "/v1/telemetry/events", batch_body(), secret=secret)
    by_graphql = await site.graphql(INGEST, {"input": to_camel(batch())}, secret=secret)

    assert read_error(by_rest) == (401, "UNAUTHENTICATED")
    assert read_error(by_graphql) == (401, "UNAUTHENTICATED")
    assert by_rest.headers["www-authenticate"] == "Bearer"
    assert await site.count_rows() == {}
    await site.check_still_serves()


async def test_a_revoked_key_is_rejected(site: Site) -> None:
    async with site.pool.connection() as conn:
        await conn.execute("UPDATE api_keys SET revoked_at = now() WHERE app_id = $1", APP)

    by_rest = await site.rest("POST", "/v1/telemetry/crash", report_body(), secret=site.key)
    by_graphql = await site.graphql(INGEST, {"input": to_camel(batch())}, secret=site.key)

    assert read_error(by_rest) == (401, "UNAUTHENTICATED")
    assert read_error(by_graphql) == (401, "UNAUTHENTICATED")
    assert await site.count_rows() == {}


@pytest.mark.parametrize("app_id", ["com.example.none", OTHER_APP, "", "\x00", "\ud800", "x" * 999])
async def test_data_for_another_app_is_rejected(site: Site, app_id: str) -> None:
    events, crash = {**batch_body(), "app_id": app_id}, {**report_body(), "app_id": app_id}

    responses = [
        await site.rest("POST", "/v1/telemetry/events", events, secret=site.key),
        await site.rest("POST", "/v1/telemetry/crash", crash, secret=site.key),
        await site.graphql(INGEST, {"input": to_camel_keys(events)}, secret=site.key),
        await site.graphql(REPORT, {"input": to_camel_keys(crash)}, secret=site.key),
    ]

    assert [read_error(response) for response in responses] == [(403, "APP_MISMATCH")] * 4
    assert await site.count_rows() == {}
    await site.check_still_serves()
