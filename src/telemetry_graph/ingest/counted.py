"""What accepted events and crashes add to the figures: the input of analytics/rollup.py."""

from collections import Counter
from datetime import datetime
from typing import Any

from telemetry_graph.analytics.rollup import CrashFact, EventCount, ItemCount, Measured, Usage
from telemetry_graph.catalog.model import DataFields, EventType
from telemetry_graph.crashes.model import CrashOccurrence
from telemetry_graph.db import copy
from telemetry_graph.ingest.identity import Identity
from telemetry_graph.ingest.steps import Checked


class Counted:
    """Collects the events of one batch; `add` is part of the hot loop."""

    __slots__ = ("_deeper", "_events", "_weight")

    def __init__(self, weight: float) -> None:
        self._weight = weight
        self._events: list[tuple[int, str]] = []
        self._deeper: list[tuple[int, EventType, DataFields]] = []

    def add(self, checked: Checked) -> None:
        kind, day = checked.event_type, checked.micros // copy.DAY_MICROSECONDS
        self._events.append((day, kind.name))
        if kind.is_counted_deeper and checked.fields is not None:
            self._deeper.append((day, kind, checked.fields))

    def usage(self, sender: Identity, now: datetime) -> Usage:
        weight = self._weight
        return Usage(
            app_id=sender.app_id,
            app_version=sender.app_version or "",
            device_id=sender.device_id,
            session_id=sender.session_id,
            arrived_at=copy.microseconds(now),
            events=[
                EventCount(day, name, count, count * weight)
                for (day, name), count in Counter(self._events).items()
            ],
            items=[
                ItemCount(*key, count, count * weight)
                for key, count in Counter(self._items()).items()
            ],
            measured=[
                Measured(day, kind.measure[0], weight, value)
                for day, kind, fields in self._deeper
                if kind.measure and (value := getattr(fields, kind.measure[1])) is not None
            ],
        )

    def _items(self) -> list[tuple[int, str, str, str]]:
        return [
            (day, kind.name, field, _item(value))
            for day, kind, fields in self._deeper
            for field in kind.items
            if (value := getattr(fields, field)) not in (None, "")
        ]


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
    return value if isinstance(value, str) else str(value).lower()
