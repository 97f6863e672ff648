from datetime import timedelta

import pytest
from tests.factories import NOW

from telemetry_graph.accounts.throttle import SignInThrottle
from telemetry_graph.kit.errors import TooManyRequests

OWNER = "owner@example.com"


@pytest.fixture
def throttle() -> SignInThrottle:
    """A throttle after ten attempts for one address."""
    throttle = SignInThrottle()
    for _ in range(10):
        throttle.count_attempt(OWNER, NOW)
    return throttle


def test_the_eleventh_attempt_within_five_minutes_is_refused(throttle: SignInThrottle) -> None:
    with pytest.raises(TooManyRequests) as raised:
        throttle.count_attempt(OWNER, NOW + timedelta(minutes=4))

    assert raised.value.retry_after == 61


def test_ten_attempts_are_allowed_again_after_five_minutes(throttle: SignInThrottle) -> None:
    for _ in range(10):
        throttle.count_attempt(OWNER, NOW + timedelta(minutes=5))


def test_refused_attempts_do_not_extend_the_window(throttle: SignInThrottle) -> None:
    with pytest.raises(TooManyRequests):
        throttle.count_attempt(OWNER, NOW + timedelta(minutes=4, seconds=59))

    throttle.count_attempt(OWNER, NOW + timedelta(minutes=5))


def test_other_addresses_are_not_affected(throttle: SignInThrottle) -> None:
    throttle.count_attempt("teammate@example.com", NOW)


def test_a_successful_sign_in_resets_the_count(throttle: SignInThrottle) -> None:
    throttle.forget(OWNER)

    throttle.count_attempt(OWNER, NOW)
