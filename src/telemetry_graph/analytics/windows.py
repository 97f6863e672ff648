"""The read port of analytics for windows of minutes and hours, in the caller's transaction."""

from telemetry_graph.analytics.store.windows import (
    HourCount,
    count_events,
    load_same_hours,
    refresh_hours,
    sessions_by_version,
)

__all__ = [
    "HourCount",
    "count_events",
    "load_same_hours",
    "refresh_hours",
    "sessions_by_version",
]
