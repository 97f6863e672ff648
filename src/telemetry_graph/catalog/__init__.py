"""The event types that devices can send, and the schemas of their data."""
