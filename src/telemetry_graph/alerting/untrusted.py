"""Makes text from devices fit for the place it is shown in."""

import re

from telemetry_graph.kit.text import truncated

# Controls, line and paragraph separators, text direction overrides, lone surrogates.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_CUT_ENTITY = re.compile("&[a-z]*$")


def plain(text: str, limit: int) -> str:
    """Lines of visible text, at most `limit` characters."""
    return truncated(_UNSAFE.sub(" ", text.replace("\r\n", "\n")).strip("\n"), limit)


def one_line(text: str, limit: int) -> str:
    """Visible text on a single line, fit for a header or a log."""
    return truncated(" ".join(_UNSAFE.sub(" ", text).split()), limit)


def mrkdwn(text: str, limit: int) -> str:
    """Text that Slack shows as it is: no link, no mention, no way out of a code span."""
    visible = plain(text, limit).replace("`", "'")
    escaped = visible.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if len(escaped) <= limit:
        return escaped
    return _CUT_ENTITY.sub("", escaped[: limit - 1]) + "…"


def first_lines(text: str, count: int) -> str:
    """At most `count` lines, with a mark when some were cut."""
    lines = text.split("\n")
    return text if len(lines) <= count else "\n".join([*lines[:count], "…"])
