"""`telemetry-graph up`: starts everything on one machine."""
