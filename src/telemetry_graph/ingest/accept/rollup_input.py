"""What accepted events and crashes add to the figures: the input of analytics/rollup.py."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from telemetry_graph.analytics.rollup import BatchDelta, CrashDelta
from telemetry_graph.catalog.model import DataFields, EventType
from telemetry_graph.crashes.model import CrashOccurrence
from telemetry_graph.db import copy
from telemetry_graph.ingest.accept.checks import Accepted
from telemetry_graph.ingest.accept.sender import Identity


def usage(sender: Identity, now: datetime, weight: float, accepted: Accepted) -> BatchDelta:
    """What events of one weight add."""
    counted = BatchDelta(
        app_id=sender.app_id,
        app_version=sender.app_version or "",
        device_id=sender.device_id,
        session_id=sender.session_id,
        received_at=copy.to_microseconds(now),
        weight=weight,
    )
    for day, kinds, fields in _by_day(accepted):
        for kind in dict.fromkeys(kinds):
            counted.events.append(((day, kind.name), kinds.count(kind)))
            if kind.is_data_counted:
                data = [each for of, each in zip(kinds, fields, strict=True) if of is kind and each]
                _count_data(counted, day, kind, data)
    return counted


def _count_data(counted: BatchDelta, day: int, kind: EventType, data: Sequence[DataFields]) -> None:
    for field in kind.breakdown_fields:
        for value, events in Counter(map(attrgetter(field), data)).items():
            if value is not None and value != "":
                counted.items.append(((day, kind.name, field, _item(value)), events))
    if kind.measure is not None:
        measure, field = kind.measure
        values = [value for value in map(attrgetter(field), data) if value is not None]
        if values:
            counted.measured.setdefault((day, measure), []).extend(values)


def _by_day(
    accepted: Accepted,
) -> Iterator[tuple[int, Sequence[EventType], Sequence[DataFields | None]]]:
    """The types and data of each UTC day, in days since 2000; mostly there is only one."""
    micros, kinds, fields = accepted.micros, accepted.kinds, accepted.fields
    if not micros:
        return
    first, last = min(accepted.instants), max(accepted.instants)
    if first // copy.DAY_MICROSECONDS == last // copy.DAY_MICROSECONDS:
        yield first // copy.DAY_MICROSECONDS, kinds, fields
        return
    days = [time // copy.DAY_MICROSECONDS for time in micros]
    for day in sorted(set(days)):
        places = [at for at, each in enumerate(days) if each == day]
        yield day, [kinds[at] for at in places], [fields[at] for at in places]


def crash_fact(crash: CrashOccurrence) -> CrashDelta:
    return CrashDelta(
        crash.app_id,
        copy.to_microseconds(crash.timestamp) // copy.DAY_MICROSECONDS,
        crash.app_version or "",
        crash.device_id,
        crash.session_id,
        crash.is_fatal,
    )


def _item(value: Any) -> str:
    return value if type(value) is str else str(value).lower()
