-- Crash reports as they came, and the groups that developers work with.
CREATE TABLE crash_reports (
    time            timestamptz NOT NULL,
    app_id          text NOT NULL,
    crash_id        uuid NOT NULL,
    fingerprint     text NOT NULL,
    device_id       bytea NOT NULL,
    session_id      text,
    app_version     text,
    mosis_version   text,
    crash_type      text NOT NULL,
    message         text NOT NULL,
    stack_trace     text NOT NULL,
    is_fatal        boolean NOT NULL,
    screen          text,
    memory_mb       double precision,
    uptime_seconds  double precision,
    received_at     timestamptz NOT NULL
);
SELECT create_hypertable('crash_reports', by_range('time', INTERVAL '1 day'),
                         create_default_indexes => false);
CREATE UNIQUE INDEX crash_reports_key ON crash_reports (app_id, crash_id, time);
CREATE INDEX crash_reports_group ON crash_reports (app_id, fingerprint, time DESC);
CREATE INDEX crash_reports_received ON crash_reports (app_id, received_at);

CREATE TABLE crash_groups (
    id                   uuid PRIMARY KEY,
    app_id               text NOT NULL,
    fingerprint          text NOT NULL,
    algorithm            smallint NOT NULL,
    crash_type           text NOT NULL,
    message              text NOT NULL,
    sample_stack_trace   text NOT NULL,
    first_seen           timestamptz NOT NULL,
    last_seen            timestamptz NOT NULL,
    created_at           timestamptz NOT NULL,
    occurrence_count     bigint NOT NULL,
    affected_versions    text[] NOT NULL,
    status               text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'resolved', 'ignored')),
    UNIQUE (app_id, fingerprint)
);
CREATE INDEX crash_groups_recent ON crash_groups (app_id, last_seen DESC, fingerprint DESC);
CREATE INDEX crash_groups_created ON crash_groups (app_id, created_at);
