"""Decisions about crash groups, and their history."""
