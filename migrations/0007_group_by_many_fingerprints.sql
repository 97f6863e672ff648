-- A group holds many fingerprints, so that merges teach grouping and can be undone exactly, and so
-- that a new algorithm finds the groups of the old one. What a merge must be able to take back is
-- kept per fingerprint: counts, versions, devices, days.
-- Sketches: log2m 12, 5 bits a register, exact up to 512 devices, then 1.6 % off (root mean square).
CREATE TABLE crash_fingerprints (
    app_id            text NOT NULL,
    fingerprint       text NOT NULL,
    algorithm         smallint NOT NULL,
    group_id          uuid NOT NULL,
    home_group_id     uuid NOT NULL,
    first_seen        timestamptz NOT NULL,
    last_seen         timestamptz NOT NULL,
    occurrence_count  bigint NOT NULL,
    versions          text[] NOT NULL,
    devices           hll(12, 5, 512, 1) NOT NULL,
    heat              double precision NOT NULL,
    PRIMARY KEY (app_id, fingerprint)
);
CREATE INDEX crash_fingerprints_group ON crash_fingerprints (group_id);
CREATE INDEX crash_fingerprints_old ON crash_fingerprints (app_id, last_seen) WHERE algorithm = 1;

CREATE TABLE crash_days (
    app_id       text NOT NULL,
    fingerprint  text NOT NULL,
    day          date NOT NULL,
    crashes      bigint NOT NULL,
    PRIMARY KEY (app_id, fingerprint, day)
);

-- The words of a group: apart from its counters, which change with every flush.
CREATE TABLE crash_group_words (
    group_id  uuid PRIMARY KEY,
    app_id    text NOT NULL,
    words     tsvector NOT NULL
);
CREATE INDEX crash_group_words_search ON crash_group_words USING gin (words);

CREATE TABLE crash_versions (
    app_id       text NOT NULL,
    app_version  text NOT NULL,
    first_seen   timestamptz NOT NULL,
    PRIMARY KEY (app_id, app_version)
);

CREATE TABLE crash_activity (
    id        uuid PRIMARY KEY,
    app_id    text NOT NULL,
    group_id  uuid NOT NULL,
    at        timestamptz NOT NULL,
    actor     text,
    kind      text NOT NULL,
    detail    jsonb NOT NULL
);
CREATE INDEX crash_activity_group ON crash_activity (group_id, at DESC, id DESC);

ALTER TABLE crash_groups
    ADD COLUMN grouped_by text NOT NULL DEFAULT 'algorithm',
    ADD COLUMN device_count bigint NOT NULL DEFAULT 0,
    ADD COLUMN is_merged boolean NOT NULL DEFAULT false,
    ADD COLUMN heat double precision NOT NULL DEFAULT 0,
    ADD COLUMN merged_into uuid,
    ADD COLUMN fix text CHECK (fix IN ('now', 'in_version', 'in_next_version')),
    ADD COLUMN fixed_in text,
    ADD COLUMN resolved_at timestamptz,
    ADD COLUMN ignored_until timestamptz,
    ADD COLUMN ignored_until_occurrences bigint,
    ADD COLUMN ignored_until_devices bigint,
    ADD COLUMN regressed_at timestamptz,
    ADD COLUMN regressions integer NOT NULL DEFAULT 0,
    ADD COLUMN assignee text;

-- Reports are kept 90 days; what they say of older groups goes into the new columns.
INSERT INTO crash_fingerprints
SELECT g.app_id, g.fingerprint, g.algorithm, g.id, g.id, g.first_seen, g.last_seen,
       g.occurrence_count, g.affected_versions,
       coalesce(r.devices, hll_empty(12, 5, 512, 1)),
       ln(g.occurrence_count) + extract(epoch FROM g.last_seen) / 86400
  FROM crash_groups g
  LEFT JOIN LATERAL (
       SELECT hll_add_agg(hll_hash_bytea(device_id), 12, 5, 512, 1) AS devices
         FROM crash_reports
        WHERE app_id = g.app_id AND fingerprint = g.fingerprint) r ON true;
UPDATE crash_groups g
   SET device_count = hll_cardinality(f.devices)::bigint, heat = f.heat
  FROM crash_fingerprints f
 WHERE f.group_id = g.id;
INSERT INTO crash_days
SELECT app_id, fingerprint, (time AT TIME ZONE 'UTC')::date, count(*)
  FROM crash_reports
 GROUP BY 1, 2, 3;
INSERT INTO crash_versions
SELECT app_id, app_version, min(received_at)
  FROM crash_reports
 WHERE app_version IS NOT NULL
 GROUP BY 1, 2;
INSERT INTO crash_group_words
SELECT id, app_id,
       to_tsvector('simple', regexp_replace(left(crash_type || ' ' || message, 4000),
                                            '[^[:alnum:]]+', ' ', 'g'))
  FROM crash_groups;

-- Every flush moves groups in these indexes, so there is none that another one can stand in for:
-- fingerprints are unique in their own table, and groups are counted by status in the first.
ALTER TABLE crash_groups DROP CONSTRAINT crash_groups_app_id_fingerprint_key;
DROP INDEX crash_groups_recent;
CREATE INDEX crash_groups_by_last_seen ON crash_groups (app_id, last_seen DESC, fingerprint DESC)
       INCLUDE (status) WHERE merged_into IS NULL;
CREATE INDEX crash_groups_by_first_seen ON crash_groups (app_id, first_seen DESC, fingerprint DESC)
 WHERE merged_into IS NULL;
CREATE INDEX crash_groups_by_occurrences
    ON crash_groups (app_id, occurrence_count DESC, fingerprint DESC) WHERE merged_into IS NULL;
CREATE INDEX crash_groups_by_devices ON crash_groups (app_id, device_count DESC, fingerprint DESC)
 WHERE merged_into IS NULL;
CREATE INDEX crash_groups_by_heat ON crash_groups (app_id, heat DESC, fingerprint DESC)
 WHERE merged_into IS NULL;
