import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import batch, device_id

from telemetry_graph.ingest.accept.sampling import can_be_sampled, compute_position, compute_weights
from telemetry_graph.ingest.wire import SamplingRateInput
from telemetry_graph.kit.errors import InvalidField

_RATES = st.floats(0.001, 1)


def _session(low: float, high: float) -> str:
    """A session whose position is in [low, high)."""
    names = (f"session-{number}" for number in range(1_000))
    return next(name for name in names if low <= compute_position(name, device_id()) < high)


def test_a_device_can_compute_the_position() -> None:
    digest = hashlib.sha256(b"session-1").digest()

    assert compute_position("session-1", device_id()) == int.from_bytes(digest[:4], "big") / 2**32


def test_without_a_session_the_position_is_the_devices() -> None:
    assert compute_position(None, "80000000" + "0" * 56) == 0.5


def test_without_rates_no_event_has_a_weight() -> None:
    assert compute_weights(batch(), {}) == {}


def test_an_event_of_a_stored_session_represents_the_others() -> None:
    given = batch(session_id=_session(0.0, 0.25))

    assert compute_weights(given, {"perf_frame": 0.25}) == {"perf_frame": 4.0}


def test_a_session_above_the_rate_is_left_out() -> None:
    given = batch(session_id=_session(0.25, 1.0))

    assert compute_weights(given, {"perf_frame": 0.25}) == {"perf_frame": None}


@pytest.mark.parametrize(("device_rate", "rate", "weight"), [(0.1, 0.5, 10.0), (0.5, 0.1, 10.0)])
def test_an_event_also_represents_those_that_the_device_left_out(
    device_rate: float, rate: float, weight: float
) -> None:
    sampling = [SamplingRateInput("perf_frame", device_rate)]
    given = batch(session_id=_session(0.0, 0.1), sampling=sampling)

    assert compute_weights(given, {"perf_frame": rate}) == {"perf_frame": pytest.approx(weight)}


@given(st.text(min_size=1, max_size=40), _RATES, _RATES)
def test_a_smaller_rate_stores_a_subset_of_a_larger_rate(
    session: str, one: float, other: float
) -> None:
    given = batch(session_id=session)

    small, large = (compute_weights(given, {"perf_frame": rate}) for rate in sorted((one, other)))

    assert small["perf_frame"] is None or large["perf_frame"] is not None


@given(_RATES)
def test_the_share_of_stored_sessions_is_the_rate(rate: float) -> None:
    stored = sum(compute_position(f"session-{number}", "") < rate for number in range(2_000))

    assert stored / 2_000 == pytest.approx(rate, abs=0.06)


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
def test_invalid_rates_are_rejected(sampling: list[SamplingRateInput]) -> None:
    with pytest.raises(InvalidField):
        compute_weights(batch(sampling=sampling), {})


def test_crashes_cannot_be_sampled() -> None:
    assert not can_be_sampled("app_crash")
    assert not can_be_sampled("lua_error")
    assert can_be_sampled("perf_frame")
