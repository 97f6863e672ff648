"""Limits password guessing: a maximum number of attempts per e-mail address and window."""

from datetime import datetime, timedelta

from cachetools import LRUCache

from telemetry_graph.kit.errors import TooManyRequests

_MAX_ATTEMPTS = 10
_WINDOW = timedelta(minutes=5)
_MAX_ADDRESSES = 10_000


class SignInThrottle:
    """Counts the attempts in this process, which is enough to prevent guessing.

    No one is locked out permanently: an attempt is possible in each window.
    """

    def __init__(self) -> None:
        self._windows: LRUCache[str, tuple[datetime, int]] = LRUCache(_MAX_ADDRESSES)

    def count_attempt(self, email: str, now: datetime) -> None:
        """Raise TooManyRequests for more than ten attempts within five minutes."""
        since, attempts = self._windows.pop(email, (now, 0))
        if now - since >= _WINDOW:
            since, attempts = now, 0
        self._windows[email] = (since, attempts + 1)
        if attempts >= _MAX_ATTEMPTS:
            wait_seconds = int((since + _WINDOW - now).total_seconds()) + 1
            raise TooManyRequests(
                f"Too many sign-in attempts. Try again in {wait_seconds} seconds.",
                retry_after=wait_seconds,
            )

    def forget(self, email: str) -> None:
        """Reset the count of an address, after a successful sign-in."""
        self._windows.pop(email, None)
