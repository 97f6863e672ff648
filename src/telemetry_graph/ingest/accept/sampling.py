"""TriageRequest events of a high-volume app are kept, and what each kept one stands for.

The choice is by session: its position is a hash, the same on the device and here, so that a
session is kept or left out as a whole, and a smaller rate keeps a part of what a larger one keeps.
"""

import hashlib
from collections.abc import Mapping

from telemetry_graph.catalog.model import EVENT_TYPES
from telemetry_graph.ingest.model import Rates
from telemetry_graph.ingest.wire import EventBatchInput
from telemetry_graph.kit.errors import InvalidField

MIN_RATE = 0.001
_POSITIONS = 0x1_0000_0000

Shares = Mapping[str, float | None]
"""By event type, how many events one of this batch stands for; None: they are left out."""

_NO_SHARES: Shares = {}


def shares(batch: EventBatchInput, rates: Rates) -> Shares:
    """What to do with the batch's events; types that are not in it are kept and count as one.

    The device may have sampled already, by rates that it says: what it kept stands for the rest.
    """
    if not rates and not batch.sampling:
        return _NO_SHARES
    applied = _applied(batch)
    where = position(batch.session_id, batch.device_id)
    return {
        name: None
        if where >= rates.get(name, 1.0)
        else 1.0 / min(rates.get(name, 1.0), applied.get(name, 1.0))
        for name in rates.keys() | applied.keys()
    }


def position(session_id: str | None, device_id: str) -> float:
    """The session's place in 0 … 1: the first 32 bits of its SHA-256.

    Without a session it is that of the device id, which is a SHA-256 itself.
    """
    digits = hashlib.sha256(session_id.encode()).hexdigest() if session_id else device_id
    return int(digits[:8], 16) / _POSITIONS


def can_be_sampled(event_type: str) -> bool:
    """Usage and performance can; a crash is always kept."""
    kind = EVENT_TYPES.get(event_type)
    return kind is not None and not kind.is_crash


def _applied(batch: EventBatchInput) -> Rates:
    """The rates that the device says it has sampled by."""
    given = batch.sampling or ()
    if len(given) > len(EVENT_TYPES) or not all(
        can_be_sampled(each.event_type) and MIN_RATE <= each.rate <= 1 for each in given
    ):
        raise InvalidField(
            f"`sampling` has rates from {MIN_RATE} to 1 for event types that are no crashes.",
            field="sampling",
        )
    return {each.event_type: each.rate for each in given}
