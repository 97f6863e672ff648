-- Apps that agreed to be compared with others of their category, and how each stands: what it is
-- compared by is computed now and then, as a comparison would else read every app's figures.
CREATE TABLE benchmark_members (
    app_id            text PRIMARY KEY,
    category          text NOT NULL,
    computed_at       timestamptz,
    crash_free_users  double precision,
    startup_ms        double precision,
    session_seconds   double precision
);
CREATE INDEX benchmark_members_category ON benchmark_members (category);
CREATE INDEX benchmark_members_due ON benchmark_members (computed_at NULLS FIRST);
