"""The SQL of the pipeline: alerts in the outbox, their deliveries, and summaries."""

from telemetry_graph.kit.tables import OwnedTable

OWNED = (
    OwnedTable("alert_cooldowns", "alerted_at", default_days=90),
    OwnedTable("alert_mutes", "until", default_days=0),
    OwnedTable("alert_summaries", "closed_at", default_days=90),
    # Before the outbox: deleting an alert deletes its deliveries, which would not be counted.
    OwnedTable("alert_deliveries", "created_at", default_days=90),
    OwnedTable("alert_outbox", "created_at", default_days=90),
)
