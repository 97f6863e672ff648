"""When a failed delivery is tried again."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.alerting.examples import DELIVERY_ID, NOW

from telemetry_graph.alerting.channels.base import DeliveryFailed
from telemetry_graph.alerting.pipeline.retry import GIVE_UP_AFTER, next_attempt_at, wait_seconds


@pytest.mark.parametrize(
    ("attempt", "middle"), [(1, 5), (2, 10), (3, 20), (10, 2560), (11, 3600), (1_000_000, 3600)]
)
@given(delivery_id=st.uuids())
def test_waits_double_up_to_an_hour(attempt: int, middle: float, delivery_id: UUID) -> None:
    assert 0.75 * middle <= wait_seconds(delivery_id, attempt) <= 1.25 * middle


def test_deliveries_that_failed_together_are_spread_and_a_replay_is_the_same() -> None:
    waits = [wait_seconds(UUID(int=n), 1) for n in range(200)]

    assert len(set(waits)) == 200
    assert max(waits) - min(waits) > 2
    assert waits == [wait_seconds(UUID(int=n), 1) for n in range(200)]


def test_a_transient_failure_is_tried_again_after_its_wait() -> None:
    failure = DeliveryFailed("busy", permanent=False)

    at = next_attempt_at(DELIVERY_ID, 3, failure, created_at=NOW, now=NOW)

    assert at == NOW + timedelta(seconds=wait_seconds(DELIVERY_ID, 3))


def test_the_receivers_wish_is_honoured_when_it_is_longer() -> None:
    longer = DeliveryFailed("slow down", permanent=False, retry_after=120)
    shorter = DeliveryFailed("slow down", permanent=False, retry_after=0)

    assert next_attempt_at(DELIVERY_ID, 1, longer, created_at=NOW, now=NOW) == NOW + timedelta(
        seconds=120
    )
    assert next_attempt_at(DELIVERY_ID, 1, shorter, created_at=NOW, now=NOW) == NOW + timedelta(
        seconds=wait_seconds(DELIVERY_ID, 1)
    )


@given(seconds=st.floats(86_400, 1e6), age=st.floats(0, 86_000))
def test_a_receiver_that_asks_for_more_than_the_day_is_tried_once_more_before_its_end(
    seconds: float, age: float
) -> None:
    failure = DeliveryFailed("down for a week", permanent=False, retry_after=seconds)
    created_at = NOW - timedelta(seconds=age)

    at = next_attempt_at(DELIVERY_ID, 1, failure, created_at=created_at, now=NOW)

    assert at == created_at + GIVE_UP_AFTER - timedelta(minutes=1)


def test_a_permanent_failure_is_never_tried_again() -> None:
    failure = DeliveryFailed("gone", permanent=True, retry_after=5)

    assert next_attempt_at(DELIVERY_ID, 1, failure, created_at=NOW, now=NOW) is None


def test_after_a_day_it_is_given_up() -> None:
    failure = DeliveryFailed("busy", permanent=False)
    created_at = NOW - GIVE_UP_AFTER

    early = next_attempt_at(
        DELIVERY_ID, 1, failure, created_at=created_at + timedelta(hours=1), now=NOW
    )
    late = next_attempt_at(
        DELIVERY_ID, 1, failure, created_at=created_at + timedelta(seconds=1), now=NOW
    )

    assert early is not None
    assert late is None


def test_a_day_of_failures_is_a_few_dozen_attempts() -> None:
    attempts, now = 0, NOW
    failure = DeliveryFailed("busy", permanent=False)

    while now is not None:
        attempts += 1
        again = next_attempt_at(DELIVERY_ID, attempts, failure, created_at=NOW, now=now)
        if again is None:
            break
        now = again

    assert 30 <= attempts <= 40
