from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_graph.analytics.model import DayRange, Metric, VersionUse
from telemetry_graph.kit.errors import InvalidField

_RANGES = st.builds(
    lambda start, days: DayRange(start, start + timedelta(days=days)),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.integers(0, 730),
)


def test_a_range_includes_both_of_its_days() -> None:
    span = DayRange(date(2025, 2, 27), date(2025, 3, 1))

    assert span.days == 3
    assert span.begins == datetime(2025, 2, 27, tzinfo=UTC)
    assert span.ends == datetime(2025, 3, 2, tzinfo=UTC)


def test_the_last_days_end_today() -> None:
    assert DayRange.last(7, date(2025, 6, 15)) == DayRange(date(2025, 6, 9), date(2025, 6, 15))


def test_the_previous_range_is_as_long_and_ends_the_day_before() -> None:
    span = DayRange(date(2025, 6, 9), date(2025, 6, 15))

    assert span.previous == DayRange(date(2025, 6, 2), date(2025, 6, 8))


@given(_RANGES)
def test_a_range_and_its_previous_one_touch_and_do_not_overlap(span: DayRange) -> None:
    assert span.previous.ends == span.begins
    assert span.previous.days == span.days


def test_a_range_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(InvalidField, match="ends before it starts"):
        DayRange(date(2025, 6, 15), date(2025, 6, 14))


def test_a_range_covers_two_years_and_no_more() -> None:
    start = date(2024, 1, 1)

    assert DayRange(start, start + timedelta(days=730)).days == 731
    with pytest.raises(InvalidField, match="at most 731 days"):
        DayRange(start, start + timedelta(days=731))


@pytest.mark.parametrize(
    ("value", "previous", "percent"),
    [
        (15.0, 10.0, 50.0),
        (5.0, 10.0, -50.0),
        (10.0, 10.0, 0.0),
        (0.0, 10.0, -100.0),
        (10.0, 0.0, None),
        (10.0, None, None),
        (None, 10.0, None),
    ],
)
def test_the_change_against_the_previous_period_is_in_percent(
    value: float | None, previous: float | None, percent: float | None
) -> None:
    assert Metric(value, previous, 1, 1, is_low_sample=False).delta_percent == percent


def test_a_version_without_starts_has_no_crash_rate() -> None:
    assert VersionUse("1.0", 1, starts=4, fatal_crashes=1, share=1.0).crash_rate == 0.25
    assert VersionUse("1.0", 1, starts=0, fatal_crashes=1, share=1.0).crash_rate is None


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2025, 6, 15), date(2025, 6, 14)),
        (date(2020, 1, 1), date(2025, 1, 1)),
        (date(1969, 12, 31), date(1970, 1, 1)),
    ],
)
def test_a_range_that_is_refused_is_named(start: date, end: date) -> None:
    with pytest.raises(InvalidField) as refused:
        DayRange(start, end)

    assert refused.value.details == {"field": "range"}
