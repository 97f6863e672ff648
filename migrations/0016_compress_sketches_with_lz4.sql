-- A query over a month opens up to 210 sketches of 10 KB. Unpacking them with the usual compression
-- took a third of its time; lz4 takes a tenth, for about the same room. Rows get it as they are
-- written anew. A PostgreSQL that was built without lz4 goes on as it was.
DO $$
DECLARE
    packed record;
BEGIN
    FOR packed IN
        SELECT attrelid::regclass AS in_table, attname AS in_column
          FROM pg_attribute
         WHERE attrelid IN ('daily_use'::regclass, 'daily_events'::regclass,
                            'daily_items'::regclass, 'daily_measures'::regclass)
           AND atttypid IN ('hll'::regtype, 'tdigest'::regtype) AND NOT attisdropped
    LOOP
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET COMPRESSION lz4',
                       packed.in_table, packed.in_column);
    END LOOP;
EXCEPTION
    WHEN feature_not_supported THEN
        RAISE NOTICE 'sketches keep the usual compression: %', SQLERRM;
END
$$;
