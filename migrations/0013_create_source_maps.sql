-- Source maps by app, version and bundle: decoded once when they are uploaded, stored compressed.
CREATE TABLE source_maps (
    app_id       text NOT NULL,
    app_version  text NOT NULL,
    file         text NOT NULL,
    id           uuid NOT NULL,
    content      bytea NOT NULL,
    bytes        bigint NOT NULL,
    segments     bigint NOT NULL,
    uploaded_at  timestamptz NOT NULL,
    uploaded_by  text NOT NULL,
    PRIMARY KEY (app_id, app_version, file)
);
-- It is compressed already.
ALTER TABLE source_maps ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE INDEX source_maps_newest ON source_maps (app_id, uploaded_at DESC, id DESC);
