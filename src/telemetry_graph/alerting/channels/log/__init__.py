"""The log channel."""
