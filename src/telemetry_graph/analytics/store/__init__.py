"""The SQL of analytics, by topic; every figure is daily rows plus the deltas not yet merged.

In all queries $1 is the app, $2 and $3 the first and last day, $4 a version or null for all.
"""

from telemetry_graph.kit.tables import OwnedTable, RetentionPolicy

OWNED = (
    OwnedTable("rollup_delta"),
    # Before the days that they are made of.
    OwnedTable("weekly_use", "week", None, 730, RetentionPolicy.ACTIVE_USERS),
    OwnedTable("weekly_items", "week", None, 365, RetentionPolicy.COUNTS),
    OwnedTable("daily_use", "day", None, 730, RetentionPolicy.ACTIVE_USERS),
    OwnedTable("daily_events", "day", None, 365, RetentionPolicy.COUNTS),
    OwnedTable("daily_items", "day", None, 365, RetentionPolicy.COUNTS),
    OwnedTable("daily_measures", "day", None, 90, RetentionPolicy.PERFORMANCE),
    OwnedTable("live_use", "arrived_at"),
    OwnedTable("live_versions", "arrived_at"),
    OwnedTable("hourly_events", "hour", default_days=8),
    OwnedTable("benchmark_members"),
)
