"""The events of a batch, read from the JSON that its first reading left undecoded."""

from collections.abc import Callable, Sequence

import msgspec
from msgspec import Raw

from telemetry_graph.catalog.custom import AppEventTypes
from telemetry_graph.catalog.model import TypedEvent
from telemetry_graph.ingest.wire import EventBatchInput, EventInput
from telemetry_graph.kit.errors import MalformedBody
from telemetry_graph.kit.struct_variants import variant

Events = Sequence[TypedEvent] | Sequence[EventInput]
"""With their data typed, if every one of a batch fits its type; else with data to be looked at."""

_RawEvent = variant(EventInput, is_camel=False, is_raw=True)
_one_by_one: Callable[[Raw], list[EventInput]] = msgspec.json.Decoder(list[_RawEvent]).decode  # type: ignore[valid-type]


class UnreadableEvents(MalformedBody):
    """Not a list of events, or not all in UTF-8: the body is to be read the ordinary way."""


def with_events(batch: EventBatchInput, types: AppEventTypes) -> EventBatchInput:
    """The batch with its events decoded; a batch that was read the ordinary way stays as it is."""
    if not isinstance(batch.events, Raw):
        return batch
    return msgspec.structs.replace(batch, events=_read(batch.events, types))


def _read(events: Raw, types: AppEventTypes) -> Events:
    try:
        return types.decode_all(events)
    except (ValueError, RecursionError):
        pass
    try:
        return _one_by_one(events)
    except (ValueError, RecursionError) as error:
        raise UnreadableEvents(f"`events` cannot be read: {error}") from error
