-- Who is told what, and when, is each app's own: rules say when, channels say whom, and every
-- decision not to send is a row too, so that «why was I not told» has an answer.

-- That an app has had its default rules: what it deletes then stays deleted.
CREATE TABLE alert_setups (
    app_id   text PRIMARY KEY,
    made_at  timestamptz NOT NULL
);

CREATE TABLE alert_rules (
    id                      uuid PRIMARY KEY,
    app_id                  text NOT NULL,
    name                    text NOT NULL,
    kind                    text NOT NULL CHECK (kind IN (
                            'new_crash_group', 'regression', 'velocity', 'spike', 'crash_free', 'silence')),
    is_enabled              boolean NOT NULL,
    muted_until             timestamptz,
    definition              jsonb NOT NULL,
    cooldown_minutes        integer NOT NULL,
    escalate_after_minutes  integer,
    -- NULL: all channels of the app, and those of the installation.
    channel_ids             uuid[],
    escalate_to             uuid[] NOT NULL,
    created_at              timestamptz NOT NULL,
    updated_at              timestamptz NOT NULL,
    updated_by              text,
    -- When the worker measures next; NULL for what the crash's own transaction decides.
    due_at                  timestamptz
);
CREATE INDEX alert_rules_of_app ON alert_rules (app_id, created_at, id);
CREATE INDEX alert_rules_due ON alert_rules (due_at) WHERE due_at IS NOT NULL AND is_enabled;

-- Address and signing key are sealed by the program; `target` is what may be shown.
CREATE TABLE alert_channels (
    id              uuid PRIMARY KEY,
    app_id          text NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('email', 'slack', 'webhook', 'teams', 'discord')),
    name            text NOT NULL,
    target          text NOT NULL,
    address         bytea NOT NULL,
    address_at      timestamptz NOT NULL,
    secret          bytea,
    quiet           jsonb NOT NULL,
    is_enabled      boolean NOT NULL,
    verified_at     timestamptz,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    updated_by      text NOT NULL
);
CREATE INDEX alert_channels_of_app ON alert_channels (app_id, created_at, id);

-- The last alert of a rule about a group or version: the cooldown counts from it.
CREATE TABLE alert_told (
    rule_id    uuid NOT NULL,
    subject    text NOT NULL,
    app_id     text NOT NULL,
    told_at    timestamptz NOT NULL,
    outbox_id  uuid NOT NULL,
    PRIMARY KEY (rule_id, subject)
);

-- Groups (or versions) that somebody does not want to hear of for a while.
CREATE TABLE alert_mutes (
    app_id    text NOT NULL,
    subject   text NOT NULL,
    until     timestamptz NOT NULL,
    muted_by  text NOT NULL,
    PRIMARY KEY (app_id, subject)
);

-- Alerts that one message will sum up; one open bundle of a kind for a channel of an app.
CREATE TABLE alert_bundles (
    id           uuid PRIMARY KEY,
    app_id       text NOT NULL,
    channel_key  text NOT NULL,
    reason       text NOT NULL CHECK (reason IN ('storm', 'quiet_hours', 'digest', 'hourly_cap')),
    opened_at    timestamptz NOT NULL,
    due_at       timestamptz NOT NULL,
    delivery_id  uuid,
    closed_at    timestamptz
);
CREATE UNIQUE INDEX alert_bundles_open ON alert_bundles (app_id, channel_key, reason)
 WHERE closed_at IS NULL;
CREATE INDEX alert_bundles_due ON alert_bundles (due_at) WHERE closed_at IS NULL;
CREATE INDEX alert_bundles_closed ON alert_bundles (app_id, channel_key, closed_at);

