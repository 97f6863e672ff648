import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_graph.kit.text import CUT_MARK, is_storable, shorten, truncate


@pytest.mark.parametrize("text", ["", "plain", "ümläut", "😀", "\x01\x7f\n", "\ue000"])
def test_ordinary_text_is_storable(text: str) -> None:
    assert is_storable(text)


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "\ud800", "é\udfff", "\ude00\ud83d"])
def test_text_with_nul_or_lone_surrogates_is_not_storable(text: str) -> None:
    assert not is_storable(text)


@given(st.text())
def test_storable_text_is_text_that_utf8_can_encode_without_nul(text: str) -> None:
    try:
        is_encodable = b"\x00" not in text.encode()
    except UnicodeEncodeError:
        is_encodable = False

    assert is_storable(text) == is_encodable


@pytest.mark.parametrize(("text", "truncated"), [("", ""), ("abc", "abc"), ("abcd", "ab…")])
def test_a_long_text_is_truncated_with_an_ellipsis(text: str, truncated: str) -> None:
    assert truncate(text, 3) == truncated


@given(st.text(), st.integers(min_value=1, max_value=20))
def test_truncating_twice_equals_truncating_once(text: str, limit: int) -> None:
    once = truncate(text, limit)

    assert len(once) <= limit
    assert truncate(once, limit) == once


@pytest.mark.parametrize("length", [0, 99, 100, 101, 5_000])
def test_a_shortened_text_has_both_ends_and_a_mark(length: int) -> None:
    text = "".join(chr(97 + n % 26) for n in range(length))

    short = shorten(text, 100)

    if length <= 100:
        assert short == text
    else:
        assert len(short) == 100
        before, after = short.split(CUT_MARK)
        assert text.startswith(before)
        assert text.endswith(after)
        assert len(after) == 33
