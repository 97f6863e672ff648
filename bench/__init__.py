"""Benchmarks. Each prints a table, and JSON with ratios that were measured in one run."""
