"""Whom an app can tell: its channels, how they are verified, and when they want quiet."""
