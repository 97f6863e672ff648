"""Patterns with wildcards: `*` matches any text; case is ignored."""

from collections.abc import Iterable

from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.text import is_storable

MAX_CHARACTERS = 200
MAX_STARS = 10


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text matches.

    The time is linear in the text for each star, as each part between two stars is searched once.
    """
    first, *others = pattern.lower().split("*")
    text = text.lower()
    if not others:
        return text == first
    *middle, last = others
    if not text.startswith(first) or len(text) < len(first) + len(last):
        return False
    start, end = len(first), len(text) - len(last)
    for part in middle:
        position = text.find(part, start, end)
        if position < 0:
            return False
        start = position + len(part)
    return text.endswith(last)


def check_patterns(patterns: Iterable[str], *, field: str) -> None:
    """Raise InvalidField for a pattern that is empty, too long or has too many stars."""
    for pattern in patterns:
        is_valid = 1 <= len(pattern) <= MAX_CHARACTERS and is_storable(pattern)
        if not is_valid or pattern.count("*") > MAX_STARS:
            raise InvalidField(
                f"A pattern must have 1 to {MAX_CHARACTERS} characters and at most "
                f"{MAX_STARS} stars (*).",
                field=field,
            )
