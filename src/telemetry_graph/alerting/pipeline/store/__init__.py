"""The SQL of alerting, by topic."""

from telemetry_graph.kit.tables import OwnedTable

OWNED = (
    OwnedTable("alert_setups"),
    OwnedTable("alert_rules"),
    OwnedTable("alert_channels"),
    OwnedTable("alert_told", "told_at", default_days=90),
    OwnedTable("alert_mutes", "until", default_days=0),
    OwnedTable("alert_bundles", "closed_at", default_days=90),
    # Before the outbox, whose rows take theirs along unseen.
    OwnedTable("alert_deliveries", "created_at", default_days=90),
    OwnedTable("alert_outbox", "created_at", default_days=90),
)
