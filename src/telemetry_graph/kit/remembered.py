"""Remembers for a few seconds what had to be looked up."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_MOST_ENTRIES = 20_000
_KNOWN_SECONDS = 5.0  # a revoked key stops working within this time
_UNKNOWN_SECONDS = 1.0
_LOOK_UP_SECONDS = 1.0


@dataclass(slots=True)
class _Entry(Generic[V]):
    value: V | None
    fresh_until: float


class Remembered(Generic[K, V]):
    """Bounded; the least recently looked up leave first."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._entries: OrderedDict[K, _Entry[V]] = OrderedDict()

    def found(self, key: K) -> tuple[V | None] | None:
        """A one-tuple of what is remembered, or None when the caller is to look it up.

        Of many callers with one expired key only the first is sent to look: the others go by what
        was known until it is back, for a second at most.
        """
        entry, now = self._entries.get(key), self._monotonic()
        if entry is None:
            return None
        if entry.fresh_until < now:
            entry.fresh_until = now + _LOOK_UP_SECONDS
            return None
        return (entry.value,)

    def put(self, key: K, value: V | None) -> None:
        """Remember it; that there is no such thing, only for a second."""
        lifetime = _UNKNOWN_SECONDS if value is None else _KNOWN_SECONDS
        self._entries.pop(key, None)
        self._entries[key] = _Entry(value, self._monotonic() + lifetime)
        while len(self._entries) > _MOST_ENTRIES:
            self._entries.popitem(last=False)

    def forget(self, key: K) -> None:
        self._entries.pop(key, None)
