"""A small history to ask about."""

from datetime import timedelta

from tests.factories import batch, camel, device_id, event
from tests.integration.api.site import INGEST, Site

from telemetry_graph.ingest.wire import ConsentInput
from telemetry_graph.kit.clock import utc_now


async def two_sessions(site: Site) -> dict[str, str]:
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
        await site.graphql(INGEST, {"input": camel(given)}, secret=site.key)
    return {"start": str(now.date()), "end": str((now + timedelta(seconds=4)).date())}
