"""Every figure as GraphQL and REST answer it, over one small history."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.factories import APP, batch, camel, device_id, event
from tests.integration.api.site import INGEST, Site, refusal

from telemetry_graph.ingest.wire import ConsentInput
from telemetry_graph.kit.clock import utc_now

FIGURES = """
query Figures($app: ID!, $range: DateRange!) {
  app(id: $app) {
    overview(range: $range) {
      dailyUsers { value numerator denominator lowSample estimated series { date value } }
      crashFreeSessions { value numerator denominator lowSample }
      averageSessionSeconds { value previous deltaPercent }
    }
    activeUsers(range: $range) { dau wau mau stickiness series { value } }
    versions(range: $range) { version devices share crashRate }
    adoption(range: $range, versions: ["1.2.0", "none"]) { version devices }
    sessions(range: $range) { count { value } durations { whole { count p50 p99 } } }
    performance(range: $range, measure: FRAME) {
      whole { count mean p50 p75 p95 p99 } byDay { count } byVersion { version count }
    }
    topScreens(range: $range) { item count devices share }
    topElements(range: $range) { item }
    topFeatures(range: $range) { item }
    breakdown(range: $range, type: "screen_view", field: "screen_name", first: 1) { item }
    retention(range: $range) { devices returned { afterDays devices rate } }
    funnel(range: $range, steps: ["app_start", "screen_view", "app_stop"]) {
      eventType sessions rate
    }
    liveNow { at devices sessions lastEventAt }
    benchmark { category }
    countedCrashes(first: 5, onlyFatal: true) { edges { node { id } } pageInfo { hasNextPage } }
    eventTypes { name }
    retentionLimits { policy days }
  }
  retentionRuns { nextRun runs { rows } }
}
"""


async def _history(site: Site) -> dict[str, str]:
    """Two sessions of today, one of them short; answers the range."""
    now = utc_now()
    for device, kinds in (
        ("a", (("app_start", None), ("screen_view", {"screen_name": "home"}),
               ("perf_frame", {"avg_ms": 20}), ("app_stop", {"duration_seconds": 60}))),
        ("b", (("app_start", None), ("screen_view", {"screen_name": "=home"}))),
    ):  # fmt: skip
        events = [
            event(kind, at=now + timedelta(seconds=place), data=data)
            for place, (kind, data) in enumerate(kinds)
        ]
        given = batch(
            *events,
            device_id=device_id(device),
            session_id=f"session of {device}",
            consent=ConsentInput(usage_analytics=True),
        )
        await site.graphql(INGEST, {"batch": camel(given)}, secret=site.key)
    return {"start": str(now.date()), "end": str((now + timedelta(seconds=4)).date())}


async def test_every_figure_is_answered(site: Site) -> None:
    span = await _history(site)
    secret = site.people.teammate.token

    answer = await site.graphql(FIGURES, {"app": APP, "range": span}, secret=secret)

    body = answer.json()
    assert "errors" not in body
    app: dict[str, Any] = body["data"]["app"]
    assert app["overview"]["dailyUsers"]["numerator"] == 2
    assert app["overview"]["crashFreeSessions"]["value"] == 1.0
    assert app["overview"]["averageSessionSeconds"] == {
        "value": 60.0, "previous": None, "deltaPercent": None}  # fmt: skip
    assert app["activeUsers"]["mau"] == 2
    assert app["versions"] == [{"version": "1.2.0", "devices": 2, "share": 1.0, "crashRate": 0.0}]
    assert {each["version"] for each in app["adoption"]} == {"1.2.0"}
    assert app["sessions"]["count"]["value"] == 2.0
    assert app["sessions"]["durations"]["whole"] == {"count": 1, "p50": 60.0, "p99": 60.0}
    assert app["performance"]["whole"]["p95"] == 20.0
    assert app["performance"]["byVersion"] == [{"version": "1.2.0", "count": 1}]
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
    assert last > datetime.fromisoformat(live["at"]) - timedelta(minutes=1)
    assert app["benchmark"] is None
    assert app["countedCrashes"]["edges"] == []
    assert {"policy": "RAW_EVENTS", "days": 7} in app["retentionLimits"]
    assert body["data"]["retentionRuns"]["runs"] == []


BEFORE = """
query Before($app: ID!, $range: DateRange!, $after: String) {
  app(id: $app) {
    eventCount(range: $range, type: "app_start") { value previous deltaPercent }
    versions(range: $range) {
      version starts crashRate estimated previous { starts crashRate previous { starts } } }
    performance(range: $range, measure: FRAME) { whole { p50 } previous { p50 count } }
    sessions(range: $range) { durations { previous { p50 } } }
    activeUsers(range: $range) { dau previous { dau mau previous { dau } } }
    topScreens(range: $range, first: 1) {
      item count previous { item count devices share previous { count } }
    }
    rawEvents(range: $range, first: 2, after: $after, filter: {type: "app_start"}) {
      count deviceCount
      edges { node { type version device sessionId weight } } pageInfo { hasNextPage endCursor }
    }
  }
}
"""


async def test_figures_are_compared_with_the_period_before_and_drilled_into(site: Site) -> None:
    now = utc_now()
    for back, starts in ((2, 1), (0, 3)):
        at = now - timedelta(days=back)
        kinds = [event("app_start", at=at)] * starts
        screens = [*["rare"] * back, *["home"] * 3, *["often"] * back * 3]
        kinds += [event("screen_view", at=at, data={"screen_name": name}) for name in screens]
        frame = event("perf_frame", at=at, data={"avg_ms": 10 + back})
        given = batch(*kinds, frame, consent=ConsentInput(usage_analytics=True))
        await site.graphql(INGEST, {"batch": camel(given)}, secret=site.key)
    today = str(now.date())
    span = {"start": str((now - timedelta(days=1)).date()), "end": today}
    secret = site.people.teammate.token

    body = (await site.graphql(BEFORE, {"app": APP, "range": span}, secret=secret)).json()

    app = body["data"]["app"]
    assert app["eventCount"] == {"value": 3.0, "previous": 1.0, "deltaPercent": 200.0}
    assert app["versions"] == [
        {
            "version": "1.2.0",
            "starts": 3,
            "crashRate": 0.0,
            "estimated": False,
            "previous": {"starts": 1, "crashRate": 0.0, "previous": None},
        }
    ]
    assert app["performance"] == {"whole": {"p50": 10.0}, "previous": {"p50": 12.0, "count": 1}}
    assert app["sessions"] == {"durations": {"previous": None}}
    assert app["activeUsers"] == {"dau": 1, "previous": {"dau": 1, "mau": 1, "previous": None}}
    earlier = {"item": "home", "count": 3, "devices": 1, "share": 3 / 11, "previous": None}
    assert app["topScreens"] == [{"item": "home", "count": 3, "previous": earlier}]
    rows = app["rawEvents"]
    assert (rows["count"], rows["deviceCount"], len(rows["edges"])) == (3, 1, 2)
    assert rows["edges"][0]["node"]["sessionId"] == "session-1"
    assert rows["pageInfo"]["hasNextPage"]
    more = {"app": APP, "range": span, "after": rows["pageInfo"]["endCursor"]}
    rest = (await site.graphql(BEFORE, more, secret=secret)).json()["data"]["app"]["rawEvents"]
    assert (len(rest["edges"]), rest["pageInfo"]["hasNextPage"]) == (1, False)
    starts = body["data"]["app"]["versions"][0]["starts"]
    assert isinstance(starts, int)


DAYS_BEFORE = """
query DaysBefore($app: ID!, $range: DateRange!) {
  app(id: $app) {
    adoption(range: $range, versions: ["1.2.0"]) {
      date devices previous { date version devices previous { date } }
    }
    retention(range: $range) {
      date devices previous {
        date devices returned { afterDays devices rate } previous { date }
      }
    }
    funnel(range: $range, steps: ["app_start", "app_stop"]) {
      eventType sessions rate previous { eventType sessions rate previous { sessions } }
    }
  }
}
"""


async def _week(site: Site) -> dict[str, Any]:
    """Six sessions of the last four days, none of yesterday; asks for the last two days."""
    now = utc_now()
    for back, device, kinds in (
        (3, "a", ("app_start", "app_stop")),
        (3, "b", ("app_start", "app_stop")),
        (3, "c", ("app_start",)),
        (2, "a", ("app_start",)),
        (0, "c", ("app_start", "app_stop")),
        (0, "d", ("app_start",)),
    ):
        at = now - timedelta(days=back)
        given = batch(
            *(event(kind, at=at) for kind in kinds),
            device_id=device_id(device),
            session_id=f"{device} {back}",
        )
        await site.graphql(INGEST, {"batch": camel(given)}, secret=site.key)
    days = [str((now - timedelta(days=back)).date()) for back in range(4)]
    return {"app": APP, "range": {"start": days[1], "end": days[0]}, "days": days}


async def test_each_day_and_step_is_compared_with_its_like_of_the_period_before(site: Site) -> None:
    asked = await _week(site)
    today, _, two_ago, three_ago = asked.pop("days")

    body = (await site.graphql(DAYS_BEFORE, asked, secret=site.people.teammate.token)).json()

    app = body["data"]["app"]
    assert app["adoption"] == [
        {
            "date": today,
            "devices": 2,
            "previous": {"date": two_ago, "version": "1.2.0", "devices": 1, "previous": None},
        }
    ]
    (cohort,) = app["retention"]
    assert (cohort["date"], cohort["devices"]) == (today, 2)
    earlier = cohort["previous"]
    assert (earlier["date"], earlier["devices"], earlier["previous"]) == (two_ago, 1, None)
    assert earlier["returned"][0] == {"afterDays": 1, "devices": 0, "rate": 0.0}
    assert app["funnel"] == [
        {
            "eventType": "app_start",
            "sessions": 2,
            "rate": 1.0,
            "previous": {
                "eventType": "app_start", "sessions": 4, "rate": 1.0, "previous": None},
        },
        {
            "eventType": "app_stop",
            "sessions": 1,
            "rate": 0.5,
            "previous": {"eventType": "app_stop", "sessions": 2, "rate": 0.5, "previous": None},
        },
    ]  # fmt: skip

    span = {"start": three_ago, "end": three_ago}
    first = {"app": APP, "range": span}
    body = (await site.graphql(DAYS_BEFORE, first, secret=site.people.teammate.token)).json()
    app = body["data"]["app"]
    assert app["adoption"] == [{"date": three_ago, "devices": 3, "previous": None}]
    assert [each["previous"] for each in app["retention"]] == [None]
    assert [each["previous"]["sessions"] for each in app["funnel"]] == [0, 0]


@pytest.mark.parametrize(("kept", "sessions"), [(7, [4, 2]), (3, [4, 2]), (2, [None, None])])
async def test_a_funnel_has_no_period_before_of_which_raw_events_may_be_gone(
    site: Site, kept: int, sessions: list[int | None]
) -> None:
    asked = await _week(site)
    limit = f'{{appId: "{APP}", policy: RAW_EVENTS, days: {kept}}}'
    mutation = f"mutation {{ setRetention(input: {limit}) {{ limits {{ days }} }} }}"
    await site.graphql(mutation, secret=site.people.owner.token)

    body = (await site.graphql(DAYS_BEFORE, asked, secret=site.people.teammate.token)).json()

    steps = body["data"]["app"]["funnel"]
    assert [step["sessions"] for step in steps] == [2, 1]
    previous = [step["previous"] and step["previous"]["sessions"] for step in steps]
    assert previous == sessions


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
        'overview(version: "a\\u0000b") { start }',
        "topScreens(first: 0) { item }",
        "topScreens(first: 101) { item }",
        'funnel(range: {start: "2025-06-01", end: "2025-06-09"}, steps: ["a", "b"]) { rate }',
        'funnel(range: {start: "2025-06-01", end: "2025-06-02"}, steps: ["a"]) { rate }',
        'funnel(range: {start: "2025-06-01", end: "2025-06-02"}, steps: ["a", "a"]) { rate }',
    ],
)
async def test_what_makes_no_sense_is_refused(site: Site, field: str) -> None:
    query = f'{{ app(id: "{APP}") {{ {field} }} }}'

    answer = await site.graphql(query, secret=site.people.owner.token)

    assert refusal(answer) == (400, "INVALID_FIELD")


@pytest.mark.parametrize("version", ["no such", "'; DROP TABLE apps; --", "%", "💥" * 16, ""])
async def test_an_odd_version_is_answered_with_nothing(site: Site, version: str) -> None:
    await _history(site)
    query = """query($app: ID!, $version: String) {
      app(id: $app) { overview(version: $version) { starts { value } series { count } }
        topScreens(version: $version) { item } versions(version: $version) { version } } }"""

    answer = await site.graphql(
        query, {"app": APP, "version": version}, secret=site.people.owner.token
    )

    assert answer.json()["data"]["app"] == {
        "overview": {"starts": {"value": 0.0}, "series": []},
        "topScreens": [],
        "versions": [],
    }


METRICS = (
    "overview", "daily_users", "crashes", "fatal_crashes", "crash_free_users",
    "crash_free_sessions", "sessions", "average_session_seconds", "starts", "active_users",
    "events", "versions", "adoption", "retention", "session_duration", "frame", "memory",
    "startup", "screens", "elements", "features",
)  # fmt: skip


@pytest.mark.parametrize("metric", METRICS)
async def test_every_metric_can_be_exported(site: Site, metric: str) -> None:
    await _history(site)
    path, secret = f"/v1/apps/{APP}/analytics/export", site.people.teammate.token

    as_json = await site.rest("GET", path, secret=secret, params={"metric": metric})
    as_csv = await site.rest("GET", path, secret=secret, params={"metric": metric, "format": "csv"})

    data = as_json.json()["data"]
    assert as_csv.headers["content-type"].startswith("text/csv")
    header, *lines = as_csv.text.splitlines()
    assert len(lines) == len(data)
    assert all(",".join(record) == header for record in data)
    assert bool(data) is (metric not in ("memory", "startup", "elements", "features"))


async def test_a_breakdown_and_a_funnel_are_exported_as_they_are_shown(site: Site) -> None:
    span = await _history(site)
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


async def test_an_exported_overview_has_every_figure_with_its_parts(site: Site) -> None:
    await _history(site)
    path, secret = f"/v1/apps/{APP}/analytics/export", site.people.teammate.token

    answer = await site.rest("GET", path, secret=secret, params={"metric": "overview"})

    figures = {each.pop("figure"): each for each in answer.json()["data"]}
    assert figures["average_session_seconds"] == {
        "value": 60.0,
        "previous": None,
        "delta_percent": None,
        "numerator": 60.0,
        "denominator": 1.0,
        "low_sample": True,
        "estimated": False,
    }
    assert list(figures) == [
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
async def test_an_export_that_lacks_what_it_is_of_is_refused(
    site: Site, params: dict[str, Any]
) -> None:
    path, secret = f"/v1/apps/{APP}/analytics/export", site.people.teammate.token

    assert refusal(await site.rest("GET", path, secret=secret, params=params)) == (
        400,
        "INVALID_FIELD",
    )


async def test_an_export_needs_the_right_and_a_known_metric(site: Site) -> None:
    path = f"/v1/apps/{APP}/analytics/export"
    owner, stranger = site.people.owner.token, site.people.stranger.token

    unknown = await site.rest("GET", path, secret=owner, params={"metric": "x"})
    odd = await site.rest("GET", path, secret=owner, params={"metric": "starts", "format": "xml"})
    strange = await site.rest("GET", path, secret=stranger, params={"metric": "starts"})

    assert refusal(unknown) == refusal(odd) == (400, "INVALID_FIELD")
    assert refusal(strange) == (404, "APP_NOT_FOUND")


async def test_only_an_owner_changes_what_is_kept_counted_and_compared(site: Site) -> None:
    mutations = (
        'setRetention(input: {appId: "%s", policy: RAW_EVENTS, days: 3}) { limits { days } }',
        'setBenchmark(input: {appId: "%s", category: GAMES}) { category }',
        'setUnknownEvents(input: {appId: "%s", collect: true}) { collect }',
        'registerEventType(input: {appId: "%s", name: "bought", tier: USAGE, '
        'fields: [{name: "colour", kind: TEXT}]}) { eventType { version } }',
    )
    for mutation in mutations:
        query = f"mutation {{ {mutation % APP} }}"
        refused = await site.graphql(query, secret=site.people.teammate.token)
        made = await site.graphql(query, secret=site.people.owner.token)
        assert refusal(refused) == (403, "FORBIDDEN")
        assert "errors" not in made.json()


async def test_a_query_over_its_cost_is_refused_before_it_runs(site: Site) -> None:
    span = '{start: "2025-06-01", end: "2025-06-02"}'
    funnels = " ".join(
        f'f{number}: funnel(range: {span}, steps: ["a", "b"]) {{ rate }}' for number in range(6)
    )

    answer = await site.graphql(
        f'{{ app(id: "{APP}") {{ {funnels} }} }}', secret=site.people.owner.token
    )

    assert refusal(answer) == (400, "QUERY_TOO_COSTLY")
    (error,) = answer.json()["errors"]
    assert (error["extensions"]["cost"], error["extensions"]["limit"]) == (240, 200)
    assert answer.json()["data"] is None
