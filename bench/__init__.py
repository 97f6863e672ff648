"""Benchmarks: each prints a table, and JSON with ratios measured in one run."""