-- Crashes of the busiest groups by minute of arrival, for windows of up to a few hours: made by the
-- worker from the newest crashes, so that a window never reads them all again.
CREATE TABLE alert_minutes (
    app_id       text NOT NULL,
    minute       timestamptz NOT NULL,
    fingerprint  text NOT NULL,
    app_version  text NOT NULL,
    crashes      bigint NOT NULL,
    fatal        bigint NOT NULL,
    devices      hll(12, 5, 512, 1) NOT NULL,
    sessions     hll(12, 5, 512, 1) NOT NULL,
    PRIMARY KEY (app_id, minute, fingerprint, app_version)
);

-- Events by hour of arrival: what the same hour of other days had tells whether an app is silent.
CREATE TABLE alert_hours (
    app_id  text NOT NULL,
    hour    timestamptz NOT NULL,
    events  bigint NOT NULL,
    PRIMARY KEY (app_id, hour)
);

-- Events and sessions of the last hours by version, in steps of five minutes of arrival.
CREATE TABLE live_versions (
    app_id       text NOT NULL,
    arrived_at   timestamptz NOT NULL,
    app_version  text NOT NULL,
    events       bigint NOT NULL,
    sessions     hll(14, 5, 512, 1),
    PRIMARY KEY (app_id, arrived_at, app_version)
) WITH (fillfactor = 80);

-- What an alert is about is a group, a version of the app, or the app (NULL).
ALTER TABLE alert_outbox
    ALTER COLUMN fingerprint DROP NOT NULL,
    ADD COLUMN rule_id uuid,
    ADD COLUMN subject text NOT NULL DEFAULT '',
    ADD COLUMN escalate_at timestamptz,
    ADD COLUMN acknowledged_at timestamptz,
    ADD COLUMN acknowledged_by text;
UPDATE alert_outbox
   SET subject = fingerprint,
       payload = jsonb_build_object('app_id', app_id, 'app_name', payload -> 'app_name',
                                    'occurred_at', payload -> 'seen_at', 'crash', payload);
CREATE INDEX alert_outbox_escalating ON alert_outbox (escalate_at) WHERE escalate_at IS NOT NULL;
CREATE INDEX alert_outbox_subject ON alert_outbox (app_id, subject) WHERE escalate_at IS NOT NULL;
CREATE INDEX alert_outbox_recent ON alert_outbox (app_id, created_at);

-- A channel of the installation is known by its word, a channel of an app by its id.
ALTER TABLE alert_deliveries
    DROP CONSTRAINT alert_deliveries_outbox_id_channel_key,
    DROP CONSTRAINT alert_deliveries_state_check,
    DROP CONSTRAINT finished_means_no_next_attempt,
    ADD COLUMN channel_id uuid,
    ADD COLUMN channel_key text GENERATED ALWAYS AS (coalesce(channel_id::text, channel)) STORED,
    ADD COLUMN reason text,
    ADD COLUMN bundle_id uuid,
    ADD COLUMN is_counted boolean NOT NULL DEFAULT true,
    ADD COLUMN retry_since timestamptz,
    ADD UNIQUE (outbox_id, channel_key),
    ADD CONSTRAINT known_state CHECK (state IN (
        'pending', 'sending', 'delivered', 'retrying', 'dead', 'held', 'suppressed')),
    ADD CONSTRAINT finished_means_no_next_attempt
        CHECK ((state IN ('delivered', 'dead', 'held', 'suppressed')) = (next_attempt_at IS NULL));
DROP INDEX alert_deliveries_due;
CREATE INDEX alert_deliveries_due
    ON alert_deliveries (channel_key, coalesce(claimed_until, next_attempt_at))
 WHERE next_attempt_at IS NOT NULL;
CREATE INDEX alert_deliveries_counted ON alert_deliveries (app_id, channel_key, created_at)
 WHERE is_counted;
CREATE INDEX alert_deliveries_bundle ON alert_deliveries (bundle_id) WHERE bundle_id IS NOT NULL;
CREATE INDEX alert_deliveries_dead ON alert_deliveries (app_id, created_at) WHERE state = 'dead';
