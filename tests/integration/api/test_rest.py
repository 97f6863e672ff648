"""The REST API: its paths, parameters and bodies."""

from typing import Any
from uuid import UUID

import pytest
from tests.factories import APP, batch, event, report, to_snake
from tests.integration.api.site import Site, read_error

from telemetry_graph.kit.clock import utc_now


async def _day(site: Site) -> str:
    return utc_now().date().isoformat()


async def test_events_are_stored(site: Site) -> None:
    given = batch(event(at=utc_now()), event("app_stop", at=utc_now()))

    response = await site.rest("POST", "/v1/telemetry/events", to_snake(given), secret=site.key)

    assert response.status_code == 200
    assert response.json() == {
        "received": 2,
        "is_duplicate": False,
        "rejected": [],
        "sampled_out": 0,
        "sampling": [],
    }


async def test_a_crash_gets_an_id(site: Site) -> None:
    response = await site.rest(
        "POST", "/v1/telemetry/crash", to_snake(report(at=utc_now())), secret=site.key
    )

    body = response.json()
    assert UUID(body["id"]).version == 7
    assert len(body["fingerprint"]) == 16
    assert body["is_duplicate"] is False


async def test_the_default_range_of_the_overview_is_the_last_30_days(site: Site) -> None:
    await site.rest(
        "POST", "/v1/telemetry/events", to_snake(batch(event(at=utc_now()))), secret=site.key
    )
    await site.report_crash()

    response = await site.rest(
        "GET", f"/v1/apps/{APP}/analytics/overview", secret=site.people.teammate.token
    )

    body = response.json()
    assert body["end_date"] == await _day(site)
    assert (body["starts"], body["sessions"], body["crashes"]) == (1, 1, 1)
    assert body["crash_free_rate"] == 0.0
    assert body["dau"] == 1 / 30


async def test_events_are_counted_by_day(site: Site) -> None:
    given = batch(event(at=utc_now()), event("app_stop", at=utc_now()))
    await site.rest("POST", "/v1/telemetry/events", to_snake(given), secret=site.key)

    async def load_days(**params: str) -> Any:
        response = await site.rest(
            "GET",
            f"/v1/apps/{APP}/analytics/events",
            secret=site.people.teammate.token,
            params=params,
        )
        return response.json()["data"]

    today = await _day(site)
    assert await load_days() == [{"date": today, "count": 2, "unique_devices": 1}]
    assert await load_days(event_type="app_stop") == [
        {"date": today, "count": 1, "unique_devices": 1}
    ]
    assert await load_days(start_date="2024-01-01", end_date="2024-01-31") == []


async def test_crashes_are_listed_by_page_and_status(site: Site) -> None:
    fingerprints = [await site.report_crash(f"message {letter}") for letter in "abc"]
    token = site.people.owner.token
    await site.rest(
        "PATCH",
        f"/v1/apps/{APP}/crashes/{fingerprints[1]}",
        {"status": "resolved"},
        secret=token,
    )

    async def load_page(**params: Any) -> tuple[list[str], int]:
        response = await site.rest("GET", f"/v1/apps/{APP}/crashes", secret=token, params=params)
        body = response.json()
        return [crash["fingerprint"] for crash in body["crashes"]], body["total"]

    assert await load_page() == (fingerprints[::-1], 3)
    assert await load_page(limit=2) == ([fingerprints[2], fingerprints[1]], 3)
    assert await load_page(limit=2, page=2) == ([fingerprints[0]], 3)
    assert await load_page(status="resolved") == ([fingerprints[1]], 1)
    assert await load_page(version="9.9") == ([], 0)


async def test_a_crash_group_has_its_recent_occurrences(site: Site) -> None:
    given = report(at=utc_now(), crash={"message": "boom"})
    sent = await site.rest("POST", "/v1/telemetry/crash", to_snake(given), secret=site.key)
    fingerprint = sent.json()["fingerprint"]

    response = await site.rest(
        "GET", f"/v1/apps/{APP}/crashes/{fingerprint}", secret=site.people.teammate.token
    )

    body = response.json()
    assert body["crash_group"]["app_id"] == APP
    assert body["crash_group"]["crash_type"] == "lua_error"
    assert body["crash_group"]["occurrence_count"] == 1
    assert body["crash_group"]["affected_versions"] == ["1.2.0"]
    assert body["crash_group"]["status"] == "open"
    (occurrence,) = body["recent_occurrences"]
    assert occurrence["id"] == sent.json()["id"]
    assert occurrence["message"] == "boom"
    assert given.device_id not in response.text


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/nothing", 404, "NOT_FOUND"),
        ("GET", "/v1/telemetry/events", 405, "METHOD_NOT_ALLOWED"),
        ("DELETE", "/graphql", 405, "METHOD_NOT_ALLOWED"),
        ("POST", "/anything", 405, "METHOD_NOT_ALLOWED"),
    ],
)
async def test_an_unknown_address_or_method_has_a_code(
    site: Site, method: str, path: str, status: int, code: str
) -> None:
    response = await site.client.request(method, path)

    assert read_error(response) == (status, code)
