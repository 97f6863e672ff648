"""Counts what accepted events add to the rollups: the input of analytics/rows.py."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from telemetry_graph.analytics.deltas import BatchDelta
from telemetry_graph.catalog.model import DataFields, EventType
from telemetry_graph.db import copy
from telemetry_graph.ingest.model import AcceptedEvents, Sender


def make_delta(sender: Sender, now: datetime, weight: float, events: AcceptedEvents) -> BatchDelta:
    """Count the events of one batch that have the same weight."""
    delta = BatchDelta(
        app_id=sender.app_id,
        app_version=sender.app_version or "",
        device_id=sender.device_id,
        session_id=sender.session_id,
        received_at=copy.to_microseconds(now),
        weight=weight,
    )
    for day, types, fields in _split_by_day(events):
        for each in dict.fromkeys(types):
            delta.events.append(((day, each.name), types.count(each)))
            if each.is_data_counted:
                data = [
                    one for kind, one in zip(types, fields, strict=True) if kind is each and one
                ]
                _count_fields(delta, day, each, data)
    return delta


def _count_fields(
    delta: BatchDelta, day: int, event_type: EventType, data: Sequence[DataFields]
) -> None:
    """Count the values of the fields that the type breaks down, and collect its measure."""
    for field in event_type.breakdown_fields:
        for value, count in Counter(map(attrgetter(field), data)).items():
            if value is not None and value != "":
                delta.items.append(((day, event_type.name, field, _to_text(value)), count))
    if event_type.measure is not None:
        measure, field = event_type.measure
        values = [value for value in map(attrgetter(field), data) if value is not None]
        if values:
            delta.measured.setdefault((day, measure), []).extend(values)


def _split_by_day(
    events: AcceptedEvents,
) -> Iterator[tuple[int, Sequence[EventType], Sequence[DataFields | None]]]:
    """The types and data of each UTC day, in days since 2000. Usually there is only one day."""
    micros, types, fields = events.micros, events.types, events.fields
    if not micros:
        return
    first = min(events.distinct_micros) // copy.DAY_MICROSECONDS
    last = max(events.distinct_micros) // copy.DAY_MICROSECONDS
    if first == last:
        yield first, types, fields
        return
    days = [time // copy.DAY_MICROSECONDS for time in micros]
    for day in sorted(set(days)):
        places = [place for place, each in enumerate(days) if each == day]
        yield day, [types[place] for place in places], [fields[place] for place in places]


def _to_text(value: Any) -> str:
    return value if type(value) is str else str(value).lower()
