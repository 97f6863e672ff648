"""What accepted events and crashes add to the figures: the input of analytics/rollup.py."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from telemetry_graph.analytics.rollup import CrashFact, Usage
from telemetry_graph.catalog.model import DataFields, EventType
from telemetry_graph.crashes.model import CrashOccurrence
from telemetry_graph.db import copy
from telemetry_graph.ingest.identity import Identity
from telemetry_graph.ingest.steps import Accepted

Deeper = tuple[int, EventType, DataFields]
"""An event of which more than its number is counted: its day, its type, its data."""


def usage(sender: Identity, now: datetime, weight: float, accepted: Accepted) -> Usage:
    """What events of one weight add."""
    days = _days(accepted.micros)
    deeper = [
        (day, kind, fields)
        for day, kind, fields in zip(days, accepted.kinds, accepted.fields, strict=True)
        if kind.is_counted_deeper and fields is not None
    ]
    names = [kind.name for kind in accepted.kinds]
    return Usage(
        app_id=sender.app_id,
        app_version=sender.app_version or "",
        device_id=sender.device_id,
        session_id=sender.session_id,
        arrived_at=copy.microseconds(now),
        weight=weight,
        events=list(Counter(zip(days, names, strict=True)).items()),
        items=_items(deeper),
        measured=_measured(deeper),
    )


def _days(micros: Sequence[int]) -> list[int]:
    """The UTC days, in days since 2000; mostly they are all one."""
    first, last = (end(micros) // copy.DAY_MICROSECONDS for end in (min, max))
    if first == last:
        return [first] * len(micros)
    return [time // copy.DAY_MICROSECONDS for time in micros]


def _items(deeper: Sequence[Deeper]) -> list[tuple[tuple[int, str, str, str], int]]:
    said = [
        (day, kind.name, field, value if type(value) is str else _item(value))
        for day, kind, fields in deeper
        for field in kind.items
        if (value := getattr(fields, field)) is not None and value != ""
    ]
    return list(Counter(said).items())


def _measured(deeper: Sequence[Deeper]) -> dict[tuple[int, str], list[float]]:
    values: dict[tuple[int, str], list[float]] = {}
    for day, kind, fields in deeper:
        if kind.measure is None:
            continue
        measure, field = kind.measure
        value = getattr(fields, field)
        if value is None:
            continue
        known = values.get((day, measure))
        if known is None:
            values[day, measure] = [value]
        else:
            known.append(value)
    return values


def crash_fact(crash: CrashOccurrence) -> CrashFact:
    return CrashFact(
        crash.app_id,
        copy.microseconds(crash.time) // copy.DAY_MICROSECONDS,
        crash.app_version or "",
        crash.device_id,
        crash.session_id,
        crash.is_fatal,
    )


def _item(value: Any) -> str:
    return str(value).lower()
