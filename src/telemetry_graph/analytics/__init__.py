"""Figures about an app: how many use it, how often it crashes, which versions are out."""
