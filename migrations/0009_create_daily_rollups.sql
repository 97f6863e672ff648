-- Figures must stay cheap when raw events are gone: a flush appends deltas of every kind of figure,
-- the worker merges them into daily tables, and a query adds what it has not merged yet.
-- The deltas so far knew events only; those of the new shape are made from the stored rows below.
-- Hashes are cast as analytics/sketch.py makes them, not hashed again.
DROP TABLE rollup_delta;

-- kind: event (by type), use (devices and sessions), crash (all or fatal), measure, item.
CREATE TABLE rollup_delta (
    kind         text NOT NULL,
    app_id       text NOT NULL,
    day          date NOT NULL,
    app_version  text NOT NULL,
    key          text NOT NULL,
    field        text,
    item         text,
    arrived_at   timestamptz,
    events       bigint NOT NULL,
    weight       double precision NOT NULL,
    devices      hll(14, 5, 512, 1),
    sessions     hll(14, 5, 512, 1),
    measured     double precision[],
    -- tdigest never comes back from a NaN.
    CHECK ('NaN' <> ALL (measured) AND 'Infinity' <> ALL (measured) AND '-Infinity' <> ALL (measured))
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 50000);
CREATE INDEX rollup_delta_app ON rollup_delta (app_id, day);

-- Either may be absent; inlined by the planner.
CREATE FUNCTION merged(hll, hll) RETURNS hll LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(hll_union($1, $2), $1, $2);

-- In each daily table a row of one version, and one of all versions together (is_total, version '').
-- The …_count columns say what their sketch counts, so that a series opens no sketch.
CREATE TABLE daily_use (
    app_id               text NOT NULL,
    is_total             boolean NOT NULL,
    day                  date NOT NULL,
    app_version          text NOT NULL,
    events               bigint NOT NULL,
    weight               double precision NOT NULL,
    starts               bigint NOT NULL,
    starts_weight        double precision NOT NULL,
    crashes              bigint NOT NULL,
    fatal                bigint NOT NULL,
    active               hll(14, 5, 512, 1),
    active_count         bigint NOT NULL,
    devices              hll(14, 5, 512, 1),
    device_count         bigint NOT NULL,
    sessions             hll(14, 5, 512, 1),
    session_count        bigint NOT NULL,
    crash_devices        hll(14, 5, 512, 1),
    crash_sessions       hll(14, 5, 512, 1),
    fatal_devices        hll(14, 5, 512, 1),
    fatal_device_count   bigint NOT NULL,
    fatal_sessions       hll(14, 5, 512, 1),
    fatal_session_count  bigint NOT NULL,
    -- Seen by an event or by a crash.
    seen_device_count    bigint NOT NULL,
    seen_session_count   bigint NOT NULL,
    PRIMARY KEY (app_id, is_total, day, app_version)
) WITH (fillfactor = 80);

CREATE TABLE daily_events (
    app_id        text NOT NULL,
    is_total      boolean NOT NULL,
    day           date NOT NULL,
    app_version   text NOT NULL,
    event_type    text NOT NULL,
    events        bigint NOT NULL,
    weight        double precision NOT NULL,
    devices       hll(14, 5, 512, 1),
    device_count  bigint NOT NULL,
    PRIMARY KEY (app_id, is_total, event_type, day, app_version)
) WITH (fillfactor = 80);

CREATE TABLE daily_measures (
    app_id       text NOT NULL,
    is_total     boolean NOT NULL,
    day          date NOT NULL,
    app_version  text NOT NULL,
    measure      text NOT NULL,
    events       bigint NOT NULL,
    weight       double precision NOT NULL,
    total        double precision NOT NULL,
    digest       tdigest NOT NULL,
    PRIMARY KEY (app_id, is_total, measure, day, app_version)
) WITH (fillfactor = 80);

CREATE TABLE daily_items (
    app_id        text NOT NULL,
    is_total      boolean NOT NULL,
    day           date NOT NULL,
    app_version   text NOT NULL,
    event_type    text NOT NULL,
    field         text NOT NULL,
    item          text NOT NULL,
    events        bigint NOT NULL,
    weight        double precision NOT NULL,
    devices       hll(14, 5, 512, 1),
    PRIMARY KEY (app_id, is_total, event_type, field, day, item, app_version)
) WITH (fillfactor = 80);

