from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from telemetry_graph.kit.ids import read_uuid7_time, uuid7

_MILLISECONDS = st.integers(min_value=0, max_value=7_000_000_000_000)
_INSTANTS = _MILLISECONDS.map(
    lambda milliseconds: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
)


@given(_INSTANTS)
def test_a_uuid7_contains_the_time_it_was_made_with(now: datetime) -> None:
    made = uuid7(now)

    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    time = read_uuid7_time(made)
    assert time is not None
    assert abs(now - time) <= timedelta(milliseconds=1)


def test_later_uuid7s_sort_later() -> None:
    earlier = uuid7(datetime(2025, 1, 1, tzinfo=UTC))
    later = uuid7(datetime(2025, 1, 1, 0, 0, 0, 1_000, tzinfo=UTC))

    assert earlier < later


def test_two_uuid7s_of_the_same_time_differ() -> None:
    now = datetime(2025, 1, 1, tzinfo=UTC)

    assert uuid7(now) != uuid7(now)


def test_other_versions_contain_no_time() -> None:
    assert read_uuid7_time(uuid4()) is None
    assert read_uuid7_time(UUID(int=0)) is None


@given(st.integers(min_value=0, max_value=2**128 - 1))
def test_reading_the_time_of_any_uuid_does_not_fail(number: int) -> None:
    read_uuid7_time(UUID(int=number))


def test_a_uuid7_of_the_year_10889_has_no_usable_time() -> None:
    assert read_uuid7_time(UUID("ffffffff-ffff-7fff-bfff-ffffffffffff")) is None
