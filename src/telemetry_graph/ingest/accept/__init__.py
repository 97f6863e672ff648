"""Turns a batch or a crash report into a write, or rejects it. Pure functions without I/O."""
