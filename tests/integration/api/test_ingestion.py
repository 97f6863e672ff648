"""REST and GraphQL take the same, and response it the same."""

from datetime import timedelta
from uuid import uuid4

from tests.factories import batch, event, to_camel, to_snake
from tests.integration.api.site import INGEST, Site

from telemetry_graph.ingest.wire import ConsentInput
from telemetry_graph.kit.clock import utc_now


async def test_usage_events_are_stored_with_consent(site: Site) -> None:
    given = batch(
        event("screen_view", at=utc_now(), data={"screen_name": "home"}),
        consent=ConsentInput(usage_analytics=True),
    )

    response = await site.graphql(INGEST, {"input": to_camel(given)}, secret=site.key)

    assert response.json()["data"]["ingestEvents"] == {
        "received": 1,
        "isDuplicate": False,
        "rejected": [],
    }
    assert await site.count_rows() == {"telemetry_events": 1}


async def test_a_duplicate_has_the_first_receipt_in_both_apis(site: Site) -> None:
    given = batch(
        event(at=utc_now()), event("none", at=utc_now() - timedelta(days=1)), batch_id=uuid4()
    )

    first = await site.rest("POST", "/v1/telemetry/events", to_snake(given), secret=site.key)
    again = await site.graphql(INGEST, {"input": to_camel(given)}, secret=site.key)

    assert again.json()["data"]["ingestEvents"] == {
        "received": 1,
        "isDuplicate": True,
        "rejected": first.json()["rejected"],
    }
    assert first.json()["is_duplicate"] is False
    assert await site.count_rows() == {"telemetry_events": 1, "ingest_batches": 1}
