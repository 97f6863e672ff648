"""Makes text from devices fit for the place it is shown in."""

import re

from telemetry_graph.kit.text import truncate

# Controls, line and paragraph separators, text direction overrides, lone surrogates.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
# Takes no room, so a name can be made to look like another, or a word be hidden from a search.
_INVISIBLE = re.compile("[\xad\u061c\u180e\u200b-\u200f\u2060-\u2065\ufeff\U000e0000-\U000e007f]")
_CUT_ENTITY = re.compile("()&[a-z]*$")
_CUT_ESCAPE = re.compile(r"(?<!\\)((?:\\\\)*)\\$")  # an even number of them is whole escapes
_MARKDOWN = re.compile(r"([\\`*_~|<>@#:/\[\]()+.!-])")
_LONGEST = 100_000  # no form shows more, so no more of a megabyte is looked at


def plain(text: str, limit: int) -> str:
    """Lines of visible text, at most `limit` characters."""
    whole = text[:_LONGEST].replace("\r\n", "\n")
    return truncate(_UNSAFE.sub(" ", _INVISIBLE.sub("", whole)).strip("\n"), limit)


def one_line(text: str, limit: int) -> str:
    """Visible text on a single line, fit for a header or a log."""
    visible = _UNSAFE.sub(" ", _INVISIBLE.sub("", text[:_LONGEST]))
    return truncate(" ".join(visible.split()), limit)


def code(text: str, limit: int) -> str:
    """Text with no way out of a code span or block."""
    return plain(text, limit).replace("`", "'")


def mrkdwn(text: str, limit: int) -> str:
    """Text that Slack shows as it is: no link, no mention, no way out of a code span."""
    visible = code(text, limit)
    escaped = visible.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _cut(escaped, limit, _CUT_ENTITY)


def markdown(text: str, limit: int) -> str:
    """One line that Markdown shows as it is: no link, no mention, no formatting."""
    return _cut(_MARKDOWN.sub(r"\\\1", one_line(text, limit)), limit, _CUT_ESCAPE)


def first_lines(text: str, count: int) -> str:
    """At most `count` lines, with a mark when some were cut."""
    lines = text.split("\n")
    return text if len(lines) <= count else "\n".join([*lines[:count], "…"])


def _cut(escaped: str, limit: int, half: re.Pattern[str]) -> str:
    """At most `limit` characters, and no half an escape at the end: of `half` the group stays."""
    if len(escaped) <= limit:
        return escaped
    kept = escaped[: limit - 1]
    return half.sub(r"\1", kept) + "…"
