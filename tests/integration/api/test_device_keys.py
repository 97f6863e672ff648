"""Only the app's own key lets a device in, by either door."""

import pytest
from tests.factories import APP, OTHER_APP, batch, camel
from tests.integration.api.sent import batch_body, camel_keys, report_body
from tests.integration.api.site import INGEST, REPORT, Site, refusal


@pytest.mark.parametrize("secret", ["", "x", "tgi_" + "x" * 43, "tgi_\x7f", "Bearer"])
async def test_a_wrong_key_is_refused(site: Site, secret: str) -> None:
    by_rest = await site.rest("POST", "/v1/telemetry/events", batch_body(), secret=secret)
    by_graphql = await site.graphql(INGEST, {"input": camel(batch())}, secret=secret)

    assert refusal(by_rest) == (401, "UNAUTHENTICATED")
    assert refusal(by_graphql) == (401, "UNAUTHENTICATED")
    assert by_rest.headers["www-authenticate"] == "Bearer"
    assert await site.rows() == {}
    await site.still_serves()


async def test_a_revoked_key_is_refused(site: Site) -> None:
    async with site.pool.connection() as conn:
        await conn.execute("UPDATE api_keys SET revoked_at = now() WHERE app_id = $1", APP)

    by_rest = await site.rest("POST", "/v1/telemetry/crash", report_body(), secret=site.key)
    by_graphql = await site.graphql(INGEST, {"input": camel(batch())}, secret=site.key)

    assert refusal(by_rest) == (401, "UNAUTHENTICATED")
    assert refusal(by_graphql) == (401, "UNAUTHENTICATED")
    assert await site.rows() == {}


@pytest.mark.parametrize("app_id", ["com.example.none", OTHER_APP, "", "\x00", "\ud800", "x" * 999])
async def test_an_app_that_is_not_the_keys_own_is_refused(site: Site, app_id: str) -> None:
    events, crash = {**batch_body(), "app_id": app_id}, {**report_body(), "app_id": app_id}

    answers = [
        await site.rest("POST", "/v1/telemetry/events", events, secret=site.key),
        await site.rest("POST", "/v1/telemetry/crash", crash, secret=site.key),
        await site.graphql(INGEST, {"input": camel_keys(events)}, secret=site.key),
        await site.graphql(REPORT, {"input": camel_keys(crash)}, secret=site.key),
    ]

    assert [refusal(answer) for answer in answers] == [(403, "APP_MISMATCH")] * 4
    assert await site.rows() == {}
    await site.still_serves()
