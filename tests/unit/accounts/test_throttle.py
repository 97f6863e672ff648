from datetime import timedelta

import pytest
from tests.factories import NOW

from telemetry_graph.accounts.throttle import SignInThrottle
from telemetry_graph.kit.errors import TooManyRequests


def _after(attempts: int) -> SignInThrottle:
    throttle = SignInThrottle()
    for _ in range(attempts):
        throttle.count("owner@example.com", NOW)
    return throttle


def test_ten_attempts_are_allowed() -> None:
    _after(10)


def test_the_eleventh_within_five_minutes_is_refused_with_the_time_to_wait() -> None:
    throttle = _after(10)

    with pytest.raises(TooManyRequests) as caught:
        throttle.count("owner@example.com", NOW + timedelta(minutes=4))

    assert caught.value.retry_after == 61


def test_after_five_minutes_counting_begins_again() -> None:
    throttle = _after(10)

    for _ in range(10):
        throttle.count("owner@example.com", NOW + timedelta(minutes=5))


def test_refused_attempts_do_not_move_the_end_of_the_window() -> None:
    throttle = _after(10)
    with pytest.raises(TooManyRequests):
        throttle.count("owner@example.com", NOW + timedelta(minutes=4, seconds=59))

    throttle.count("owner@example.com", NOW + timedelta(minutes=5))


def test_other_addresses_are_not_held_up() -> None:
    _after(10).count("teammate@example.com", NOW)


def test_signing_in_forgets_the_attempts_before() -> None:
    throttle = _after(10)

    throttle.forget("owner@example.com")

    throttle.count("owner@example.com", NOW)
