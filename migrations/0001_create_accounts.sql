-- Who may call: apps, the people who work on them, and their credentials.
CREATE EXTENSION IF NOT EXISTS timescaledb;
CREATE EXTENSION IF NOT EXISTS hll;
CREATE EXTENSION IF NOT EXISTS tdigest;

CREATE TABLE apps (
    app_id      text PRIMARY KEY CHECK (app_id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$'),
    name        text NOT NULL,
    created_at  timestamptz NOT NULL
);

CREATE TABLE users (
    id             uuid PRIMARY KEY,
    email          text NOT NULL UNIQUE CHECK (email = lower(email)),
    password_hash  text NOT NULL,
    created_at     timestamptz NOT NULL
);

CREATE TABLE memberships (
    user_id  uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    app_id   text NOT NULL REFERENCES apps ON DELETE CASCADE,
    role     text NOT NULL CHECK (role IN ('owner', 'developer', 'viewer')),
    PRIMARY KEY (user_id, app_id)
);

-- Credentials are long random strings, so a plain SHA-256 of them cannot be searched.
CREATE TABLE api_keys (
    id          uuid PRIMARY KEY,
    app_id      text NOT NULL REFERENCES apps ON DELETE CASCADE,
    name        text NOT NULL,
    key_hash    bytea NOT NULL UNIQUE,
    hint        text NOT NULL,
    created_at  timestamptz NOT NULL,
    revoked_at  timestamptz
);

CREATE TABLE access_tokens (
    id          uuid PRIMARY KEY,
    user_id     uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    name        text NOT NULL,
    token_hash  bytea NOT NULL UNIQUE,
    hint        text NOT NULL,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    revoked_at  timestamptz
);

CREATE TABLE browser_sessions (
    session_hash  bytea PRIMARY KEY,
    user_id       uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at    timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL
);
CREATE INDEX browser_sessions_expiry ON browser_sessions (expires_at);