-- Who sent something lately, in steps of ten seconds of arrival.
CREATE TABLE live_use (
    app_id      text NOT NULL,
    arrived_at  timestamptz NOT NULL,
    devices     hll(14, 5, 512, 1),
    sessions    hll(14, 5, 512, 1),
    PRIMARY KEY (app_id, arrived_at)
) WITH (fillfactor = 80);

INSERT INTO rollup_delta (kind, app_id, day, app_version, key, events, weight, devices)
SELECT 'event', app_id, (time AT TIME ZONE 'UTC')::date, coalesce(app_version, ''), event_type, count(*), sum(weight),
       hll_add_agg(('x' || encode(substring(device_id FOR 8), 'hex'))::bit(64)::bigint::hll_hashval,
                   14, 5, 512, 1)
  FROM telemetry_events
 GROUP BY 2, 3, 4, 5;

INSERT INTO rollup_delta (kind, app_id, day, app_version, key, arrived_at, events, weight,
                          devices, sessions)
SELECT 'use', app_id, (time AT TIME ZONE 'UTC')::date, coalesce(app_version, ''), '', max(received_at),
       count(*), sum(weight),
       hll_add_agg(('x' || encode(substring(device_id FOR 8), 'hex'))::bit(64)::bigint::hll_hashval,
                   14, 5, 512, 1),
       hll_add_agg(('x' || encode(substring(sha256(convert_to(session_id, 'UTF8')) FOR 8), 'hex'))
                   ::bit(64)::bigint::hll_hashval, 14, 5, 512, 1)
         FILTER (WHERE session_id IS NOT NULL)
  FROM telemetry_events
 GROUP BY 2, 3, 4;

INSERT INTO rollup_delta (kind, app_id, day, app_version, key, events, weight, devices, sessions)
SELECT 'crash', app_id, (time AT TIME ZONE 'UTC')::date, coalesce(app_version, ''), grade, count(*), count(*),
       hll_add_agg(('x' || encode(substring(device_id FOR 8), 'hex'))::bit(64)::bigint::hll_hashval,
                   14, 5, 512, 1),
       hll_add_agg(('x' || encode(substring(sha256(convert_to(session_id, 'UTF8')) FOR 8), 'hex'))
                   ::bit(64)::bigint::hll_hashval, 14, 5, 512, 1)
         FILTER (WHERE session_id IS NOT NULL)
  FROM crash_reports, LATERAL (VALUES ('all'), ('fatal')) AS g (grade)
 WHERE grade = 'all' OR is_fatal
 GROUP BY 2, 3, 4, 5;

INSERT INTO rollup_delta (kind, app_id, day, app_version, key, events, weight, measured)
SELECT 'measure', app_id, (time AT TIME ZONE 'UTC')::date, coalesce(app_version, ''), m.name, count(*), sum(weight),
       array_agg((event_data ->> m.field)::double precision)
  FROM telemetry_events
  JOIN (VALUES ('app_stop', 'session', 'duration_seconds'), ('perf_frame', 'frame', 'avg_ms'),
               ('perf_memory', 'memory', 'used_mb'), ('perf_startup', 'startup', 'duration_ms')
       ) AS m (event_type, name, field) USING (event_type)
 WHERE event_data ->> m.field IS NOT NULL
 GROUP BY 2, 3, 4, 5;

INSERT INTO rollup_delta (kind, app_id, day, app_version, key, field, item, events, weight, devices)
SELECT 'item', app_id, (time AT TIME ZONE 'UTC')::date, coalesce(app_version, ''), event_type, i.field,
       event_data ->> i.field, count(*), sum(weight),
       hll_add_agg(('x' || encode(substring(device_id FOR 8), 'hex'))::bit(64)::bigint::hll_hashval,
                   14, 5, 512, 1)
  FROM telemetry_events
  JOIN (VALUES ('screen_view', 'screen_name'), ('button_click', 'element_id'),
               ('feature_used', 'feature_name')) AS i (event_type, field) USING (event_type)
 WHERE event_data ->> i.field <> ''
 GROUP BY 2, 3, 4, 5, 6, 7;
