"""Slows down password guessing: so many attempts for one e-mail address in a window."""

from datetime import datetime, timedelta

from cachetools import LRUCache

from telemetry_graph.kit.errors import TooManyRequests

_ATTEMPTS = 10
_WINDOW = timedelta(minutes=5)
_MOST_ADDRESSES = 10_000


class SignInThrottle:
    """Counts in this process only: enough to make guessing hopeless, and never a lock-out."""

    def __init__(self) -> None:
        self._windows: LRUCache[str, tuple[datetime, int]] = LRUCache(_MOST_ADDRESSES)

    def count(self, email: str, now: datetime) -> None:
        """Count one attempt; the eleventh within five minutes is refused."""
        since, attempts = self._windows.pop(email, (now, 0))
        if now - since >= _WINDOW:
            since, attempts = now, 0
        self._windows[email] = (since, attempts + 1)
        if attempts >= _ATTEMPTS:
            wait = int((since + _WINDOW - now).total_seconds()) + 1
            raise TooManyRequests("Too many sign-in attempts. Wait a little.", retry_after=wait)

    def forget(self, email: str) -> None:
        self._windows.pop(email, None)
