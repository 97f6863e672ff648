"""The built-in event types: the schemas of their data, and the consent that they need."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Union

import msgspec
from msgspec import Meta, Raw, Struct


class Tier(StrEnum):
    """The consent that an event type needs."""

    AUTOMATIC = "automatic"
    PERFORMANCE = "performance"
    CRASH = "crash"
    USAGE = "usage"


class DataFields(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The data of an event: all fields are optional, and unknown fields are rejected."""


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
    """Compared by identity, so that counting events by type costs no more than a pointer."""

    name: str
    tier: Tier
    data: type[DataFields]
    measure: tuple[str, str] | None = None
    """A measure of performance, and the data field with its value."""
    breakdown_fields: tuple[str, ...] = ()
    """The data fields by whose values the events are counted."""
    decode: Callable[[bytes | Raw], DataFields | None] = field(
        init=False, repr=False, compare=False
    )
    """Decodes the data from JSON, null to None; raises ValueError if it is invalid."""
    is_crash: bool = field(init=False, repr=False, compare=False)
    is_data_counted: bool = field(init=False, repr=False, compare=False)
    """Whether data fields are counted besides the event itself."""
    name_field: bytes = field(init=False, repr=False, compare=False)
    """The name with its length: a field of a binary COPY row."""

    def __post_init__(self) -> None:
        name = self.name.encode()
        object.__setattr__(self, "name_field", len(name).to_bytes(4, "big") + name)
        object.__setattr__(self, "is_crash", self.tier is Tier.CRASH)
        decoder = msgspec.json.Decoder(self.data | None)
        object.__setattr__(self, "decode", decoder.decode)
        is_data_counted = self.measure is not None or bool(self.breakdown_fields)
        object.__setattr__(self, "is_data_counted", is_data_counted)


class TypedEvent(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """An event whose data is decoded according to its type."""

    kind: ClassVar[EventType]
    timestamp: str
    data: Any = None
    """The `DataFields` of the type, or None."""


def build_decoder(types: Iterable[EventType]) -> Callable[[bytes | Raw], list[TypedEvent]]:
    """A function that decodes events of these types in one pass; ValueError if any is invalid."""
    structs = tuple(
        msgspec.defstruct(
            event_type.name,
            [("data", event_type.data | None, None)],
            bases=(TypedEvent,),
            namespace={"kind": event_type},
            tag_field="type",
            tag=event_type.name,
            frozen=True,
            forbid_unknown_fields=True,
            gc=False,
        )
        for event_type in types
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
        EventType("screen_view", Tier.USAGE, ScreenView, breakdown_fields=("screen_name",)),
        EventType("button_click", Tier.USAGE, ButtonClick, breakdown_fields=("element_id",)),
        EventType("feature_used", Tier.USAGE, FeatureUsed, breakdown_fields=("feature_name",)),
    )
}
"""The built-in types of docs/events.md by name."""
