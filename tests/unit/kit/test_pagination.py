import base64
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.pagination import MAX_FIRST, Cursor, Page, check_first, page_after

_AT = datetime(2025, 6, 15, 12, tzinfo=UTC)
_IDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


def _handmade(json: str) -> str:
    return base64.urlsafe_b64encode(json.encode()).decode().rstrip("=")


def _number_cursor(number: int) -> Cursor:
    return Cursor(_AT, str(number))


@given(st.datetimes(timezones=st.just(UTC)), _IDS)
def test_a_cursor_decodes_to_what_was_encoded(at: datetime, key: str) -> None:
    cursor = Cursor(at, key)

    assert Cursor.decode(cursor.encode()) == cursor


@given(st.text())
def test_garbage_is_refused_or_read_but_never_breaks(text: str) -> None:
    try:
        found = Cursor.decode(text)
    except InvalidField:
        return

    assert found.at.tzinfo is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "!",
        "é",
        "\ud800",
        _handmade("{}"),
        _handmade("[]"),
        _handmade('["2025-06-15T12:00:00Z"]'),
        _handmade('["2025-06-15T12:00:00Z","a","b"]'),
        _handmade('["2025-06-15T12:00:00","a"]'),
        _handmade('["yesterday","a"]'),
        _handmade('["2025-06-15T12:00:00Z",1]'),
        _handmade("[" * 5_000),
    ],
)
def test_a_cursor_that_was_not_given_out_is_refused(text: str) -> None:
    with pytest.raises(InvalidField, match="not a cursor"):
        Cursor.decode(text)


def test_a_cursor_whose_id_no_database_can_hold_is_refused() -> None:
    with pytest.raises(InvalidField, match="not a cursor"):
        Cursor.decode(_handmade('["2025-06-15T12:00:00Z","a\\u0000"]'))


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
def test_a_cursor_whose_instant_does_not_exist_in_utc_is_refused(at: str) -> None:
    with pytest.raises(InvalidField, match="not a cursor"):
        Cursor.decode(_handmade(f'["{at}","a"]'))


@pytest.mark.parametrize("first", [1, 50, MAX_FIRST])
def test_a_page_may_have_one_to_a_hundred_rows(first: int) -> None:
    check_first(first)

    assert page_after(first, None, str) is None
    assert page_after(first, Cursor(_AT, "a").encode(), str) == (_AT, "a")


@pytest.mark.parametrize("first", [-1, 0, MAX_FIRST + 1, 2**31])
def test_other_page_sizes_are_refused(first: int) -> None:
    with pytest.raises(InvalidField, match="`first` must be between 1 and 100"):
        page_after(first, None, str)
    with pytest.raises(InvalidField, match="`limit` must be between 1 and 100"):
        check_first(first, name="limit")


def test_a_cursor_with_an_id_of_another_list_is_refused() -> None:
    with pytest.raises(InvalidField, match="not a cursor"):
        page_after(1, Cursor(_AT, "a").encode(), UUID)


def test_an_extra_row_says_that_there_is_more_and_is_not_shown() -> None:
    page = Page.of([1, 2, 3], 2, _number_cursor)

    assert page.items == [1, 2]
    assert page.has_next
    assert page.end_cursor == Cursor(_AT, "2").encode()


def test_a_last_page_has_no_next() -> None:
    page = Page.of([1, 2], 2, _number_cursor)

    assert page.items == [1, 2]
    assert not page.has_next


def test_an_empty_page_has_no_end() -> None:
    page: Page[int] = Page.of([], 2, _number_cursor)

    assert page.items == []
    assert page.end_cursor is None
    assert not page.has_next
