import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import batch, device_id

from telemetry_graph.ingest.accept.sampling import can_be_sampled, position, shares
from telemetry_graph.ingest.wire import SamplingRateInput
from telemetry_graph.kit.errors import InvalidField

_RATES = st.floats(0.001, 1)


def _session(low: float, high: float) -> str:
    """A session whose position lies in [low, high)."""
    names = (f"session-{number}" for number in range(1_000))
    return next(name for name in names if low <= position(name, device_id()) < high)


def test_a_position_is_what_a_device_computes_too() -> None:
    digest = hashlib.sha256(b"session-1").digest()

    assert position("session-1", device_id()) == int.from_bytes(digest[:4], "big") / 2**32


def test_without_a_session_the_device_decides() -> None:
    assert position(None, "80000000" + "0" * 56) == 0.5


def test_without_rates_there_is_nothing_to_decide() -> None:
    assert shares(batch(), {}) == {}


def test_a_session_below_the_rate_stands_for_the_others_too() -> None:
    given = batch(session_id=_session(0.0, 0.25))

    assert shares(given, {"perf_frame": 0.25}) == {"perf_frame": 4.0}


def test_a_session_above_the_rate_is_left_out() -> None:
    given = batch(session_id=_session(0.25, 1.0))

    assert shares(given, {"perf_frame": 0.25}) == {"perf_frame": None}


@pytest.mark.parametrize(("applied", "rate", "weight"), [(0.1, 0.5, 10.0), (0.5, 0.1, 10.0)])
def test_what_a_device_kept_stands_for_what_it_did_not_send(
    applied: float, rate: float, weight: float
) -> None:
    sampling = [SamplingRateInput("perf_frame", applied)]
    given = batch(session_id=_session(0.0, 0.1), sampling=sampling)

    assert shares(given, {"perf_frame": rate}) == {"perf_frame": pytest.approx(weight)}


@given(st.text(min_size=1, max_size=40), _RATES, _RATES)
def test_a_smaller_rate_keeps_a_part_of_what_a_larger_one_keeps(
    session: str, one: float, other: float
) -> None:
    given = batch(session_id=session)

    small, large = (shares(given, {"perf_frame": rate}) for rate in sorted((one, other)))

    assert small["perf_frame"] is None or large["perf_frame"] is not None


@given(_RATES)
def test_as_many_sessions_are_kept_as_the_rate_says(rate: float) -> None:
    kept = sum(position(f"session-{number}", "") < rate for number in range(2_000))

    assert kept / 2_000 == pytest.approx(rate, abs=0.06)


@pytest.mark.parametrize(
    "sampling",
    [
        [SamplingRateInput("perf_frame", 0.0)],
        [SamplingRateInput("perf_frame", 1.5)],
        [SamplingRateInput("perf_frame", float("nan"))],
        [SamplingRateInput("app_crash", 0.5)],
        [SamplingRateInput("no_such_type", 0.5)],
        [SamplingRateInput("perf_frame", 0.5)] * 1_000,
    ],
)
def test_rates_that_make_no_sense_are_refused(sampling: list[SamplingRateInput]) -> None:
    with pytest.raises(InvalidField):
        shares(batch(sampling=sampling), {})


def test_crashes_cannot_be_sampled() -> None:
    assert not can_be_sampled("app_crash")
    assert not can_be_sampled("lua_error")
    assert can_be_sampled("perf_frame")
