import base64
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.pagination import MAX_FIRST, Cursor, Page, check_first, decode_after

_AT = datetime(2025, 6, 15, 12, tzinfo=UTC)
_IDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


def _encode(json: str) -> str:
    return base64.urlsafe_b64encode(json.encode()).decode().rstrip("=")


def _to_cursor(number: int) -> Cursor:
    return Cursor(_AT, str(number))


@given(st.datetimes(timezones=st.just(UTC)), _IDS)
def test_a_cursor_decodes_to_what_was_encoded(at: datetime, key: str) -> None:
    cursor = Cursor(at, key)

    assert Cursor.decode(cursor.encode()) == cursor


@given(st.text())
def test_any_text_decodes_or_raises_invalid_field(text: str) -> None:
    try:
        cursor = Cursor.decode(text)
    except InvalidField:
        return

    assert cursor.at.tzinfo is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "!",
        "é",
        "\ud800",
        _encode("{}"),
        _encode("[]"),
        _encode('["2025-06-15T12:00:00Z"]'),
        _encode('["2025-06-15T12:00:00Z","a","b"]'),
        _encode('["2025-06-15T12:00:00","a"]'),
        _encode('["yesterday","a"]'),
        _encode('["2025-06-15T12:00:00Z",1]'),
        _encode("[" * 5_000),
    ],
)
def test_an_invalid_cursor_is_rejected(text: str) -> None:
    with pytest.raises(InvalidField, match="not a cursor"):
        Cursor.decode(text)


def test_a_cursor_with_an_unstorable_id_is_rejected() -> None:
    with pytest.raises(InvalidField, match="not a cursor"):
        Cursor.decode(_encode('["2025-06-15T12:00:00Z","a\\u0000"]'))


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
def test_a_cursor_whose_time_does_not_exist_in_utc_is_rejected(at: str) -> None:
    with pytest.raises(InvalidField, match="not a cursor"):
        Cursor.decode(_encode(f'["{at}","a"]'))


@pytest.mark.parametrize("first", [1, 50, MAX_FIRST])
def test_a_page_may_have_1_to_100_rows(first: int) -> None:
    check_first(first)

    assert decode_after(first, None, str) is None
    assert decode_after(first, Cursor(_AT, "a").encode(), str) == (_AT, "a")


@pytest.mark.parametrize("first", [-1, 0, MAX_FIRST + 1, 2**31])
def test_other_page_sizes_are_rejected(first: int) -> None:
    with pytest.raises(InvalidField, match="`first` must be between 1 and 100"):
        decode_after(first, None, str)
    with pytest.raises(InvalidField, match="`limit` must be between 1 and 100"):
        check_first(first, name="limit")


def test_a_cursor_with_the_id_of_another_list_is_rejected() -> None:
    with pytest.raises(InvalidField, match="not a cursor"):
        decode_after(1, Cursor(_AT, "a").encode(), UUID)


def test_an_extra_row_means_a_next_page_and_is_left_out() -> None:
    page = Page.of([1, 2, 3], 2, _to_cursor)

    assert page.items == [1, 2]
    assert page.has_next
    assert page.end_cursor == Cursor(_AT, "2").encode()


def test_the_last_page_has_no_next_page() -> None:
    page = Page.of([1, 2], 2, _to_cursor)

    assert page.items == [1, 2]
    assert not page.has_next


def test_an_empty_page_has_no_end_cursor() -> None:
    page: Page[int] = Page.of([], 2, _to_cursor)

    assert page.items == []
    assert page.end_cursor is None
    assert not page.has_next
