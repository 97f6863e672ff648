-- What an app's owners decide about its ingestion; without a row the installation's limits hold.
CREATE TABLE ingest_policies (
    app_id             text PRIMARY KEY REFERENCES apps ON DELETE CASCADE,
    events_per_key     integer CHECK (events_per_key > 0),
    events_per_device  integer CHECK (events_per_device > 0),
    sampling           jsonb NOT NULL DEFAULT '{}'
);

-- A repeated batch is answered as it was the first time, its left-out events included.
ALTER TABLE ingest_batches ADD COLUMN sampled_out integer NOT NULL DEFAULT 0;
