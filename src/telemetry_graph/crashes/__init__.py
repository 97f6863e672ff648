"""Crash reports, the groups they fall into, and their triage."""
