-- What devices send: events as they came, and the batches already taken, for exactly-once.
CREATE TABLE telemetry_events (
    time           timestamptz NOT NULL,
    app_id         text NOT NULL,
    device_id      bytea NOT NULL,
    session_id     text,
    event_type     text NOT NULL,
    event_data     jsonb,
    app_version    text,
    mosis_version  text,
    received_at    timestamptz NOT NULL,
    weight         real NOT NULL DEFAULT 1
);
SELECT create_hypertable('telemetry_events', by_range('time', INTERVAL '1 day'),
                         create_default_indexes => false);
CREATE INDEX telemetry_events_app_time ON telemetry_events (app_id, time DESC);

-- batch_time comes from the batch itself, so that a retry meets the row of its first try.
CREATE TABLE ingest_batches (
    app_id       text NOT NULL,
    batch_id     uuid NOT NULL,
    batch_time   timestamptz NOT NULL,
    received     integer NOT NULL,
    rejected     jsonb,
    received_at  timestamptz NOT NULL
);
SELECT create_hypertable('ingest_batches', by_range('batch_time', INTERVAL '1 day'),
                         create_default_indexes => false);
CREATE UNIQUE INDEX ingest_batches_key ON ingest_batches (app_id, batch_id, batch_time);
