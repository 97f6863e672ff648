"""Untrusted text, escaped for where it is displayed."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from telemetry_graph.alerting.content.escaping import (
    keep_lines,
    to_code,
    to_excerpt,
    to_markdown,
    to_mrkdwn,
    to_one_line,
    to_plain,
)

ANY_TEXT = st.text() | st.text(alphabet="&<>`*_~\r\n\u2028\u202e\x00 ab")


@given(ANY_TEXT, st.integers(min_value=1, max_value=50))
def test_one_line_is_one_line_within_its_limit(text: str, limit: int) -> None:
    line = to_one_line(text, limit)

    assert len(line) <= limit
    assert len(line.splitlines()) <= 1


@given(ANY_TEXT, st.integers(min_value=1, max_value=50))
def test_slack_text_has_only_complete_entities_and_no_control_character(
    text: str, limit: int
) -> None:
    displayed = to_mrkdwn(text, limit)

    assert len(displayed) <= limit
    assert not re.search("[<>`]", displayed)
    assert not re.search("&(?!amp;|lt;|gt;)", displayed)


@pytest.mark.parametrize(
    ("text", "displayed"),
    [
        ("a\r\nb\rc", "a\nb c"),
        ("tab\there", "tab\there"),
        ("left\u202eright", "left right"),
        ("nul\x00nul", "nul nul"),
        ("lone\ud800surrogate", "lone surrogate"),
        ("naïve 😀", "naïve 😀"),
    ],
)
def test_plain_text_keeps_visible_characters(text: str, displayed: str) -> None:
    assert to_plain(text, 100) == displayed


def test_truncated_text_ends_with_an_ellipsis() -> None:
    assert to_plain("abcdef", 4) == "abc…"
    assert to_mrkdwn("ab&cd", 6) == "ab…"
    assert to_markdown("00\\00", 5) == "00\\\\…"
    assert to_markdown("00*00", 4) == "00…"
    assert keep_lines("a\nb\nc", 2) == "a\nb\n…"
    assert keep_lines("a\nb", 2) == "a\nb"


@given(ANY_TEXT | st.text(alphabet="\\`*_~|<>@#:/[]()"), st.integers(min_value=1, max_value=50))
@example(text="a\\bc", limit=4)  # truncated between two escapes
@example(text="ab*c", limit=4)  # truncated within an escape
def test_markdown_text_has_no_unescaped_mark(text: str, limit: int) -> None:
    displayed = to_markdown(text, limit)

    assert len(displayed) <= limit
    assert len(displayed.splitlines()) <= 1
    bare = re.sub(r"\\[\\`*_~|<>@#:/\[\]()+.!-]", "", displayed)
    assert not re.search(r"[\\`*_~|<>@#:/\[\]()]", bare)


@given(ANY_TEXT)
def test_text_in_a_code_block_cannot_end_it(text: str) -> None:
    assert "`" not in to_code(text, 100)


@pytest.mark.parametrize("hidden", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\U000e0041"])
def test_zero_width_characters_are_removed(hidden: str) -> None:
    for escape in (to_plain, to_one_line, to_code, to_mrkdwn, to_markdown):
        assert escape(f"pay{hidden}pal", 100) == "paypal"


def test_an_excerpt_is_short_and_hides_secrets() -> None:
    response = "No token sEcReT-1 for a/sEcReT-1/b: " + "x" * 1_000

    excerpt = to_excerpt(response, {"sEcReT-1", "a/sEcReT-1", "b"})

    assert excerpt.startswith("No token ••• for •••/b: xxx")
    assert len(excerpt) == 200
