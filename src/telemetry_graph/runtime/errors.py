"""The one error of this package."""


class RuntimeUnavailable(Exception):
    """The private database or Redis could not be provided; the message is for the operator."""
