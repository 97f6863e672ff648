"""Checks and conversions of untrusted text."""

import re
from unicodedata import category

from telemetry_graph.kit.errors import InvalidField

MAX_NAME_CHARACTERS = 200
REPLACEMENT = "\ufffd"
CUT_MARK = "\n… cut …\n"

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_BREAKING = frozenset({"Cc", "Cs", "Zl", "Zp"})


def is_storable(text: str) -> bool:
    """False for text with NUL or lone surrogates, which PostgreSQL cannot store."""
    return "\x00" not in text and (text.isascii() or _LONE_SURROGATE.search(text) is None)


def check_names(*names: str | None) -> None:
    """Raise InvalidField for a name, such as a version or an event type, that cannot exist."""
    for name in names:
        if name is not None and (len(name) > MAX_NAME_CHARACTERS or not is_storable(name)):
            raise InvalidField(
                f"A name must have at most {MAX_NAME_CHARACTERS} characters and no NUL."
            )


def is_one_line(text: str) -> bool:
    """False for text with line breaks, control characters or lone surrogates."""
    return all(category(each) not in _LINE_BREAKING for each in text)


def replace_unstorable(text: str) -> str:
    """Replace each NUL and lone surrogate with U+FFFD."""
    return text if is_storable(text) else _UNSTORABLE.sub(REPLACEMENT, text)


def truncate(text: str, limit: int) -> str:
    """Keep at most `limit` characters; an ellipsis replaces the end of a longer text."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def shorten(text: str, limit: int) -> str:
    """Keep at most `limit` characters; a mark replaces the middle of a longer text."""
    if len(text) <= limit:
        return text
    tail = limit // 3
    return text[: limit - tail - len(CUT_MARK)] + CUT_MARK + text[len(text) - tail :]


def to_printable(text: str, limit: int = 200) -> str:
    """Shorten text and replace control characters and surrogates."""
    return "".join(each if each.isprintable() else "?" for each in truncate(text, limit))
