"""The event types that apps register: their limits, and the checks of their data."""

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
    build_decoder,
)
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import AppId

MAX_TYPES = 100
MAX_FIELDS = 20
MAX_VERSIONS = 50
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_NAME_RULE = "must have 1 to 64 characters of a-z, 0-9 and _ and begin with a letter"
_MAX_NUMBER = 1e15

Number = Annotated[float, Meta(ge=-_MAX_NUMBER, le=_MAX_NUMBER)]


class FieldKind(StrEnum):
    """The type of a data field of a custom event type."""

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
class CustomEventType:
    """A version of an event type of an app."""

    app_id: AppId
    name: str
    version: int
    tier: Tier
    fields: tuple[CustomField, ...]
    is_collected: bool
    """Whether it was registered automatically, because the app collects unknown event types."""
    registered_at: datetime


@dataclass(frozen=True, slots=True)
class AppEventTypes:
    """All event types of an app by name, and whether it collects unknown ones."""

    by_name: Mapping[str, EventType]
    is_collecting_unknown: bool = False
    decode_all: Callable[[bytes | Raw], list[TypedEvent]] = dataclasses.field(
        init=False, repr=False, compare=False
    )
    """Decodes the events of a batch at once; raises ValueError if the type or data of any of them
    is invalid."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "decode_all", build_decoder(self.by_name.values()))


BUILT_IN = AppEventTypes(EVENT_TYPES)


def check_name(name: str) -> str:
    """The name of a new event type; raises InvalidField."""
    if not is_name(name):
        raise InvalidField(f"`name` {_NAME_RULE}.", field="name")
    if name in EVENT_TYPES:
        raise InvalidField(f"`{name}` is a built-in event type. Choose another name.", field="name")
    return name


def is_name(name: str) -> bool:
    return _NAME.fullmatch(name) is not None


def check_fields(fields: Sequence[CustomField]) -> tuple[CustomField, ...]:
    """The fields sorted by name; raises InvalidField."""
    if len(fields) > MAX_FIELDS:
        raise InvalidField(f"An event type can have at most {MAX_FIELDS} fields.", field="fields")
    if len({field.name for field in fields}) < len(fields):
        raise InvalidField("Field names must be unique.", field="fields")
    for field in fields:
        if not is_name(field.name):
            raise InvalidField(f"The name of a field {_NAME_RULE}.", field="fields")
    return tuple(sorted(fields))


def merge_fields(versions: Iterable[CustomEventType]) -> dict[str, FieldKind]:
    """The fields of all versions, because devices keep sending those of older versions."""
    return {field.name: field.kind for version in versions for field in version.fields}


def build_event_type(versions: Sequence[CustomEventType]) -> EventType:
    """The type from all versions of one name, the latest last.

    A collected type accepts any data and stores none, because its schema is unknown.
    """
    latest, fields = versions[-1], merge_fields(versions)
    data = msgspec.defstruct(
        latest.name,
        [(name, _ANNOTATIONS[kind] | None, None) for name, kind in fields.items()],
        bases=(DataFields,),
        frozen=True,
        omit_defaults=True,
        forbid_unknown_fields=not latest.is_collected,
    )
    breakdowns = tuple(name for name, kind in fields.items() if kind is not FieldKind.NUMBER)
    return EventType(
        latest.name, latest.tier, cast(type[DataFields], data), breakdown_fields=breakdowns
    )


@lru_cache(maxsize=1_024)  # apps are reloaded every few seconds and rarely change
def build_app_event_types(
    versions: tuple[CustomEventType, ...], *, is_collecting_unknown: bool
) -> AppEventTypes:
    """`versions` are sorted by name and number."""
    by_name: dict[str, list[CustomEventType]] = {}
    for version in versions:
        by_name.setdefault(version.name, []).append(version)
    if not by_name and not is_collecting_unknown:
        return BUILT_IN
    custom = {name: build_event_type(of_name) for name, of_name in by_name.items()}
    can_add_types = len(custom) < MAX_TYPES
    return AppEventTypes({**EVENT_TYPES, **custom}, is_collecting_unknown and can_add_types)
