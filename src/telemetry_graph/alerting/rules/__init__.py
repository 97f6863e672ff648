"""The rules of an app: when it sends alerts, and to which channels."""
