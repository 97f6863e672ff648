"""Which event types are recorded, by the user's consent and by the session's sampling."""

from __future__ import annotations

from typing import Any

from telemetry_graph_sdk._catalogue import is_valid_type, tier_of
from telemetry_graph_sdk._delivery import Consent

_MAX_KNOWN_TYPES = 1_000


class Gate(dict[Any, bool]):
    """Whether events of a type are recorded; decided at the first look-up of each type.

    A gate is replaced, never changed, when consent or rates change.
    """

    def __init__(
        self, consent: Consent, position: float, rates: dict[str, float], tiers: dict[str, int]
    ) -> None:
        super().__init__()
        self._is_closed = consent.is_opted_out
        self._refused = consent.refused_tiers()
        self._position = position
        self._rates = rates
        self._tiers = tiers

    def __missing__(self, event_type: Any) -> bool:
        if self._is_closed:
            return False
        if not is_valid_type(event_type):
            return True  # counted as invalid when it is written
        is_allowed = tier_of(event_type, self._tiers) not in self._refused
        is_kept = self._position < self._rates.get(event_type, 1.0)
        if len(self) < _MAX_KNOWN_TYPES:
            self[event_type] = is_allowed and is_kept
        return is_allowed and is_kept

    @classmethod
    def closed(cls) -> Gate:
        """A gate for a client that records nothing."""
        return cls(Consent(is_opted_out=True), 0.0, {}, {})
