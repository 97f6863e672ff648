-- Apps have events of their own. What they may hold is registered before, so that a breakdown knows
-- its fields; each change is a version, as devices go on sending what an older one allowed.
CREATE TABLE custom_event_types (
    app_id         text NOT NULL,
    name           text NOT NULL,
    version        integer NOT NULL,
    tier           text NOT NULL,
    fields         jsonb NOT NULL,
    is_collected   boolean NOT NULL,
    registered_at  timestamptz NOT NULL,
    PRIMARY KEY (app_id, name, version)
);

-- Without a row an app refuses events of unknown types.
CREATE TABLE catalog_settings (
    app_id            text PRIMARY KEY,
    collects_unknown  boolean NOT NULL
);
