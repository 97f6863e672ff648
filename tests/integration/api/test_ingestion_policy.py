"""Owners set rate limits and sampling; devices see both in their receipts."""

from typing import Any
from uuid import uuid4

import pytest
from tests.factories import APP, batch, event, to_camel, to_snake
from tests.integration.api.site import Site

from telemetry_graph.kit.clock import utc_now

INGEST = """
mutation Ingest($input: EventBatchInput!) {
  ingestEvents(input: $input) {
    received isDuplicate sampledOut sampling { eventType rate } rejected { code }
  }
}
"""
SET_SAMPLING = """
mutation Set($input: SetSamplingInput!) {
  setSampling(input: $input) { ingestion { sampling { eventType rate } } }
}
"""
SET_LIMITS = """
mutation Set($input: SetRateLimitsInput!) {
  setRateLimits(input: $input) {
    ingestion { rateLimits { eventsPerKey eventsPerDevice } }
  }
}
"""
POLICY = """
query Policy($app: ID!) {
  app(id: $app) {
    ingestion {
      rateLimits { eventsPerKey eventsPerDevice usage { name hint events } }
      sampling { eventType rate }
    }
  }
}
"""
_STORED, _LEFT_OUT = "session-19", "session-1"  # below 0.125 of the range, and above


def _batch(session: str, **changes: Any) -> Any:
    now = utc_now()
    events = [event("app_start", at=now), event("perf_frame", at=now, data={"avg_ms": 16.0})]
    return batch(*events, session_id=session, batch_id=uuid4(), **changes)


async def _set_rate(site: Site, event_type: str, rate: float) -> Any:
    given = {"input": {"appId": APP, "eventType": event_type, "rate": rate}}
    return (await site.graphql(SET_SAMPLING, given, secret=site.people.owner.token)).json()


async def _weights(site: Site) -> dict[str, list[float]]:
    async with site.pool.connection() as conn:
        rows = await conn.fetch(
            "SELECT event_type, array_agg(weight) AS weights FROM telemetry_events GROUP BY 1"
        )
    return {row["event_type"]: row["weights"] for row in rows}


async def test_a_sampled_session_is_stored_or_left_out_completely(site: Site) -> None:
    await _set_rate(site, "perf_frame", 0.125)
    rates = [{"eventType": "perf_frame", "rate": 0.125}]

    stored, left_out = [
        (await site.graphql(INGEST, {"input": to_camel(_batch(each))}, secret=site.key)).json()
        for each in (_STORED, _LEFT_OUT)
    ]

    assert stored["data"]["ingestEvents"] == {
        "received": 2, "isDuplicate": False, "sampledOut": 0, "sampling": rates, "rejected": [],
    }  # fmt: skip
    assert left_out["data"]["ingestEvents"] == {
        "received": 1, "isDuplicate": False, "sampledOut": 1, "sampling": rates, "rejected": [],
    }  # fmt: skip
    assert await _weights(site) == {"app_start": [1.0, 1.0], "perf_frame": [8.0]}
    async with site.pool.connection() as conn:
        counted = await conn.fetch(
            "SELECT key AS event_type, sum(events)::int AS events, sum(weight) AS weight"
            " FROM rollup_delta WHERE kind = 'event' GROUP BY 1 ORDER BY 1"
        )
    assert [tuple(row) for row in counted] == [("app_start", 2, 2.0), ("perf_frame", 1, 8.0)]


async def test_a_duplicate_has_the_counts_of_the_first_receipt(site: Site) -> None:
    await _set_rate(site, "perf_frame", 0.125)
    given = {"input": to_camel(_batch(_LEFT_OUT))}
    await site.graphql(INGEST, given, secret=site.key)
    await _set_rate(site, "perf_frame", 1)

    again = (await site.graphql(INGEST, given, secret=site.key)).json()["data"]["ingestEvents"]

    assert (again["isDuplicate"], again["received"], again["sampledOut"]) == (True, 1, 1)
    assert again["sampling"] == []


async def test_rest_has_the_same_receipt(site: Site) -> None:
    await _set_rate(site, "perf_frame", 0.125)

    response = await site.rest(
        "POST", "/v1/telemetry/events", to_snake(_batch(_LEFT_OUT)), secret=site.key
    )

    assert response.json() == {
        "received": 1, "is_duplicate": False, "rejected": [], "sampled_out": 1,
        "sampling": [{"event_type": "perf_frame", "rate": 0.125}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("event_type", "rate"),
    [("app_crash", 0.5), ("no_such_type", 0.5), ("perf_frame", 0), ("perf_frame", 1.01)],
)
async def test_an_invalid_rate_is_rejected(site: Site, event_type: str, rate: float) -> None:
    response = await _set_rate(site, event_type, rate)

    assert response["errors"][0]["extensions"]["code"] == "INVALID_FIELD"
    policy = (await site.graphql(POLICY, {"app": APP}, secret=site.people.owner.token)).json()
    assert policy["data"]["app"]["ingestion"]["sampling"] == []


async def test_a_device_over_its_limit_is_rejected_with_retry_after(site: Site) -> None:
    given = {"input": {"appId": APP, "eventsPerDevice": 3}}
    await site.graphql(SET_LIMITS, given, secret=site.people.owner.token)
    first = {"input": to_camel(_batch(_STORED))}
    await site.graphql(INGEST, first, secret=site.key)

    by_graphql = await site.graphql(INGEST, {"input": to_camel(_batch(_STORED))}, secret=site.key)
    by_rest = await site.rest(
        "POST", "/v1/telemetry/events", to_snake(_batch(_STORED)), secret=site.key
    )

    for response in (by_graphql, by_rest):
        assert response.status_code == 429
        assert 1 <= int(response.headers["Retry-After"]) <= 61
    extensions = by_graphql.json()["errors"][0]["extensions"]
    assert (extensions["code"], extensions["scope"]) == ("RATE_LIMITED", "device")
    assert (await site.count_rows())["telemetry_events"] == 2


async def test_limits_and_their_usage_can_be_queried(site: Site) -> None:
    given = {"input": {"appId": APP, "eventsPerKey": 1_000}}
    await site.graphql(SET_LIMITS, given, secret=site.people.owner.token)
    await site.graphql(INGEST, {"input": to_camel(_batch(_STORED))}, secret=site.key)

    response = (await site.graphql(POLICY, {"app": APP}, secret=site.people.owner.token)).json()

    limits = response["data"]["app"]["ingestion"]["rateLimits"]
    assert (limits["eventsPerKey"], limits["eventsPerDevice"]) == (1_000, 6_000)
    assert [use["events"] for use in limits["usage"]] == [2]


async def test_only_owners_can_set_limits(site: Site) -> None:
    given = {"input": {"appId": APP, "eventsPerKey": 1}}

    responses = [
        (await site.graphql(SET_LIMITS, given, secret=secret)).json()
        for secret in (site.people.teammate.token, site.people.stranger.token, site.key)
    ]

    codes = [response["errors"][0]["extensions"]["code"] for response in responses]
    assert codes == ["FORBIDDEN", "APP_NOT_FOUND", "FORBIDDEN"]
    policy = (await site.graphql(POLICY, {"app": APP}, secret=site.people.owner.token)).json()
    limits = policy["data"]["app"]["ingestion"]["rateLimits"]
    assert limits["eventsPerKey"] == site.settings.events_per_key
