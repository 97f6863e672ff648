"""The checks of one event, in order: the first refusal wins. Functions of values, no I/O.

A refusal is the error that a lone crash report would be answered with; in a batch it becomes one
event's `Rejection`. This is the hot loop of the product: see docs/ingest.md before adding to it.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, cast

import msgspec
from msgspec import Raw, Struct

from telemetry_graph.catalog.custom import AppEventTypes
from telemetry_graph.catalog.model import DataFields, EventType, Tier, TypedEvent
from telemetry_graph.db.copy import EPOCH, to_microseconds
from telemetry_graph.ingest.accept.events import Events
from telemetry_graph.ingest.wire import ConsentInput, EventInput
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

EVENT_WINDOW = timedelta(days=7)
CRASH_WINDOW = timedelta(days=30)
BATCH_WINDOW = 2 * EVENT_WINDOW  # a batch is kept on the device, and in the book, for so long
CLOCK_SKEW = timedelta(minutes=10)
MICROSECOND = timedelta(microseconds=1)
_LONGEST_TIMESTAMP = 40

BAD_TIMESTAMP = InvalidTimestamp(
    "`timestamp` must be RFC 3339 with a time zone, such as 2024-01-15T10:30:00Z."
)
BAD_TEXT = InvalidText("`data` holds NUL characters or lone surrogates.")
TOO_OLD = TooOld(f"It happened more than {EVENT_WINDOW.days} days ago.")
CRASH_TOO_OLD = TooOld(f"It happened more than {CRASH_WINDOW.days} days ago.")
IN_FUTURE = InFuture("It lies in the future. Is the device's clock right?")
NO_OBJECT = InvalidData("`data` must be an object.")
NO_USAGE_CONSENT = ConsentRequired(
    "Usage events need consent.usageAnalytics (usage_analytics in REST)."
)
NO_CRASH_CONSENT = ConsentRequired("The user does not allow crash reports.")

_encode = msgspec.json.Encoder().encode
_lines = msgspec.json.Encoder().encode_lines

_REFUSALS: Mapping[Tier, BadInput] = {Tier.USAGE: NO_USAGE_CONSENT, Tier.CRASH: NO_CRASH_CONSENT}
_NO_USAGE: tuple[tuple[Tier, ...], ...] = ((Tier.USAGE,), ())
_NO_CRASHES: tuple[tuple[Tier, ...], ...] = ((Tier.CRASH,), ())


class Checked(Struct, frozen=True, gc=False):
    """An event that will be stored."""

    event_type: EventType
    micros: int
    """When it happened, in microseconds since 2000."""
    data: bytes
    """Canonical JSON."""
    fields: DataFields | None


@dataclass(frozen=True, slots=True)
class Accepted:
    """The events of a batch that will be stored, by column."""

    places: Sequence[int]
    """Their indexes in the batch."""
    kinds: Sequence[EventType]
    micros: Sequence[int]
    instants: Collection[int]
    """The different ones of `micros`: few, as a device stamps seconds."""
    data: Sequence[bytes]
    """Canonical JSON, `null` or `{}` where there is nothing in it."""
    fields: Sequence[DataFields | None]

    @classmethod
    def of(cls, checked: Sequence[tuple[int, Checked]]) -> "Accepted":
        micros = [each.micros for _, each in checked]
        return cls(
            [place for place, _ in checked],
            [each.event_type for _, each in checked],
            micros,
            set(micros),
            [each.data for _, each in checked],
            [each.fields for _, each in checked],
        )

    def of_weight(
        self, shares: Mapping[str, float | None], weight: float | None, *, kept: bool = True
    ) -> "Accepted":
        """Those whose type has this share, or with `kept=False` all the others."""
        chosen = [
            at
            for at, kind in enumerate(self.kinds)
            if (shares.get(kind.name, 1.0) == weight) is kept
        ]
        return Accepted(
            [self.places[at] for at in chosen],
            [self.kinds[at] for at in chosen],
            [self.micros[at] for at in chosen],
            {self.micros[at] for at in chosen},
            [self.data[at] for at in chosen],
            [self.fields[at] for at in chosen],
        )


@dataclass(frozen=True, slots=True)
class Times:
    """When the events of a batch happened, as far as their timestamps name an instant."""

    each: Sequence[int | None]
    different: Collection[int | None]

    @classmethod
    def of(cls, stamps: Sequence[str]) -> "Times":
        known = {stamp: instant(stamp) for stamp in set(stamps)}
        return cls([known[stamp] for stamp in stamps], set(known.values()))


class Checks:
    """The checks of one batch."""

    __slots__ = ("_earliest", "_latest", "_refused", "_types", "unknown")

    def __init__(self, consent: ConsentInput, now: datetime, types: AppEventTypes) -> None:
        at = to_microseconds(now)
        self._earliest = at - EVENT_WINDOW // MICROSECOND
        self._latest = at + CLOCK_SKEW // MICROSECOND
        self._types = types.by_name
        # A tuple: to look an enum up in a mapping takes longer than all of this check.
        self._refused = (*_NO_USAGE[consent.usage_analytics], *_NO_CRASHES[consent.crash_reports])
        self.unknown: set[str] = set()

    def all_at_once(self, events: Events, times: Times) -> Accepted | None:
        """All events, if none is to be refused, at a third of the price of `run` on each."""
        if None in times.different or not isinstance(events[0], TypedEvent):
            return None
        typed, instants = cast(Sequence[TypedEvent], events), cast(Collection[int], times.different)
        if min(instants) < self._earliest or max(instants) > self._latest:
            return None
        kinds = [event.kind for event in typed]
        if self._refused and any(kind.tier in self._refused for kind in kinds):
            return None
        fields = [event.data for event in typed]
        lines = _lines(fields)
        if _may_hold_nul(lines):
            return None
        micros = cast(Sequence[int], times.each)
        return Accepted(range(len(typed)), kinds, micros, instants, lines.splitlines(), fields)

    def run(self, event: TypedEvent | EventInput, micros: int | None) -> Checked | BadInput:
        """The event, ready to be stored, or why it is refused; `micros` is its time, if it has."""
        event_type = self._type_of(event)
        if event_type is None:
            name = cast(EventInput, event).type  # a typed event has its type
            self.unknown.add(name)
            return unknown_type(name)
        if micros is None:
            return BAD_TIMESTAMP
        if not self._earliest <= micros <= self._latest:
            return TOO_OLD if micros < self._earliest else IN_FUTURE
        if event_type.tier in self._refused:
            return _REFUSALS[event_type.tier]
        try:
            fields = _fields(event, event_type)
            line = _encode(fields)
        except ValueError as error:
            return _data_refusal(event.data, error)
        if _may_hold_nul(line) and not _is_storable(fields):
            return BAD_TEXT
        return Checked(event_type, micros, line, fields)

    def _type_of(self, event: TypedEvent | EventInput) -> EventType | None:
        return event.kind if isinstance(event, TypedEvent) else self._types.get(event.type)


def instant(text: str) -> int | None:
    """The instant that an RFC 3339 string names, in microseconds since 2000; None for no such."""
    return _parsed(text) if len(text) <= _LONGEST_TIMESTAMP else None


@lru_cache(maxsize=16_384)  # devices stamp seconds, and most events are minutes old
def _parsed(text: str) -> int | None:
    try:
        since = msgspec.convert(text, datetime) - EPOCH
    except (ValueError, OverflowError, TypeError):  # TypeError: it has no time zone
        return None
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def time_of(micros: int) -> datetime:
    return EPOCH + timedelta(microseconds=micros)


def outside_window(micros: int, now: datetime, window: timedelta) -> BadInput | None:
    """Why an instant is refused that lies outside [now - window, now + 10 min]."""
    if micros < to_microseconds(now - window):
        return TOO_OLD if window == EVENT_WINDOW else CRASH_TOO_OLD
    return IN_FUTURE if micros > to_microseconds(now + CLOCK_SKEW) else None


def unknown_type(name: str) -> BadInput:
    shown = repr(name[:64]) if is_storable(name) else "This"
    return UnknownEventType(f"{shown} is not an event type. See docs/events.md.")


def _data_refusal(data: Any, error: ValueError) -> BadInput:
    if isinstance(error, UnicodeEncodeError):
        return BAD_TEXT
    is_object = bytes(data)[:1] == b"{" if type(data) is Raw else isinstance(data, dict)
    if not is_object:
        return NO_OBJECT
    return InvalidData(to_printable(f"`data` does not fit: {error}"))


def _fields(event: TypedEvent | EventInput, event_type: EventType) -> DataFields | None:
    data = event.data
    if isinstance(event, TypedEvent):
        return cast(DataFields | None, data)
    return event_type.decode(data if type(data) is Raw else _plain(data))


def _plain(data: Any) -> bytes:
    """Data that the ordinary path has decoded, as JSON; ValueError for what JSON cannot say."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False).encode()


def _may_hold_nul(lines: bytes) -> bool:
    """An escaped backslash before u0000 looks the same as a NUL.

    The search for one byte is many times faster, and mostly finds none.
    """
    return b"\\" in lines and b"\\u0000" in lines


def _is_storable(fields: DataFields | None) -> bool:
    values = msgspec.structs.astuple(fields) if fields else ()
    return all(is_storable(value) for value in values if isinstance(value, str))
