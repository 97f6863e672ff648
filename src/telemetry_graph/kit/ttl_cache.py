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
_SPREAD = 0.25  # of a lifetime: what was learned in one moment is not all asked again in another
_LOOK_UP_SECONDS = 1.0


@dataclass(slots=True)
class _Entry(Generic[V]):
    value: V | None
    fresh_until: float
    asked_at: float


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

    def fresh(self, key: K) -> tuple[V | None] | None:
        """The same for a caller who will not look it up: nobody is kept from doing so."""
        entry = self._entries.get(key)
        return (entry.value,) if entry and entry.fresh_until >= self._monotonic() else None

    def now(self) -> float:
        return self._monotonic()

    def put(self, key: K, value: V | None, *, asked_at: float | None = None) -> None:
        """Remember it for five seconds at most; that there is no such thing, only for one.

        `asked_at` is when the look-up began, by `now()`: what a slow one brings does not replace
        what a later one has brought meanwhile.
        """
        now = self._monotonic()
        asked_at = now if asked_at is None else asked_at
        known = self._entries.pop(key, None)
        if known is None or known.asked_at <= asked_at:
            longest = _UNKNOWN_SECONDS if value is None else _KNOWN_SECONDS
            lifetime = longest * (1 - hash(key) % 256 / 256 * _SPREAD)
            known = _Entry(value, now + lifetime, asked_at)
        self._entries[key] = known
        while len(self._entries) > _MOST_ENTRIES:
            self._entries.popitem(last=False)

    def forget(self, key: K) -> None:
        self._entries.pop(key, None)
