"""A short history of sessions, for queries."""

from datetime import timedelta

from tests.factories import batch, device_id, event, to_camel
from tests.integration.api.site import INGEST, Site

from telemetry_graph.ingest.wire import ConsentInput
from telemetry_graph.kit.clock import utc_now


async def send_two_sessions(site: Site) -> dict[str, str]:
    """Send two sessions of today, a long one and a short one; returns their range of days."""
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
        sent_batch = batch(
            *events,
            device_id=device_id(device),
            session_id=f"session of {device}",
            consent=ConsentInput(usage_analytics=True),
        )
        await site.graphql(INGEST, {"input": to_camel(sent_batch)}, secret=site.key)
    return {"start": str(now.date()), "end": str((now + timedelta(seconds=4)).date())}
