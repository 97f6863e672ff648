"""The channels of an app: their addresses, their limits and quiet hours, their verification."""
