"""The SQL of analytics, by topic; every figure is daily rows plus the deltas not yet merged.

In all queries $1 is the app, $2 and $3 the first and last day, $4 a version or null for all.
"""

from telemetry_graph.kit.owned import OwnedTable

OWNED = (
    OwnedTable("rollup_delta"),
    OwnedTable("daily_use", "day", default_days=730),
    OwnedTable("daily_events", "day", default_days=365),
    OwnedTable("daily_items", "day", default_days=365),
    OwnedTable("daily_measures", "day", default_days=90),
    OwnedTable("live_use", "arrived_at"),
)
