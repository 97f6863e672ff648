"""A bounded cache whose entries expire after a few seconds."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from cachetools import LRUCache

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_MAX_ENTRIES = 20_000
_FOUND_SECONDS = 5.0
"""A revoked key stops working within this time."""
_MISSING_SECONDS = 1.0
_JITTER = 0.25
"""Part of a lifetime by which entries that were loaded together expire apart."""
_LOAD_SECONDS = 1.0


@dataclass(slots=True)
class _Entry(Generic[V]):
    value: V | None
    expires_at: float
    load_started_at: float


class TtlCache(Generic[K, V]):
    """Caches values for 5 seconds and missing values for 1; evicts the least recently used."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._entries: LRUCache[K, _Entry[V]] = LRUCache(_MAX_ENTRIES)

    def get(self, key: K) -> tuple[V | None] | None:
        """A one-tuple of the cached value, or None when the caller must load it.

        When an entry expires, only the first caller gets None. The others get the old value while
        that caller loads the new one, for at most a second.
        """
        entry, now = self._entries.get(key), self._monotonic()
        if entry is None:
            return None
        if entry.expires_at < now:
            entry.expires_at = now + _LOAD_SECONDS
            return None
        return (entry.value,)

    def peek(self, key: K) -> tuple[V | None] | None:
        """Like `get`, for a caller that does not load a missing value."""
        entry = self._entries.get(key)
        return (entry.value,) if entry and entry.expires_at >= self._monotonic() else None

    def now(self) -> float:
        return self._monotonic()

    def put(self, key: K, value: V | None, *, load_started_at: float | None = None) -> None:
        """Cache `value`; None means that it does not exist.

        `load_started_at` is the value of `now()` when the load began. The result of a slow load
        does not replace the result of a load that began later.
        """
        now = self._monotonic()
        started = now if load_started_at is None else load_started_at
        cached = self._entries.pop(key, None)
        if cached is None or cached.load_started_at <= started:
            longest = _MISSING_SECONDS if value is None else _FOUND_SECONDS
            lifetime = longest * (1 - hash(key) % 256 / 256 * _JITTER)
            cached = _Entry(value, now + lifetime, started)
        self._entries[key] = cached

    def forget(self, key: K) -> None:
        self._entries.pop(key, None)
