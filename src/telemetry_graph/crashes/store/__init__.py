"""The SQL of crashes by topic: what a flush writes, and reads by key."""

from telemetry_graph.kit.tables import OwnedTable, RetentionPolicy

OWNED = (
    OwnedTable("crash_reports", "time", "device_id", 90, RetentionPolicy.CRASH_REPORTS),
    OwnedTable("crash_groups"),
    OwnedTable("crash_fingerprints"),
    OwnedTable("crash_group_words"),
    OwnedTable("crash_versions"),
    OwnedTable("crash_days", "day", default_days=365),
    OwnedTable("crash_minutes", "minute", default_days=1),
)
