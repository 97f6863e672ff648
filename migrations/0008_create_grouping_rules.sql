-- What an app says itself about the grouping of its crashes: one row, saved as a whole.
CREATE TABLE crash_grouping_rules (
    app_id      text PRIMARY KEY,
    rules       jsonb NOT NULL,
    updated_at  timestamptz NOT NULL,
    updated_by  text NOT NULL
);
