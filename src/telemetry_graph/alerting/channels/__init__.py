"""The ways out: each channel is one file and keeps one promise."""
