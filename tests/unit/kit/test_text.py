import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_graph.kit.text import CUT, is_storable, shortened, truncated


@pytest.mark.parametrize("text", ["", "plain", "ümläut", "😀", "\x01\x7f\n", "\ue000"])
def test_ordinary_text_can_be_stored(text: str) -> None:
    assert is_storable(text)


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "\ud800", "é\udfff", "\ude00\ud83d"])
def test_nul_and_lone_surrogates_cannot_be_stored(text: str) -> None:
    assert not is_storable(text)


@given(st.text())
def test_what_can_be_stored_is_what_utf8_can_write_without_nul(text: str) -> None:
    try:
        writable = b"\x00" not in text.encode()
    except UnicodeEncodeError:
        writable = False

    assert is_storable(text) == writable


@pytest.mark.parametrize(("text", "shown"), [("", ""), ("abc", "abc"), ("abcd", "ab…")])
def test_text_is_cut_to_the_limit_and_marked(text: str, shown: str) -> None:
    assert truncated(text, 3) == shown


@given(st.text(), st.integers(min_value=1, max_value=20))
def test_cutting_twice_is_cutting_once(text: str, limit: int) -> None:
    once = truncated(text, limit)

    assert len(once) <= limit
    assert truncated(once, limit) == once


@pytest.mark.parametrize("length", [0, 99, 100, 101, 5_000])
def test_a_shortened_text_keeps_both_ends_and_says_so(length: int) -> None:
    text = "".join(chr(97 + n % 26) for n in range(length))

    short = shortened(text, 100)

    if length <= 100:
        assert short == text
    else:
        assert len(short) == 100
        before, after = short.split(CUT)
        assert text.startswith(before)
        assert text.endswith(after)
        assert len(after) == 33
