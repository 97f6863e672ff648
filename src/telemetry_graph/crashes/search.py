"""The words by which search finds groups: those of the type, the message and the frames."""

import re
from collections.abc import Iterable

from telemetry_graph.crashes.fingerprint import explain
from telemetry_graph.crashes.model import CrashOccurrence

_PART = re.compile(r"[^\W\d_]+|\d+", re.UNICODE)
_CAMEL_BOUNDARY = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAME_BOUNDARY = re.compile(r"[\s:/\\.,;()\[\]{}<>'\"`=|]+")
_SEPARATOR = "\0"
"""Separates the parts of a camel-case name. Neither part of a word nor the end of a name."""
_MAX_WORDS = 400
_MAX_WORD_CHARACTERS = 60
_MAX_TEXT_CHARACTERS = 8_192
_MAX_QUERY_CHARACTERS = 500
_MAX_QUERY_WORDS = 20


def list_search_words(crash: CrashOccurrence) -> list[str]:
    """The words by which search finds a new group with this crash."""
    grouping = explain(crash.crash_type, crash.message, crash.readable_stack_trace)
    frames = (frame.label for frame in (*grouping.counted, *grouping.ignored))
    return split_words((crash.crash_type, crash.message, *frames, *grouping.lines))


def split_words(texts: Iterable[str]) -> list[str]:
    """Lowercase words: `loadUser` and `load_user` become `load`, `user` and `loaduser`."""
    words: dict[str, None] = {}
    for text in texts:
        separated = _CAMEL_BOUNDARY.sub(_SEPARATOR, text[:_MAX_TEXT_CHARACTERS])
        for name in _NAME_BOUNDARY.split(separated):
            parts = _PART.findall(name)
            if len(parts) > 1:
                parts.append("".join(parts))
            for part in parts:
                words[part.lower()[:_MAX_WORD_CHARACTERS]] = None
            if len(words) >= _MAX_WORDS:
                return list(words)
    return list(words)


def to_search_query(text: str) -> str | None:
    """A tsquery that matches all words of the text or words that begin with them."""
    separated = _CAMEL_BOUNDARY.sub(" ", text[:_MAX_QUERY_CHARACTERS])
    parts = [part.lower()[:_MAX_WORD_CHARACTERS] for part in _PART.findall(separated)]
    return " & ".join(f"{part}:*" for part in parts[:_MAX_QUERY_WORDS]) or None
