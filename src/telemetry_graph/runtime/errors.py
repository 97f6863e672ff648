"""The error of this package."""


class RuntimeUnavailable(Exception):
    """The private database or Redis cannot be provided; the message is for the operator."""
