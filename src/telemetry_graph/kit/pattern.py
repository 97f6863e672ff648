"""Patterns that people write: `*` stands for any text, letters are of any case."""

from collections.abc import Iterable

from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.text import is_storable

LONGEST = 200
MAX_STARS = 10


def matches(pattern: str, text: str) -> bool:
    """In time linear in the text for each `*`: what stands between two is looked for once."""
    first, *others = pattern.lower().split("*")
    text = text.lower()
    if not others:
        return text == first
    *middle, last = others
    if not text.startswith(first) or len(text) < len(first) + len(last):
        return False
    at, end = len(first), len(text) - len(last)
    for part in middle:
        found = text.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return text.endswith(last)


def check_patterns(patterns: Iterable[str], *, field: str) -> None:
    """InvalidField for one that is empty, too long or has too many stars to be looked for."""
    for pattern in patterns:
        is_good = 1 <= len(pattern) <= LONGEST and is_storable(pattern)
        if not is_good or pattern.count("*") > MAX_STARS:
            raise InvalidField(
                f"A pattern has 1 … {LONGEST} characters, at most {MAX_STARS} `*`.", field=field
            )
