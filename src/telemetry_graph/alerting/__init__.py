"""Tells people about crashes: an outbox, deliveries with retries, and the channels."""
