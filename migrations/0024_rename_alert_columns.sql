-- The channel kinds are those of the program's registry, so no constraint repeats them. The names of
-- tables, columns and keys become those of the documentation: decided, delivered, summary, cooldown.
ALTER TABLE alert_channels DROP CONSTRAINT alert_channels_kind_check;
UPDATE alert_channels
   SET quiet = quiet - 'fatal_spikes_break_quiet'
               || jsonb_build_object('can_urgent_break_quiet_hours',
                                     coalesce(quiet -> 'fatal_spikes_break_quiet', 'true'));

UPDATE alert_rules
   SET definition = jsonb_build_object(
       'conditions', (definition -> 'conditions') - 'versions' - 'types'
           || jsonb_build_object(
              'app_versions', coalesce(definition #> '{conditions,versions}', '[]'),
              'crash_types', coalesce(definition #> '{conditions,types}', '[]')),
       'thresholds', CASE jsonb_typeof(definition #> '{bounds,crash_free}')
           WHEN 'object' THEN jsonb_set(
                definition -> 'bounds', '{crash_free}',
                (definition #> '{bounds,crash_free}') - 'of'
                || jsonb_build_object('basis', definition #> '{bounds,crash_free,of}'))
           ELSE definition -> 'bounds' END);

ALTER TABLE alert_told RENAME TO alert_cooldowns;
ALTER TABLE alert_cooldowns RENAME COLUMN told_at TO alerted_at;
ALTER TABLE alert_cooldowns RENAME COLUMN outbox_id TO alert_id;
ALTER INDEX alert_told_pkey RENAME TO alert_cooldowns_pkey;

ALTER TABLE alert_bundles RENAME TO alert_summaries;
ALTER INDEX alert_bundles_pkey RENAME TO alert_summaries_pkey;
ALTER INDEX alert_bundles_open RENAME TO alert_summaries_open;
ALTER INDEX alert_bundles_due RENAME TO alert_summaries_due;
ALTER INDEX alert_bundles_closed RENAME TO alert_summaries_closed;

ALTER TABLE alert_deliveries RENAME COLUMN outbox_id TO alert_id;
ALTER TABLE alert_deliveries RENAME COLUMN channel TO channel_kind;
ALTER TABLE alert_deliveries RENAME COLUMN bundle_id TO summary_id;
ALTER INDEX alert_deliveries_bundle RENAME TO alert_deliveries_summary;
ALTER INDEX alert_outbox_waiting RENAME TO alert_outbox_undecided;
ALTER TABLE alert_outbox RENAME COLUMN expanded_at TO decided_at;

-- Undelivered and dead deliveries are still rendered from these payloads.
UPDATE alert_outbox
   SET payload = jsonb_set(payload, '{crash}', (payload -> 'crash') - 'seen_at'
                 || jsonb_build_object('timestamp', payload #> '{crash,seen_at}'))
 WHERE payload #> '{crash,seen_at}' IS NOT NULL;
UPDATE alert_outbox
   SET payload = payload - 'measured' || jsonb_build_object('measurement', payload -> 'measured')
 WHERE payload ? 'measured';
