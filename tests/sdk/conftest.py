"""The SDK tests start from what the end-to-end tests start from."""

from tests.e2e.conftest import environment, keys

__all__ = ["environment", "keys"]
