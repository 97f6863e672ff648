"""Remembers for a few seconds whom a credential stands for."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from telemetry_graph.kit.access import Principal

_MOST_ENTRIES = 20_000
_KNOWN_SECONDS = 5.0  # a revoked key stops working within this time
_UNKNOWN_SECONDS = 1.0
_LOOK_UP_SECONDS = 1.0


@dataclass(slots=True)
class _Entry:
    principal: Principal | None
    fresh_until: float


class PrincipalCache:
    """Bounded; the least recently looked up leave first."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._entries: OrderedDict[bytes, _Entry] = OrderedDict()

    def fresh(self, key: bytes) -> Principal | None:
        """What is remembered and needs no look; asking changes nothing."""
        entry = self._entries.get(key)
        return entry.principal if entry and entry.fresh_until >= self._monotonic() else None

    def found(self, key: bytes) -> tuple[Principal | None] | None:
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
        return (entry.principal,)

    def put(self, key: bytes, principal: Principal | None) -> None:
        lifetime = _UNKNOWN_SECONDS if principal is None else _KNOWN_SECONDS
        self._entries.pop(key, None)
        self._entries[key] = _Entry(principal, self._monotonic() + lifetime)
        while len(self._entries) > _MOST_ENTRIES:
            self._entries.popitem(last=False)

    def forget(self, key: bytes) -> None:
        self._entries.pop(key, None)
