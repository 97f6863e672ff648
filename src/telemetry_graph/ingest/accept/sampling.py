"""Decides which events of a high-volume app are stored, and the weight of each.

The decision depends on a hash of the session's id, which the device can compute as well. So all
events of a type in a session are stored or none, and a smaller rate stores a subset of the sessions
of a larger rate.
"""

import hashlib
from collections.abc import Mapping

from telemetry_graph.catalog.model import EVENT_TYPES
from telemetry_graph.ingest.model import Rates
from telemetry_graph.ingest.wire import EventBatchInput
from telemetry_graph.kit.errors import InvalidField

MIN_RATE = 0.001
_POSITIONS = 0x1_0000_0000

Weights = Mapping[str, float | None]
"""The weight of a batch's events by type; None leaves them out. Other types have weight 1."""


def compute_weights(batch: EventBatchInput, rates: Rates) -> Weights:
    """The weights of the batch's events.

    The device may have applied the rates in the batch. An event that it sent then also represents
    the events that it left out.
    """
    device_rates = _check_device_rates(batch)
    position = compute_position(batch.session_id, batch.device_id)
    return {
        name: None
        if position >= rates.get(name, 1.0)
        else 1.0 / min(rates.get(name, 1.0), device_rates.get(name, 1.0))
        for name in rates.keys() | device_rates.keys()
    }


def compute_position(session_id: str | None, device_id: str) -> float:
    """The position of the session between 0 and 1: the first 32 bits of its id's SHA-256.

    Without a session, the device id is used, which is already a SHA-256.
    """
    digits = hashlib.sha256(session_id.encode()).hexdigest() if session_id else device_id
    return int(digits[:8], 16) / _POSITIONS


def can_be_sampled(event_type: str) -> bool:
    """Whether it is a built-in type other than a crash; crashes are always stored."""
    kind = EVENT_TYPES.get(event_type)
    return kind is not None and not kind.is_crash


def _check_device_rates(batch: EventBatchInput) -> Rates:
    rates = batch.sampling or ()
    if len(rates) > len(EVENT_TYPES) or not all(
        can_be_sampled(each.event_type) and MIN_RATE <= each.rate <= 1 for each in rates
    ):
        raise InvalidField(
            f"`sampling` must have rates between {MIN_RATE} and 1 for types other than crashes.",
            field="sampling",
        )
    return {each.event_type: each.rate for each in rates}
