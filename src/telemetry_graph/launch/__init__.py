"""`telemetry-graph up`: everything started on one machine, with one command."""
