-- Who changed what about an app's people and keys: what a key or a role was given for must be found
-- out later, also when the person is gone. Text, not references: it outlives what it names.
CREATE TABLE account_changes (
    id       uuid PRIMARY KEY,
    app_id   text NOT NULL REFERENCES apps ON DELETE CASCADE,
    at       timestamptz NOT NULL,
    actor    text NOT NULL,
    kind     text NOT NULL,
    subject  text NOT NULL
);
CREATE INDEX account_changes_latest ON account_changes (app_id, at DESC, id DESC);
