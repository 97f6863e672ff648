"""Counts the files that a real request enters: `python -m tests.trace`."""
