-- What each flush adds to the figures of a day: appended with its rows, merged when read.
-- The sketches are made by analytics/sketch.py: log2m 14, 5 bits a register, exact up to 512
-- devices, then 0.8 % off (root mean square). Sketches of other parameters cannot be merged.
CREATE TABLE rollup_delta (
    app_id       text NOT NULL,
    day          date NOT NULL,
    app_version  text NOT NULL,
    event_type   text NOT NULL,
    events       bigint NOT NULL,
    weight       double precision NOT NULL,
    devices      hll(14, 5, 512, 1) NOT NULL
);
CREATE INDEX rollup_delta_app_day ON rollup_delta (app_id, day);
