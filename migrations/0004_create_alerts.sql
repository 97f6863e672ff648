-- An alert must survive a killed worker and a mail server that is away for hours, so the fact is
-- written in the crash's own transaction, and each channel's delivery is a row that can be retried.

CREATE TABLE alert_outbox (
    id           uuid PRIMARY KEY,
    app_id       text NOT NULL,
    kind         text NOT NULL,
    fingerprint  text NOT NULL,
    payload      jsonb NOT NULL,
    created_at   timestamptz NOT NULL,
    expanded_at  timestamptz
);

-- Only what still waits is indexed: taking the next rows costs the same after years of history.
CREATE INDEX alert_outbox_waiting ON alert_outbox (created_at, id) WHERE expanded_at IS NULL;

-- Each row is updated a few times and then kept: room on its page, and an early vacuum, keep the
-- index of open deliveries as small as the number of open deliveries.
CREATE TABLE alert_deliveries (
    id               uuid PRIMARY KEY,
    outbox_id        uuid NOT NULL REFERENCES alert_outbox (id) ON DELETE CASCADE,
    app_id           text NOT NULL,
    channel          text NOT NULL,
    target           text NOT NULL,
    state            text NOT NULL DEFAULT 'pending'
                     CHECK (state IN ('pending', 'sending', 'delivered', 'retrying', 'dead')),
    attempts         integer NOT NULL DEFAULT 0,
    next_attempt_at  timestamptz,
    claimed_until    timestamptz,
    created_at       timestamptz NOT NULL,
    delivered_at     timestamptz,
    latency_ms       integer,
    response         text,
    error            text,
    UNIQUE (outbox_id, channel),
    CONSTRAINT finished_means_no_next_attempt
        CHECK ((state IN ('delivered', 'dead')) = (next_attempt_at IS NULL))
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);

-- A claimed delivery is due again when its lease ends, any other when its next attempt is.
CREATE INDEX alert_deliveries_due
    ON alert_deliveries (channel, coalesce(claimed_until, next_attempt_at))
 WHERE next_attempt_at IS NOT NULL;

CREATE INDEX alert_deliveries_of_app ON alert_deliveries (app_id, created_at DESC, id DESC);
