"""`telemetry-graph demo`: stores a realistic history, then sends from simulated devices."""
