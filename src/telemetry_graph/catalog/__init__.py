"""The event types that devices may send, and what their data may hold."""
