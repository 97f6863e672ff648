"""`telemetry-graph demo`: plausible history, then simulated devices."""
