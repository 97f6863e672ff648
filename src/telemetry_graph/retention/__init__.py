"""The retention of data, and its daily deletion."""
