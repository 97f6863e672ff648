"""Every figure, compared with the previous period."""

from datetime import timedelta
from typing import Any

import pytest
from tests.factories import APP, batch, device_id, event, to_camel
from tests.integration.api.site import INGEST, Site

from telemetry_graph.ingest.wire import ConsentInput
from telemetry_graph.kit.clock import utc_now

PREVIOUS = """
query Previous($app: ID!, $range: DateRange!, $after: String) {
  app(id: $app) {
    eventCount(range: $range, type: "app_start") { value previous deltaPercent }
    versions(range: $range) {
      appVersion starts crashRate isEstimated previous { starts crashRate previous { starts } } }
    performance(range: $range, measure: FRAME) { whole { p50 } previous { p50 count } }
    sessions(range: $range) { durations { previous { p50 } } }
    activeUsers(range: $range) { dau previous { dau mau previous { dau } } }
    topScreens(range: $range, first: 1) {
      item count previous { item count devices share previous { count } }
    }
    rawEvents(range: $range, first: 2, after: $after, filter: {type: "app_start"}) {
      count deviceCount
      edges { node { type appVersion device sessionId weight } } pageInfo { hasNextPage endCursor }
    }
  }
}
"""


async def test_figures_are_compared_with_the_previous_period_and_list_their_events(
    site: Site,
) -> None:
    now = utc_now()
    for back, starts in ((2, 1), (0, 3)):
        at = now - timedelta(days=back)
        kinds = [event("app_start", at=at)] * starts
        screens = [*["rare"] * back, *["home"] * 3, *["often"] * back * 3]
        kinds += [event("screen_view", at=at, data={"screen_name": name}) for name in screens]
        frame = event("perf_frame", at=at, data={"avg_ms": 10 + back})
        sent_batch = batch(*kinds, frame, consent=ConsentInput(usage_analytics=True))
        await site.graphql(INGEST, {"input": to_camel(sent_batch)}, secret=site.key)
    today = str(now.date())
    span = {"start": str((now - timedelta(days=1)).date()), "end": today}
    secret = site.people.teammate.token

    body = (await site.graphql(PREVIOUS, {"app": APP, "range": span}, secret=secret)).json()

    app = body["data"]["app"]
    assert app["eventCount"] == {"value": 3.0, "previous": 1.0, "deltaPercent": 200.0}
    assert app["versions"] == [
        {
            "appVersion": "1.2.0",
            "starts": 3,
            "crashRate": 0.0,
            "isEstimated": False,
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
    rest = (await site.graphql(PREVIOUS, more, secret=secret)).json()["data"]["app"]["rawEvents"]
    assert (len(rest["edges"]), rest["pageInfo"]["hasNextPage"]) == (1, False)
    starts = body["data"]["app"]["versions"][0]["starts"]
    assert isinstance(starts, int)


PREVIOUS_DAYS = """
query PreviousDays($app: ID!, $range: DateRange!) {
  app(id: $app) {
    adoption(range: $range, appVersions: ["1.2.0"]) {
      date devices previous { date appVersion devices previous { date } }
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


async def _send_sessions(site: Site) -> dict[str, Any]:
    """Send six sessions in four days, none of them yesterday; returns variables for two days."""
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
        sent_batch = batch(
            *(event(kind, at=at) for kind in kinds),
            device_id=device_id(device),
            session_id=f"{device} {back}",
        )
        await site.graphql(INGEST, {"input": to_camel(sent_batch)}, secret=site.key)
    days = [str((now - timedelta(days=back)).date()) for back in range(4)]
    return {"app": APP, "range": {"start": days[1], "end": days[0]}, "days": days}


async def test_days_and_steps_are_compared_with_those_of_the_previous_period(site: Site) -> None:
    variables = await _send_sessions(site)
    today, _, two_ago, three_ago = variables.pop("days")

    body = (await site.graphql(PREVIOUS_DAYS, variables, secret=site.people.teammate.token)).json()

    app = body["data"]["app"]
    assert app["adoption"] == [
        {
            "date": today,
            "devices": 2,
            "previous": {"date": two_ago, "appVersion": "1.2.0", "devices": 1, "previous": None},
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
    body = (await site.graphql(PREVIOUS_DAYS, first, secret=site.people.teammate.token)).json()
    app = body["data"]["app"]
    assert app["adoption"] == [{"date": three_ago, "devices": 3, "previous": None}]
    assert [each["previous"] for each in app["retention"]] == [None]
    assert [each["previous"]["sessions"] for each in app["funnel"]] == [0, 0]


@pytest.mark.parametrize(("raw_days", "sessions"), [(7, [4, 2]), (3, [4, 2]), (2, [None, None])])
async def test_a_funnel_has_no_previous_when_raw_events_of_that_period_were_deleted(
    site: Site, raw_days: int, sessions: list[int | None]
) -> None:
    variables = await _send_sessions(site)
    limit = f'{{appId: "{APP}", policy: RAW_EVENTS, days: {raw_days}}}'
    mutation = f"mutation {{ setRetention(input: {limit}) {{ limits {{ days }} }} }}"
    await site.graphql(mutation, secret=site.people.owner.token)

    body = (await site.graphql(PREVIOUS_DAYS, variables, secret=site.people.teammate.token)).json()

    steps = body["data"]["app"]["funnel"]
    assert [step["sessions"] for step in steps] == [2, 1]
    previous = [step["previous"] and step["previous"]["sessions"] for step in steps]
    assert previous == sessions
