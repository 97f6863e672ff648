"""Text from devices, made fit for where it is shown."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from telemetry_graph.alerting.content.escaping import (
    code,
    first_lines,
    markdown,
    mrkdwn,
    one_line,
    plain,
)

ANY_TEXT = st.text() | st.text(alphabet="&<>`*_~\r\n\u2028\u202e\x00 ab")


@given(ANY_TEXT, st.integers(min_value=1, max_value=50))
def test_one_line_is_one_line_within_its_limit(text: str, limit: int) -> None:
    line = one_line(text, limit)

    assert len(line) <= limit
    assert len(line.splitlines()) <= 1


@given(ANY_TEXT, st.integers(min_value=1, max_value=50))
def test_slack_text_holds_only_whole_entities_and_no_control_character(
    text: str, limit: int
) -> None:
    shown = mrkdwn(text, limit)

    assert len(shown) <= limit
    assert not re.search("[<>`]", shown)
    assert not re.search("&(?!amp;|lt;|gt;)", shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\r\nb\rc", "a\nb c"),
        ("tab\there", "tab\there"),
        ("left\u202eright", "left right"),
        ("nul\x00nul", "nul nul"),
        ("lone\ud800surrogate", "lone surrogate"),
        ("naïve 😀", "naïve 😀"),
    ],
)
def test_plain_text_keeps_what_can_be_seen(text: str, shown: str) -> None:
    assert plain(text, 100) == shown


def test_what_was_cut_is_marked() -> None:
    assert plain("abcdef", 4) == "abc…"
    assert mrkdwn("ab&cd", 6) == "ab…"
    assert markdown("00\\00", 5) == "00\\\\…"
    assert markdown("00*00", 4) == "00…"
    assert first_lines("a\nb\nc", 2) == "a\nb\n…"
    assert first_lines("a\nb", 2) == "a\nb"


@given(ANY_TEXT | st.text(alphabet="\\`*_~|<>@#:/[]()"), st.integers(min_value=1, max_value=50))
@example(text="a\\bc", limit=4)  # cut between whole escapes
@example(text="ab*c", limit=4)  # cut within one
def test_markdown_text_holds_no_mark_that_is_not_escaped(text: str, limit: int) -> None:
    shown = markdown(text, limit)

    assert len(shown) <= limit
    assert len(shown.splitlines()) <= 1
    bare = re.sub(r"\\[\\`*_~|<>@#:/\[\]()+.!-]", "", shown)
    assert not re.search(r"[\\`*_~|<>@#:/\[\]()]", bare)


@given(ANY_TEXT)
def test_text_in_a_code_block_cannot_end_it(text: str) -> None:
    assert "`" not in code(text, 100)


@pytest.mark.parametrize("hidden", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\U000e0041"])
def test_characters_without_room_are_dropped(hidden: str) -> None:
    for shown in (plain, one_line, code, mrkdwn, markdown):
        assert shown(f"pay{hidden}pal", 100) == "paypal"
