from typing import Any

import msgspec
import pytest
from msgspec import Meta
from msgspec.structs import FieldInfo

from telemetry_graph.catalog.model import EVENT_TYPES, EventType

_FIELDS = [
    (kind, field) for kind in EVENT_TYPES.values() for field in msgspec.structs.fields(kind.data)
]


def test_the_built_in_types_have_their_tiers() -> None:
    assert {name: kind.tier.value for name, kind in EVENT_TYPES.items()} == {
        "app_start": "automatic",
        "app_stop": "automatic",
        "app_crash": "crash",
        "lua_error": "crash",
        "perf_frame": "performance",
        "perf_memory": "performance",
        "perf_startup": "performance",
        "screen_view": "usage",
        "button_click": "usage",
        "feature_used": "usage",
    }


@pytest.mark.parametrize(
    ("kind", "field"), _FIELDS, ids=lambda each: getattr(each, "name", str(each))
)
def test_every_field_accepts_values_up_to_its_limit(kind: EventType, field: FieldInfo) -> None:
    (bounds,) = (part for part in _parts(field.type) if isinstance(part, Meta))
    longest, largest = bounds.max_length, bounds.le
    valid: list[Any] = ["", "x" * longest] if longest else [0, 0.5, largest]
    invalid: list[Any] = ["x" * (longest + 1), 1] if longest else [largest + 1, -1, "1", True]  # type: ignore[operator]

    for value in (None, *valid):
        assert _decode(kind, {field.name: value}) == value
    for value in (*invalid, [], {}):
        with pytest.raises(msgspec.ValidationError):
            _decode(kind, {field.name: value})


@pytest.mark.parametrize("kind", EVENT_TYPES.values(), ids=lambda kind: kind.name)
def test_unknown_fields_are_rejected(kind: EventType) -> None:
    with pytest.raises(msgspec.ValidationError):
        _decode(kind, {"unknown": 1})


def _decode(kind: EventType, data: dict[str, Any]) -> Any:
    (name,) = data
    return getattr(kind.decode(msgspec.json.encode(data)), name)


def _parts(annotation: Any) -> list[Any]:
    """The annotation and all its parts."""
    inside = (*getattr(annotation, "__args__", ()), *getattr(annotation, "__metadata__", ()))
    return [annotation, *(part for each in inside for part in _parts(each))]
