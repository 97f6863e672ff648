-- Fills a large app with $GROUPS crash groups and $REPORTS crash reports of the last 30 days.
SET synchronous_commit = off;
INSERT INTO crash_groups (
       id, app_id, fingerprint, algorithm, crash_type, message, sample_stack_trace, first_seen,
       last_seen, created_at, occurrence_count, affected_versions, status, device_count, heat)
SELECT md5('group' || n)::uuid, 'com.bench.app0', substr(md5('print' || n), 1, 16), 2,
       CASE n % 3 WHEN 0 THEN 'app_crash' ELSE 'lua_error' END,
       'attempt to index a nil value (field ''item_' || n % 5000 || ''')',
       'shop/cart_' || n % 9000 || '.lua:3: in function ''total_' || n || '''',
       now() - (n % 30 + 1) * INTERVAL '1 day', now() - (n % 2592000) * INTERVAL '1 second', now(),
       $REPORTS / $GROUPS, ARRAY['1.' || n % 20],
       (ARRAY['open', 'open', 'open', 'resolved', 'ignored'])[n % 5 + 1], n % 977, n % 20000 / 1e3
  FROM generate_series(1, $GROUPS) AS n;
INSERT INTO crash_fingerprints
SELECT app_id, fingerprint, 2, id, id, first_seen, last_seen, occurrence_count, affected_versions,
       hll_empty(12, 5, 512, 1), heat
  FROM crash_groups;
INSERT INTO crash_group_words
SELECT id, app_id, to_tsvector('simple', crash_type || ' ' || translate(
         message || ' ' || sample_stack_trace, '_''().:/', '       '))
  FROM crash_groups;
INSERT INTO crash_days
SELECT g.app_id, g.fingerprint, (now() - d * INTERVAL '1 day')::date, 2
  FROM crash_groups AS g, generate_series(0, 9) AS d;
INSERT INTO crash_reports (
       time, app_id, crash_id, fingerprint, device_id, app_version, crash_type, message,
       stack_trace, is_fatal, received_at)
SELECT now() - (n % 2592000) * INTERVAL '1 second', 'com.bench.app0', md5('crash' || n)::uuid,
       substr(md5('print' || n % $GROUPS + 1), 1, 16), decode(md5('phone' || n % 200000), 'hex'),
       '1.' || n % 20, 'lua_error', 'attempt to index a nil value', 'shop/cart.lua:3: in main chunk',
       true, now()
  FROM generate_series(1, $REPORTS) AS n;
ANALYZE;
