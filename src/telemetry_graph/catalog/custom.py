"""Event types that an app registers: their limits, and how they become checks of data."""

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, cast

import msgspec
from msgspec import Meta, Raw, Struct

from telemetry_graph.catalog.model import (
    EVENT_TYPES,
    DataFields,
    EventType,
    Name,
    Tier,
    TypedEvent,
    typed_events,
)
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import AppId

MAX_TYPES = 100
MAX_FIELDS = 20
MAX_VERSIONS = 50
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_LARGEST = 1e15

Number = Annotated[float, Meta(ge=-_LARGEST, le=_LARGEST)]


class FieldKind(StrEnum):
    """What a data field of a custom event holds."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"


_ANNOTATIONS: Mapping[FieldKind, Any] = {
    FieldKind.TEXT: Name,
    FieldKind.NUMBER: Number,
    FieldKind.BOOLEAN: bool,
}


class CustomField(Struct, frozen=True, order=True):
    name: str
    kind: FieldKind


@dataclass(frozen=True, slots=True)
class CustomType:
    """One version of an app's own event type."""

    app_id: AppId
    name: str
    version: int
    tier: Tier
    fields: tuple[CustomField, ...]
    is_collected: bool
    """It came unannounced, and was counted because the app wants that."""
    registered_at: datetime


@dataclass(frozen=True, slots=True)
class AppTypes:
    """All event types of an app, by name, and what becomes of others."""

    by_name: Mapping[str, EventType]
    collects_unknown: bool = False
    typed: Callable[[bytes | Raw], list[TypedEvent]] = dataclasses.field(
        init=False, repr=False, compare=False
    )
    """All events of a batch at once; ValueError when any is of no type or does not fit its own."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "typed", typed_events(self.by_name.values()))


BUILT_IN = AppTypes(EVENT_TYPES)


def checked_name(name: str) -> str:
    if not is_name(name):
        raise InvalidField("`name` has 1 to 64 of a-z, 0-9 and _, a letter first.", field="name")
    if name in EVENT_TYPES:
        raise InvalidField(f"`{name}` is a type that every app has.", field="name")
    return name


def is_name(name: str) -> bool:
    return _NAME.fullmatch(name) is not None


def checked_fields(fields: Sequence[CustomField]) -> tuple[CustomField, ...]:
    """In the order of their names."""
    if len(fields) > MAX_FIELDS:
        raise InvalidField(f"A type has at most {MAX_FIELDS} fields.", field="fields")
    if len({field.name for field in fields}) < len(fields):
        raise InvalidField("Two fields have the same name.", field="fields")
    for field in fields:
        if not is_name(field.name):
            raise InvalidField(
                "A field's name has 1 to 64 of a-z, 0-9 and _, a letter first.", field="fields"
            )
    return tuple(sorted(fields))


def all_fields(versions: Iterable[CustomType]) -> dict[str, FieldKind]:
    """Of all versions: devices go on sending what an older one allowed."""
    return {field.name: field.kind for version in versions for field in version.fields}


def event_type(versions: Sequence[CustomType]) -> EventType:
    """The type as ingestion checks it; `versions` are those of one name, the latest last.

    Of one that was collected nothing is kept but that it happened: nobody said what it may hold.
    """
    latest, fields = versions[-1], all_fields(versions)
    data = msgspec.defstruct(
        latest.name,
        [(name, _ANNOTATIONS[kind] | None, None) for name, kind in fields.items()],
        bases=(DataFields,),
        frozen=True,
        omit_defaults=True,
        forbid_unknown_fields=not latest.is_collected,
    )
    items = tuple(name for name, kind in fields.items() if kind is not FieldKind.NUMBER)
    return EventType(latest.name, latest.tier, cast(type[DataFields], data), items=items)


@lru_cache(maxsize=1_024)  # asked for every few seconds, and nearly always of the same
def app_types(versions: tuple[CustomType, ...], *, collects_unknown: bool) -> AppTypes:
    """`versions` in the order of their names and numbers."""
    by_name: dict[str, list[CustomType]] = {}
    for version in versions:
        by_name.setdefault(version.name, []).append(version)
    if not by_name and not collects_unknown:
        return BUILT_IN
    own = {name: event_type(found) for name, found in by_name.items()}
    has_room = len(own) < MAX_TYPES
    return AppTypes({**EVENT_TYPES, **own}, collects_unknown and has_room)
