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
_MIN_REFRESH, _MAX_REFRESH = 0.75, 0.9
"""Fraction of the lifetime after which a value is refreshed. It depends on the key, so that values
that were loaded together are not refreshed together."""


@dataclass(slots=True)
class _Entry(Generic[V]):
    value: V | None
    load_started_at: float
    refresh_at: float
    expires_at: float


class TtlCache(Generic[K, V]):
    """Caches values for 5 seconds and missing values for 1; evicts the least recently used.

    The lifetime starts when the load of the value starts, so no value is older than that.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._entries: LRUCache[K, _Entry[V]] = LRUCache(_MAX_ENTRIES)

    def get(self, key: K) -> tuple[V | None] | None:
        """A one-tuple of the cached value, or None when the caller must load it.

        Shortly before a value expires, one caller gets None and refreshes it. The others get the
        cached value in the meantime, until it expires.
        """
        entry, now = self._entries.get(key), self._monotonic()
        if entry is None or now >= entry.expires_at:
            return None
        if now >= entry.refresh_at:
            entry.refresh_at = entry.expires_at
            return None
        return (entry.value,)

    def peek(self, key: K) -> tuple[V | None] | None:
        """Like `get`, for callers that do not load missing values."""
        entry = self._entries.get(key)
        return (entry.value,) if entry and self._monotonic() < entry.refresh_at else None

    def get_last(self, key: K) -> V | None:
        """The last value, even if it has expired. For use when the value cannot be loaded."""
        entry = self._entries.get(key)
        return entry.value if entry else None

    def now(self) -> float:
        return self._monotonic()

    def put(self, key: K, value: V | None, *, load_started_at: float | None = None) -> None:
        """Cache `value`; None means that it does not exist.

        `load_started_at` is the value of `now()` when the load began. The result of a slow load
        does not replace the result of a load that began later.
        """
        started = self._monotonic() if load_started_at is None else load_started_at
        cached = self._entries.pop(key, None)
        if cached is None or cached.load_started_at <= started:
            lifetime = _MISSING_SECONDS if value is None else _FOUND_SECONDS
            refresh = _MIN_REFRESH + hash(key) % 256 / 256 * (_MAX_REFRESH - _MIN_REFRESH)
            cached = _Entry(value, started, started + lifetime * refresh, started + lifetime)
        self._entries[key] = cached

    def forget(self, key: K) -> None:
        self._entries.pop(key, None)
