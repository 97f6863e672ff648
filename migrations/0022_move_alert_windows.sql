-- Windows of minutes and hours are read by alert rules, and made of crashes and of events: they belong
-- to crashes and to analytics, which alone read their own tables.
ALTER TABLE alert_minutes RENAME TO crash_minutes;
ALTER INDEX alert_minutes_pkey RENAME TO crash_minutes_pkey;
ALTER TABLE alert_hours RENAME TO hourly_events;
ALTER INDEX alert_hours_pkey RENAME TO hourly_events_pkey;
