"""The words that a group is found by: those of its type, message and frames."""

import re
from collections.abc import Iterable

_PART = re.compile(r"[^\W\d_]+|\d+", re.UNICODE)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAMES = re.compile(r"[\s:/\\.,;()\[\]{}<>'\"`=|]+")
_SEAM = "\0"
"""Set between the humps of a name; neither a part of a word nor the end of a name."""
_MAX_WORDS = 400
_LONGEST = 60


def words_of(texts: Iterable[str]) -> list[str]:
    """Lowercase words, `loadUser` and `load_user` as two each, and names in one piece as well."""
    found: dict[str, None] = {}
    for text in texts:
        for name in _NAMES.split(_HUMP.sub(_SEAM, text[:8_192])):
            parts = _PART.findall(name)
            if len(parts) > 1:
                parts.append("".join(parts))
            for part in parts:
                found[part.lower()[:_LONGEST]] = None
            if len(found) >= _MAX_WORDS:
                return list(found)
    return list(found)


def search_query(text: str) -> str | None:
    """The text as a tsquery that finds each of its words, the beginning of a word included."""
    parts = [part.lower()[:_LONGEST] for part in _PART.findall(_HUMP.sub(" ", text[:500]))]
    return " & ".join(f"{part}:*" for part in parts[:20]) or None
