"""Exports of every metric, in JSON and CSV."""

from typing import Any

import pytest
from tests.factories import APP
from tests.integration.api.history import send_two_sessions
from tests.integration.api.site import Site, read_error

METRICS = (
    "overview", "daily_users", "crashes", "fatal_crashes", "crash_free_users",
    "crash_free_sessions", "sessions", "average_session_seconds", "starts", "active_users",
    "events", "versions", "adoption", "retention", "session_duration", "frame", "memory",
    "startup", "screens", "elements", "features",
)  # fmt: skip


@pytest.mark.parametrize("metric", METRICS)
async def test_every_metric_can_be_exported(site: Site, metric: str) -> None:
    await send_two_sessions(site)
    path, secret = f"/v1/apps/{APP}/analytics/export", site.people.teammate.token

    as_json = await site.rest("GET", path, secret=secret, params={"metric": metric})
    as_csv = await site.rest("GET", path, secret=secret, params={"metric": metric, "format": "csv"})

    data = as_json.json()["data"]
    assert as_csv.headers["content-type"].startswith("text/csv")
    header, *lines = as_csv.text.splitlines()
    assert len(lines) == len(data)
    assert all(",".join(record) == header for record in data)
    assert bool(data) is (metric not in ("memory", "startup", "elements", "features"))


async def test_a_breakdown_and_a_funnel_can_be_exported(site: Site) -> None:
    span = await send_two_sessions(site)
    path, secret = f"/v1/apps/{APP}/analytics/export", site.people.teammate.token
    days = {"start_date": span["start"], "end_date": span["end"]}
    field = {"metric": "breakdown", "event_type": "screen_view", "field": "screen_name"}
    steps = {"metric": "funnel", "step": ["app_start", "screen_view", "app_stop"], **days}

    screens = await site.rest("GET", path, secret=secret, params=field)
    funnel = await site.rest("GET", path, secret=secret, params=steps)

    assert screens.json()["data"] == [
        {"value": "=home", "count": 1, "devices": 1, "share": 0.5},
        {"value": "home", "count": 1, "devices": 1, "share": 0.5},
    ]
    assert funnel.json()["data"] == [
        {"event_type": "app_start", "sessions": 2},
        {"event_type": "screen_view", "sessions": 2},
        {"event_type": "app_stop", "sessions": 1},
    ]


async def test_an_exported_overview_has_every_metric_with_its_parts(site: Site) -> None:
    await send_two_sessions(site)
    path, secret = f"/v1/apps/{APP}/analytics/export", site.people.teammate.token

    response = await site.rest("GET", path, secret=secret, params={"metric": "overview"})

    metrics = {each.pop("metric"): each for each in response.json()["data"]}
    assert metrics["average_session_seconds"] == {
        "value": 60.0,
        "previous": None,
        "delta_percent": None,
        "numerator": 60.0,
        "denominator": 1.0,
        "is_low_sample": True,
        "is_estimated": False,
    }
    assert list(metrics) == [
        "daily_users", "crashes", "fatal_crashes", "crash_free_users", "crash_free_sessions",
        "sessions", "average_session_seconds", "starts",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "params",
    [
        {"metric": "breakdown", "event_type": "screen_view"},
        {"metric": "breakdown", "field": "screen_name"},
        {"metric": "funnel", "step": ["app_start", "app_stop"]},
        {"metric": "funnel", "step": "app_start", "start_date": "2025-06-01",
         "end_date": "2025-06-02"},
    ],
)  # fmt: skip
async def test_an_export_without_its_parameters_is_refused(
    site: Site, params: dict[str, Any]
) -> None:
    path, secret = f"/v1/apps/{APP}/analytics/export", site.people.teammate.token

    assert read_error(await site.rest("GET", path, secret=secret, params=params)) == (
        400,
        "INVALID_FIELD",
    )


async def test_an_export_requires_access_and_a_valid_metric(site: Site) -> None:
    path = f"/v1/apps/{APP}/analytics/export"
    owner, stranger = site.people.owner.token, site.people.stranger.token

    unknown = await site.rest("GET", path, secret=owner, params={"metric": "x"})
    odd = await site.rest("GET", path, secret=owner, params={"metric": "starts", "format": "xml"})
    strange = await site.rest("GET", path, secret=stranger, params={"metric": "starts"})

    assert read_error(unknown) == read_error(odd) == (400, "INVALID_FIELD")
    assert read_error(strange) == (404, "APP_NOT_FOUND")
