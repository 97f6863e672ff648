"""Event types: the data that each may hold, and the consent that it needs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Union

import msgspec
from msgspec import Meta, Raw, Struct


class Tier(StrEnum):
    """Why an event may be collected."""

    AUTOMATIC = "automatic"
    PERFORMANCE = "performance"
    CRASH = "crash"
    USAGE = "usage"


class DataFields(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What every event type's data has in common: fields that may be left out, and no others."""


Name = Annotated[str, Meta(max_length=200)]
Version = Annotated[str, Meta(max_length=64)]
Message = Annotated[str, Meta(max_length=8_192)]
Stack = Annotated[str, Meta(max_length=65_536)]
Seconds = Annotated[float, Meta(ge=0, le=366 * 86_400)]
Milliseconds = Annotated[float, Meta(ge=0, le=86_400_000)]
Megabytes = Annotated[float, Meta(ge=0, le=16_000_000)]


class AppStart(DataFields, frozen=True):
    version: Version | None = None
    mosis_version: Version | None = None


class AppStop(DataFields, frozen=True):
    duration_seconds: Seconds | None = None


class AppCrash(DataFields, frozen=True):
    crash_type: Name | None = None
    message: Message | None = None
    stack: Stack | None = None


class LuaError(DataFields, frozen=True):
    message: Message | None = None
    stack: Stack | None = None


class PerfFrame(DataFields, frozen=True):
    avg_ms: Milliseconds | None = None
    p95_ms: Milliseconds | None = None


class PerfMemory(DataFields, frozen=True):
    used_mb: Megabytes | None = None
    limit_mb: Megabytes | None = None


class PerfStartup(DataFields, frozen=True):
    duration_ms: Milliseconds | None = None


class ScreenView(DataFields, frozen=True):
    screen_name: Name | None = None


class ButtonClick(DataFields, frozen=True):
    element_id: Name | None = None


class FeatureUsed(DataFields, frozen=True):
    feature_name: Name | None = None


@dataclass(frozen=True, slots=True, eq=False)
class EventType:
    """Equal to itself only, so that events are counted by it at the price of a pointer."""

    name: str
    tier: Tier
    data: type[DataFields]
    measure: tuple[str, str] | None = None
    """A measure that the events carry, and the data field of its value."""
    items: tuple[str, ...] = ()
    """The data fields by whose values the events are broken down."""
    decode: Callable[[bytes | Raw], DataFields | None] = field(
        init=False, repr=False, compare=False
    )
    """JSON to the typed data; ValueError for what does not fit, None for null."""
    is_crash: bool = field(init=False, repr=False, compare=False)
    is_counted_deeper: bool = field(init=False, repr=False, compare=False)
    """Whether there is more to count than the event itself."""
    name_field: bytes = field(init=False, repr=False, compare=False)
    """The name with its length, as a field of a binary COPY row."""

    def __post_init__(self) -> None:
        name = self.name.encode()
        object.__setattr__(self, "name_field", len(name).to_bytes(4, "big") + name)
        object.__setattr__(self, "is_crash", self.tier is Tier.CRASH)
        decoder = msgspec.json.Decoder(self.data | None)
        object.__setattr__(self, "decode", decoder.decode)
        deeper = self.measure is not None or bool(self.items)
        object.__setattr__(self, "is_counted_deeper", deeper)


class TypedEvent(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """An event whose data was read together with it, by its type."""

    kind: ClassVar[EventType]
    timestamp: str
    data: Any = None
    """The type's `DataFields`, or None."""


def typed_events(kinds: Iterable[EventType]) -> Callable[[bytes | Raw], list[TypedEvent]]:
    """JSON to events of these types, in one pass; ValueError when any of them does not fit."""
    structs = tuple(
        msgspec.defstruct(
            kind.name,
            [("data", kind.data | None, None)],
            bases=(TypedEvent,),
            namespace={"kind": kind},
            tag_field="type",
            tag=kind.name,
            frozen=True,
            forbid_unknown_fields=True,
            gc=False,
        )
        for kind in kinds
    )
    return msgspec.json.Decoder(list[Union[structs]]).decode  # type: ignore[valid-type] # noqa: UP007


EVENT_TYPES: Mapping[str, EventType] = {
    event_type.name: event_type
    for event_type in (
        EventType("app_start", Tier.AUTOMATIC, AppStart),
        EventType("app_stop", Tier.AUTOMATIC, AppStop, ("session", "duration_seconds")),
        EventType("app_crash", Tier.CRASH, AppCrash),
        EventType("lua_error", Tier.CRASH, LuaError),
        EventType("perf_frame", Tier.PERFORMANCE, PerfFrame, ("frame", "avg_ms")),
        EventType("perf_memory", Tier.PERFORMANCE, PerfMemory, ("memory", "used_mb")),
        EventType("perf_startup", Tier.PERFORMANCE, PerfStartup, ("startup", "duration_ms")),
        EventType("screen_view", Tier.USAGE, ScreenView, items=("screen_name",)),
        EventType("button_click", Tier.USAGE, ButtonClick, items=("element_id",)),
        EventType("feature_used", Tier.USAGE, FeatureUsed, items=("feature_name",)),
    )
}
"""The types of docs/events.md, by name."""
