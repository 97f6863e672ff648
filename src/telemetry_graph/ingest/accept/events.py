"""Decodes the events of a batch and checks them together, column by column.

This is the hot path of ingestion: read docs/ingest.md before you add to it. If an event may have to
be rejected, `checks` checks the events of the batch one by one.
"""

from collections.abc import Callable, Collection, Sequence
from typing import cast

import msgspec
from msgspec import Raw

from telemetry_graph.catalog.custom import AppEventTypes
from telemetry_graph.catalog.model import TypedEvent
from telemetry_graph.ingest.accept.fields import parse_timestamp
from telemetry_graph.ingest.model import AcceptedEvents, EventRules, EventTimes
from telemetry_graph.ingest.wire import EventBatchInput, EventInput
from telemetry_graph.kit.errors import MalformedBody
from telemetry_graph.kit.struct_variants import make_variant

Events = Sequence[TypedEvent] | Sequence[EventInput]
"""Typed events if all events of a batch fit their types; else events whose data is not decoded."""

_RawEvent = make_variant(EventInput, is_camel=False, is_raw=True)
_decode_raw: Callable[[Raw], list[EventInput]] = msgspec.json.Decoder(list[_RawEvent]).decode  # type: ignore[valid-type]
_encode_lines = msgspec.json.Encoder().encode_lines


class UnreadableEvents(MalformedBody):
    """The events are not a list or not in UTF-8. Python's JSON module must decode the body."""


def decode_events(batch: EventBatchInput, types: AppEventTypes) -> EventBatchInput:
    """Decode the events, unless they were decoded with the batch; raise UnreadableEvents."""
    if not isinstance(batch.events, Raw):
        return batch
    return msgspec.structs.replace(batch, events=_decode(batch.events, types))


def _decode(events: Raw, types: AppEventTypes) -> Events:
    try:
        return types.decode_all(events)
    except (ValueError, RecursionError):
        pass
    try:
        return _decode_raw(events)
    except (ValueError, RecursionError) as error:
        raise UnreadableEvents(f"`events` cannot be decoded: {error}") from error


def accept_together(events: Events, times: EventTimes, rules: EventRules) -> AcceptedEvents | None:
    """Accept all events, or return None if an event may have to be rejected.

    This takes a third of the time of checking them one by one.
    """
    if None in times.distinct or not isinstance(events[0], TypedEvent):
        return None
    typed, distinct = cast(Sequence[TypedEvent], events), cast(Collection[int], times.distinct)
    if min(distinct) < rules.earliest or max(distinct) > rules.latest:
        return None
    types = [event.kind for event in typed]
    if rules.rejected_tiers and any(each.tier in rules.rejected_tiers for each in types):
        return None
    fields = [event.data for event in typed]
    lines = _encode_lines(fields)
    if may_contain_nul(lines):
        return None
    micros = cast(Sequence[int], times.each)
    return AcceptedEvents(range(len(typed)), types, micros, distinct, lines.splitlines(), fields)


def may_contain_nul(json_text: bytes) -> bool:
    """Whether canonical JSON may contain a NUL. An escaped backslash before u0000 looks the same.

    Searching for one byte first is many times faster, and usually finds nothing.
    """
    return b"\\" in json_text and b"\\u0000" in json_text


def parse_times(timestamps: Sequence[str]) -> EventTimes:
    """Parse each different timestamp once."""
    parsed = {each: parse_timestamp(each) for each in set(timestamps)}
    return EventTimes([parsed[each] for each in timestamps], set(parsed.values()))
