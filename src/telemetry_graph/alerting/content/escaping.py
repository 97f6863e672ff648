"""Escapes untrusted text: what devices send in messages, and what receivers respond in the log."""

import re
from collections.abc import Iterable

from telemetry_graph.kit.text import truncate

# Control characters, line and paragraph separators, text direction overrides, lone surrogates.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
# Zero-width characters, which can make a name look like another or hide a word from a search.
_INVISIBLE = re.compile("[\xad\u061c\u180e\u200b-\u200f\u2060-\u2065\ufeff\U000e0000-\U000e007f]")
_CUT_ENTITY = re.compile("()&[a-z]*$")
_CUT_ESCAPE = re.compile(r"(?<!\\)((?:\\\\)*)\\$")  # an even number of backslashes is complete
_MARKDOWN = re.compile(r"([\\`*_~|<>@#:/\[\]()+.!-])")
_MAX_INPUT_CHARS = 100_000  # no format displays more
_MAX_EXCERPT_CHARS = 200
_MIN_SECRET_CHARS = 4  # hiding shorter strings would garble the text without hiding anything
_HIDDEN = "•••"


def to_plain(text: str, limit: int) -> str:
    """Lines of visible text, at most `limit` characters."""
    whole = text[:_MAX_INPUT_CHARS].replace("\r\n", "\n")
    return truncate(_UNSAFE.sub(" ", _INVISIBLE.sub("", whole)).strip("\n"), limit)


def to_one_line(text: str, limit: int) -> str:
    """Visible text on a single line, for headers and logs."""
    visible = _UNSAFE.sub(" ", _INVISIBLE.sub("", text[:_MAX_INPUT_CHARS]))
    return truncate(" ".join(visible.split()), limit)


def to_code(text: str, limit: int) -> str:
    """Text that cannot end a code span or a code block."""
    return to_plain(text, limit).replace("`", "'")


def to_mrkdwn(text: str, limit: int) -> str:
    """Text that Slack displays verbatim: no links, no mentions, no end of a code span."""
    visible = to_code(text, limit)
    escaped = visible.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _truncate_escaped(escaped, limit, _CUT_ENTITY)


def to_markdown(text: str, limit: int) -> str:
    """One line that Markdown displays verbatim: no links, no mentions, no formatting."""
    return _truncate_escaped(_MARKDOWN.sub(r"\\\1", to_one_line(text, limit)), limit, _CUT_ESCAPE)


def keep_lines(text: str, count: int) -> str:
    """At most `count` lines; an ellipsis replaces the rest."""
    lines = text.split("\n")
    return text if len(lines) <= count else "\n".join([*lines[:count], "…"])


def to_excerpt(response: str, hidden: Iterable[str]) -> str:
    """The beginning of a receiver's response, printable, with every string of `hidden` masked."""
    for secret in sorted(hidden, key=len, reverse=True):
        if len(secret) >= _MIN_SECRET_CHARS:
            response = response.replace(secret, _HIDDEN)
    return to_one_line(response, _MAX_EXCERPT_CHARS)


def _truncate_escaped(escaped: str, limit: int, half: re.Pattern[str]) -> str:
    """At most `limit` characters without half an escape at the end, which `half` matches."""
    if len(escaped) <= limit:
        return escaped
    return half.sub(r"\1", escaped[: limit - 1]) + "…"
