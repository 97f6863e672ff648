"""Checks a single event. The first failed check determines the rejection.

The error rejects the event, not its batch. A crash report raises the same errors.
"""

import json
from collections.abc import Mapping
from typing import Any, cast

import msgspec
from msgspec import Raw

from telemetry_graph.catalog.model import DataFields, EventType, Tier, TypedEvent
from telemetry_graph.ingest.accept.events import may_contain_nul
from telemetry_graph.ingest.model import EVENT_WINDOW, AcceptedEvent, EventRules
from telemetry_graph.ingest.wire import EventInput
from telemetry_graph.kit.errors import (
    BadInput,
    ConsentRequired,
    InFuture,
    InvalidData,
    InvalidText,
    InvalidTimestamp,
    TooOld,
    UnknownEventType,
)
from telemetry_graph.kit.text import is_storable, to_printable

INVALID_TIMESTAMP = InvalidTimestamp(
    "`timestamp` must be in RFC 3339 with a time zone, such as 2024-01-15T10:30:00Z."
)
INVALID_TEXT = InvalidText("`data` contains NUL characters or lone surrogates.")
EVENT_TOO_OLD = TooOld(f"`timestamp` is more than {EVENT_WINDOW.days} days ago.")
IN_FUTURE = InFuture("`timestamp` is in the future. Check the device's clock.")
DATA_NOT_OBJECT = InvalidData("`data` must be an object.")
USAGE_CONSENT_REQUIRED = ConsentRequired(
    "Usage events require consent.usageAnalytics (usage_analytics in REST)."
)
CRASH_CONSENT_REQUIRED = ConsentRequired("The user did not consent to crash reports.")

_CONSENT_REQUIRED: Mapping[Tier, BadInput] = {
    Tier.USAGE: USAGE_CONSENT_REQUIRED,
    Tier.CRASH: CRASH_CONSENT_REQUIRED,
}
_encode = msgspec.json.Encoder().encode


def check_event(
    event: TypedEvent | EventInput, micros: int | None, rules: EventRules
) -> AcceptedEvent | BadInput:
    """Return the event ready to be stored, or its rejection. `micros` is its timestamp."""
    event_type = _find_type(event, rules.types)
    if event_type is None:
        return _reject_type(cast(EventInput, event).type)
    if micros is None:
        return INVALID_TIMESTAMP
    if not rules.earliest <= micros <= rules.latest:
        return EVENT_TOO_OLD if micros < rules.earliest else IN_FUTURE
    if event_type.tier in rules.rejected_tiers:
        return _CONSENT_REQUIRED[event_type.tier]
    try:
        fields = _decode_fields(event, event_type)
        line = _encode(fields)
    except ValueError as error:
        return _reject_data(event.data, error)
    if may_contain_nul(line) and not _is_storable(fields):
        return INVALID_TEXT
    return AcceptedEvent(event_type, micros, line, fields)


def _find_type(event: TypedEvent | EventInput, types: Mapping[str, EventType]) -> EventType | None:
    return event.kind if isinstance(event, TypedEvent) else types.get(event.type)


def _reject_type(name: str) -> BadInput:
    quoted = repr(name[:64]) if is_storable(name) else "This"
    return UnknownEventType(f"{quoted} is not an event type of the app. See docs/events.md.")


def _reject_data(data: Any, error: ValueError) -> BadInput:
    if isinstance(error, UnicodeEncodeError):
        return INVALID_TEXT
    is_object = bytes(data)[:1] == b"{" if type(data) is Raw else isinstance(data, dict)
    if not is_object:
        return DATA_NOT_OBJECT
    return InvalidData(to_printable(f"`data` does not fit the event type: {error}"))


def _decode_fields(event: TypedEvent | EventInput, event_type: EventType) -> DataFields | None:
    data = event.data
    if isinstance(event, TypedEvent):
        return cast(DataFields | None, data)
    return event_type.decode(data if type(data) is Raw else _to_json(data))


def _to_json(data: Any) -> bytes:
    """Encode data that the executor decoded; raise ValueError if JSON cannot represent it."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False).encode()


def _is_storable(fields: DataFields | None) -> bool:
    values = msgspec.structs.astuple(fields) if fields else ()
    return all(is_storable(value) for value in values if isinstance(value, str))
