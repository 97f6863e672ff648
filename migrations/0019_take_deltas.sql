-- Takes up to `most` deltas, which nobody else takes then. A function, as it states how many rows to
-- plan for: statistics of a queue that is empty every second are wrong, and the plans made from them.
CREATE FUNCTION take_deltas(most bigint) RETURNS SETOF rollup_delta
LANGUAGE sql VOLATILE ROWS 20000
BEGIN ATOMIC
    DELETE FROM rollup_delta
     WHERE ctid = ANY (ARRAY(SELECT ctid FROM rollup_delta LIMIT most FOR UPDATE SKIP LOCKED))
 RETURNING *;
END;
