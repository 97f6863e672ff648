"""Checks on text that comes from outside."""

import re
from unicodedata import category

UNREADABLE = "\ufffd"
CUT = "\n… cut …\n"

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAKING = frozenset({"Cc", "Cs", "Zl", "Zp"})


def is_storable(text: str) -> bool:
    """False for NUL and lone surrogates, which PostgreSQL's text cannot hold."""
    return "\x00" not in text and (text.isascii() or _LONE_SURROGATE.search(text) is None)


def is_one_line(text: str) -> bool:
    """False where something breaks the line, or is a control character or cannot be stored."""
    return all(category(each) not in _BREAKING for each in text)


def storable(text: str) -> str:
    """With a mark in place of each NUL and lone surrogate."""
    return text if is_storable(text) else _UNSTORABLE.sub(UNREADABLE, text)


def truncated(text: str, limit: int) -> str:
    """At most `limit` characters, the last of them a mark when something was cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters: both ends, with a mark between them when something was cut."""
    if len(text) <= limit:
        return text
    tail = limit // 3
    return text[: limit - tail - len(CUT)] + CUT + text[len(text) - tail :]


def presentable(text: str, limit: int = 200) -> str:
    """Fit to be shown and stored: short, and without control characters or lone surrogates."""
    return "".join(each if each.isprintable() else "?" for each in truncated(text, limit))
