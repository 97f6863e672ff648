-- What a group is found by waits in a list before it is merged into the index, and whoever finds the
-- list full merges it: 0.2 seconds of a crash's transaction, five times in a storm of 10,000 groups.
-- A longer list leaves that to the autovacuum, which comes for every few thousand groups; searching
-- through all of it takes a few milliseconds.
ALTER INDEX crash_group_words_search SET (gin_pending_list_limit = 32768);
ALTER TABLE crash_group_words SET (autovacuum_vacuum_insert_threshold = 2000,
                                   autovacuum_vacuum_insert_scale_factor = 0);
