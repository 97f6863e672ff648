"""The SQL of analytics, by topic. Every figure adds daily rows and deltas that are not merged yet.

In all queries $1 is the app, $2 and $3 are the first and last day, $4 is a version or null for all.
"""

from telemetry_graph.kit.tables import OwnedTable, RetentionPolicy

OWNED = (
    OwnedTable("rollup_delta"),
    # Retention deletes in this order: a week before the days from which it was merged.
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
