"""Rules that rest on figures: looked at by the worker on a timer."""
