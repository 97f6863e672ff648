from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.errors import InvalidField

_RANGES = st.builds(
    lambda start, days: DayRange(start, start + timedelta(days=days)),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.integers(0, 730),
)


def test_a_range_includes_both_of_its_days() -> None:
    span = DayRange(date(2025, 2, 27), date(2025, 3, 1))

    assert span.days == 3
    assert span.since == datetime(2025, 2, 27, tzinfo=UTC)
    assert span.until == datetime(2025, 3, 2, tzinfo=UTC)


def test_the_last_days_include_today() -> None:
    assert DayRange.last(7, date(2025, 6, 15)) == DayRange(date(2025, 6, 9), date(2025, 6, 15))


def test_the_previous_range_has_the_same_length_and_ends_the_day_before() -> None:
    span = DayRange(date(2025, 6, 9), date(2025, 6, 15))

    assert span.previous == DayRange(date(2025, 6, 2), date(2025, 6, 8))


@given(_RANGES)
def test_a_range_begins_where_its_previous_range_ends(span: DayRange) -> None:
    assert span.previous.until == span.since
    assert span.previous.days == span.days


def test_a_range_must_not_end_before_it_starts() -> None:
    with pytest.raises(InvalidField, match="ends before it starts"):
        DayRange(date(2025, 6, 15), date(2025, 6, 14))


def test_a_range_covers_at_most_two_years() -> None:
    start = date(2024, 1, 1)

    assert DayRange(start, start + timedelta(days=730)).days == 731
    with pytest.raises(InvalidField, match="at most 731 days"):
        DayRange(start, start + timedelta(days=731))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2025, 6, 15), date(2025, 6, 14)),
        (date(2020, 1, 1), date(2025, 1, 1)),
        (date(1969, 12, 31), date(1970, 1, 1)),
    ],
)
def test_the_error_about_a_range_names_the_field(start: date, end: date) -> None:
    with pytest.raises(InvalidField) as raised:
        DayRange(start, end)

    assert raised.value.details == {"field": "range"}
