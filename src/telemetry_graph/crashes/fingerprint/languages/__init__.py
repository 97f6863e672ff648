"""Parsers of frames: one module for each language. `trace` decides which one parses a line."""
