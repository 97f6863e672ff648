"""Built-in event types: the consent that each needs, and the longest texts of its fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

USAGE, PERFORMANCE, AUTOMATIC, CRASH = range(4)
"""Tiers, in the order in which a full queue drops them."""

CUSTOM_TIERS = {"usage": USAGE, "performance": PERFORMANCE, "automatic": AUTOMATIC}
ALL_TIERS = frozenset((USAGE, PERFORMANCE, AUTOMATIC, CRASH))

_TIERS = {
    "app_start": AUTOMATIC,
    "app_stop": AUTOMATIC,
    "app_crash": CRASH,
    "lua_error": CRASH,
    "perf_frame": PERFORMANCE,
    "perf_memory": PERFORMANCE,
    "perf_startup": PERFORMANCE,
    "screen_view": USAGE,
    "button_click": USAGE,
    "feature_used": USAGE,
}
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")
_TEXT_LIMITS = {"version": 64, "mosis_version": 64, "message": 8_192, "stack": 65_536}
_DEFAULT_TEXT_LIMIT = 200
UNKNOWN_TYPE = "unknown"
"""What a report counts events under whose type is unreadable or no valid name."""


def tier_of(event_type: str, custom: Mapping[str, int] = MappingProxyType({})) -> int:
    """Return the tier; custom types that are not named count as usage, which needs consent."""
    return _TIERS.get(event_type) or custom.get(event_type, USAGE)


def is_valid_type(event_type: object) -> bool:
    return isinstance(event_type, str) and _NAME.match(event_type) is not None


def text_limit(field: str) -> int:
    """The most characters that the server takes in a text field of `data`."""
    return _TEXT_LIMITS.get(field, _DEFAULT_TEXT_LIMIT)
