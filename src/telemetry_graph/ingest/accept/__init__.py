"""Turns what a device sent into a write, or rejects it. Functions of values, no I/O."""
