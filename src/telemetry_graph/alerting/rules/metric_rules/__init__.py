"""Metric rules: reads metrics of short windows and compares them with thresholds."""
