-- The devices and sessions of whole weeks (from Monday, UTC), so that a range opens a sketch for each
-- of its weeks and not for each of its days. A row stands for all daily rows of its week and key:
-- compaction makes one only with the first of them. Crashes stay in the daily rows, which forget them
-- earlier; their sketches are small.
SELECT pg_advisory_xact_lock(7402551904); -- no compaction meanwhile
SET LOCAL enable_hashagg = off; -- a sketch under construction takes 131 KB

CREATE FUNCTION week_of(date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN $1 - (extract(isodow FROM $1)::integer - 1);

CREATE TABLE weekly_use (
    app_id       text NOT NULL,
    is_total     boolean NOT NULL,
    week         date NOT NULL,
    app_version  text NOT NULL,
    active       hll(14, 5, 512, 1),
    devices      hll(14, 5, 512, 1),
    sessions     hll(14, 5, 512, 1),
    PRIMARY KEY (app_id, is_total, week, app_version)
) WITH (fillfactor = 80);

CREATE TABLE weekly_items (
    app_id       text NOT NULL,
    is_total     boolean NOT NULL,
    week         date NOT NULL,
    app_version  text NOT NULL,
    event_type   text NOT NULL,
    field        text NOT NULL,
    item         text NOT NULL,
    devices      hll(14, 5, 512, 1),
    PRIMARY KEY (app_id, is_total, event_type, field, week, item, app_version)
) WITH (fillfactor = 80);

DO $$
DECLARE
    packed record;
BEGIN
    FOR packed IN
        SELECT attrelid::regclass AS in_table, attname AS in_column
          FROM pg_attribute
         WHERE attrelid IN ('weekly_use'::regclass, 'weekly_items'::regclass)
           AND atttypid = 'hll'::regtype AND NOT attisdropped
    LOOP
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET COMPRESSION lz4',
                       packed.in_table, packed.in_column);
    END LOOP;
EXCEPTION
    WHEN feature_not_supported THEN
        RAISE NOTICE 'sketches keep the usual compression: %', SQLERRM;
END
$$;

INSERT INTO weekly_use (app_id, is_total, week, app_version, active, devices, sessions)
SELECT app_id, is_total, week_of(day), app_version, hll_union_agg(active),
       hll_union_agg(devices), hll_union_agg(sessions)
  FROM daily_use
 GROUP BY app_id, is_total, week_of(day), app_version;

INSERT INTO weekly_items (app_id, is_total, week, app_version, event_type, field, item, devices)
SELECT app_id, is_total, week_of(day), app_version, event_type, field, item, hll_union_agg(devices)
  FROM daily_items
 GROUP BY app_id, is_total, week_of(day), app_version, event_type, field, item;
