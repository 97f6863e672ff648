-- Whether cleaning up ran, and what it removed, is asked for sooner or later: each run is a row. Its
-- key is the time that it was due, so that of several workers one runs it.
CREATE TABLE retention_runs (
    due_at       timestamptz PRIMARY KEY,
    started_at   timestamptz NOT NULL,
    finished_at  timestamptz,
    removed      jsonb NOT NULL DEFAULT '[]'
);

-- An app can keep its data for less than the product does, never for more.
CREATE TABLE retention_limits (
    app_id  text NOT NULL,
    policy  text NOT NULL,
    days    integer NOT NULL CHECK (days > 0),
    PRIMARY KEY (app_id, policy)
);

-- The retention of a table is data (its name and time column), so these build their statement.
CREATE FUNCTION count_before(relation regclass, time_column name, app text, before timestamptz)
RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
    found bigint;
BEGIN
    EXECUTE format('SELECT count(*) FROM %s WHERE %I < $1', relation, time_column)
            || CASE WHEN app IS NULL THEN '' ELSE ' AND app_id = $2' END
       INTO found USING before, app;
    RETURN found;
END $$;

CREATE FUNCTION delete_before(
    relation regclass, time_column name, app text, before timestamptz, at_most integer)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    deleted bigint;
BEGIN
    EXECUTE format('DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s '
                   'WHERE %2$I < $1', relation, time_column)
            || CASE WHEN app IS NULL THEN '' ELSE ' AND app_id = $2' END
            || ' LIMIT $3))'
      USING before, app, at_most;
    GET DIAGNOSTICS deleted = ROW_COUNT;
    RETURN deleted;
END $$;
