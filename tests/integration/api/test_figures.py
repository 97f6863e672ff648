"""Every figure in GraphQL, over a short history."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.factories import APP
from tests.integration.api.history import send_two_sessions
from tests.integration.api.site import Site, read_error

FIGURES = """
query Figures($app: ID!, $range: DateRange!) {
  app(id: $app) {
    overview(range: $range) {
      dailyUsers { value numerator denominator isLowSample isEstimated series { date value } }
      crashFreeSessions { value numerator denominator isLowSample }
      averageSessionSeconds { value previous deltaPercent }
    }
    activeUsers(range: $range) { dau wau mau stickiness series { value } }
    versions(range: $range) { appVersion devices share crashRate }
    adoption(range: $range, appVersions: ["1.2.0", "none"]) { appVersion devices }
    sessions(range: $range) { count { value } durations { whole { count p50 p99 } } }
    performance(range: $range, measure: FRAME) {
      whole { count mean p50 p75 p95 p99 } byDay { count } byVersion { appVersion count }
    }
    topScreens(range: $range) { item count devices share }
    topElements(range: $range) { item }
    topFeatures(range: $range) { item }
    breakdown(range: $range, type: "screen_view", field: "screen_name", first: 1) { item }
    retention(range: $range) { devices returned { afterDays devices rate } }
    funnel(range: $range, steps: ["app_start", "screen_view", "app_stop"]) {
      eventType sessions rate
    }
    liveNow { countedAt devices sessions lastEventAt }
    benchmark { category }
    countedCrashes(first: 5, isFatal: true) { edges { node { id } } pageInfo { hasNextPage } }
    eventTypes { name }
    retentionLimits { policy days }
  }
  retentionRuns { nextRunAt runs { rows } }
}
"""


async def test_every_figure_can_be_queried(site: Site) -> None:
    span = await send_two_sessions(site)
    secret = site.people.teammate.token

    response = await site.graphql(FIGURES, {"app": APP, "range": span}, secret=secret)

    body = response.json()
    assert "errors" not in body
    app: dict[str, Any] = body["data"]["app"]
    assert app["overview"]["dailyUsers"]["numerator"] == 2
    assert app["overview"]["crashFreeSessions"]["value"] == 1.0
    assert app["overview"]["averageSessionSeconds"] == {
        "value": 60.0, "previous": None, "deltaPercent": None}  # fmt: skip
    assert app["activeUsers"]["mau"] == 2
    assert app["versions"] == [
        {"appVersion": "1.2.0", "devices": 2, "share": 1.0, "crashRate": 0.0}
    ]
    assert {each["appVersion"] for each in app["adoption"]} == {"1.2.0"}
    assert app["sessions"]["count"]["value"] == 2.0
    assert app["sessions"]["durations"]["whole"] == {"count": 1, "p50": 60.0, "p99": 60.0}
    assert app["performance"]["whole"]["p95"] == 20.0
    assert app["performance"]["byVersion"] == [{"appVersion": "1.2.0", "count": 1}]
    assert app["topScreens"] == [
        {"item": "=home", "count": 1, "devices": 1, "share": 0.5},
        {"item": "home", "count": 1, "devices": 1, "share": 0.5},
    ]
    assert app["breakdown"] == [{"item": "=home"}]
    assert app["topElements"] == app["topFeatures"] == app["eventTypes"] == []
    assert [step["sessions"] for step in app["funnel"]] == [2, 2, 1]
    assert app["funnel"][2]["rate"] == 0.5
    live = app["liveNow"]
    assert (live["devices"], live["sessions"]) == (2, 2)
    last = datetime.fromisoformat(live["lastEventAt"])
    assert last > datetime.fromisoformat(live["countedAt"]) - timedelta(minutes=1)
    assert app["benchmark"] is None
    assert app["countedCrashes"]["edges"] == []
    assert {"policy": "RAW_EVENTS", "days": 7} in app["retentionLimits"]
    assert body["data"]["retentionRuns"]["runs"] == []


@pytest.mark.parametrize(
    "field",
    [
        'rawEvents(first: 1, range: {start: "2025-06-01", end: "2025-06-09"}) { count }',
        'rawEvents(first: 0, range: {start: "2025-06-01", end: "2025-06-02"}) { count }',
        'rawEvents(after: "x", first: 1, range: {start: "2025-06-01", end: "2025-06-01"}) '
        "{ count }",
        'rawEvents(first: 1, range: {start: "2025-06-01", end: "2025-06-02"}, '
        'filter: {device: "no hash"}) { count }',
        'eventCount(range: {start: "2025-06-02", end: "2025-06-01"}) { value }',
        'overview(range: {start: "2025-06-02", end: "2025-06-01"}) { start }',
        'overview(range: {start: "2023-01-01", end: "2025-06-01"}) { start }',
        'overview(range: {start: "2999-01-01", end: "2999-01-02"}) { start }',
        'overview(appVersion: "a\\u0000b") { start }',
        "topScreens(first: 0) { item }",
        "topScreens(first: 101) { item }",
        'funnel(range: {start: "2025-06-01", end: "2025-06-09"}, steps: ["a", "b"]) { rate }',
        'funnel(range: {start: "2025-06-01", end: "2025-06-02"}, steps: ["a"]) { rate }',
        'funnel(range: {start: "2025-06-01", end: "2025-06-02"}, steps: ["a", "a"]) { rate }',
    ],
)
async def test_invalid_arguments_are_refused(site: Site, field: str) -> None:
    query = f'{{ app(id: "{APP}") {{ {field} }} }}'

    response = await site.graphql(query, secret=site.people.owner.token)

    assert read_error(response) == (400, "INVALID_FIELD")


@pytest.mark.parametrize("version", ["no such", "'; DROP TABLE apps; --", "%", "💥" * 16, ""])
async def test_a_version_without_data_has_no_figures(site: Site, version: str) -> None:
    await send_two_sessions(site)
    query = """query($app: ID!, $version: String) {
      app(id: $app) { overview(appVersion: $version) { starts { value } series { count } }
        topScreens(appVersion: $version) { item } versions(appVersion: $version) { appVersion }
      } }"""

    response = await site.graphql(
        query, {"app": APP, "version": version}, secret=site.people.owner.token
    )

    assert response.json()["data"]["app"] == {
        "overview": {"starts": {"value": 0.0}, "series": []},
        "topScreens": [],
        "versions": [],
    }


async def test_only_an_owner_can_change_retention_benchmarks_and_event_types(site: Site) -> None:
    mutations = (
        'setRetention(input: {appId: "%s", policy: RAW_EVENTS, days: 3}) { limits { days } }',
        'setBenchmark(input: {appId: "%s", category: GAMES}) { category }',
        'setUnknownEventCollection(input: {appId: "%s", isEnabled: true}) { isEnabled }',
        'registerEventType(input: {appId: "%s", name: "bought", tier: USAGE, '
        'fields: [{name: "colour", kind: TEXT}]}) { eventType { version } }',
    )
    for mutation in mutations:
        query = f"mutation {{ {mutation % APP} }}"
        refused = await site.graphql(query, secret=site.people.teammate.token)
        response = await site.graphql(query, secret=site.people.owner.token)
        assert read_error(refused) == (403, "FORBIDDEN")
        assert "errors" not in response.json()


async def test_a_query_over_its_cost_is_refused_before_it_runs(site: Site) -> None:
    span = '{start: "2025-06-01", end: "2025-06-02"}'
    funnels = " ".join(
        f'f{number}: funnel(range: {span}, steps: ["a", "b"]) {{ rate }}' for number in range(6)
    )

    response = await site.graphql(
        f'{{ app(id: "{APP}") {{ {funnels} }} }}', secret=site.people.owner.token
    )

    assert read_error(response) == (400, "QUERY_TOO_COSTLY")
    (error,) = response.json()["errors"]
    assert (error["extensions"]["cost"], error["extensions"]["limit"]) == (240, 200)
    assert response.json()["data"] is None
