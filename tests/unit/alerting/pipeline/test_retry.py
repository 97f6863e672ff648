"""When a failed delivery is tried again, and when it is dead."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.alerting.examples import DELIVERY_ID, NOW

from telemetry_graph.alerting.channels.base import DeliveryFailed
from telemetry_graph.alerting.pipeline.retry import RETRY_PERIOD, compute_wait, schedule_retry


@pytest.mark.parametrize(
    ("attempt", "middle"), [(1, 5), (2, 10), (3, 20), (10, 2560), (11, 3600), (1_000_000, 3600)]
)
@given(delivery_id=st.uuids())
def test_waits_double_up_to_an_hour(attempt: int, middle: float, delivery_id: UUID) -> None:
    assert 0.75 * middle <= compute_wait(delivery_id, attempt) <= 1.25 * middle


def test_deliveries_that_failed_together_are_spread_reproducibly() -> None:
    waits = [compute_wait(UUID(int=n), 1) for n in range(200)]

    assert len(set(waits)) == 200
    assert max(waits) - min(waits) > 2
    assert waits == [compute_wait(UUID(int=n), 1) for n in range(200)]


def test_a_transient_failure_is_retried_after_its_wait() -> None:
    failure = DeliveryFailed("busy", is_permanent=False)

    at = schedule_retry(DELIVERY_ID, 3, failure, retry_since=NOW, now=NOW)

    assert at == NOW + timedelta(seconds=compute_wait(DELIVERY_ID, 3))


def test_a_longer_retry_after_is_respected() -> None:
    longer = DeliveryFailed("slow down", is_permanent=False, retry_after_seconds=120)
    shorter = DeliveryFailed("slow down", is_permanent=False, retry_after_seconds=0)

    assert schedule_retry(DELIVERY_ID, 1, longer, retry_since=NOW, now=NOW) == NOW + timedelta(
        seconds=120
    )
    assert schedule_retry(DELIVERY_ID, 1, shorter, retry_since=NOW, now=NOW) == NOW + timedelta(
        seconds=compute_wait(DELIVERY_ID, 1)
    )


@given(seconds=st.floats(86_400, 1e6), age=st.floats(0, 86_000))
def test_a_retry_after_beyond_the_period_leaves_a_last_attempt(seconds: float, age: float) -> None:
    failure = DeliveryFailed("down for a week", is_permanent=False, retry_after_seconds=seconds)
    retry_since = NOW - timedelta(seconds=age)

    at = schedule_retry(DELIVERY_ID, 1, failure, retry_since=retry_since, now=NOW)

    assert at == retry_since + RETRY_PERIOD - timedelta(minutes=1)


def test_a_permanent_failure_is_not_retried() -> None:
    failure = DeliveryFailed("gone", is_permanent=True, retry_after_seconds=5)

    assert schedule_retry(DELIVERY_ID, 1, failure, retry_since=NOW, now=NOW) is None


def test_a_delivery_is_dead_after_a_day() -> None:
    failure = DeliveryFailed("busy", is_permanent=False)
    retry_since = NOW - RETRY_PERIOD

    early = schedule_retry(
        DELIVERY_ID, 1, failure, retry_since=retry_since + timedelta(hours=1), now=NOW
    )
    late = schedule_retry(
        DELIVERY_ID, 1, failure, retry_since=retry_since + timedelta(seconds=1), now=NOW
    )

    assert early is not None
    assert late is None


def test_a_day_of_failures_is_a_few_dozen_attempts() -> None:
    attempts, now = 0, NOW
    failure = DeliveryFailed("busy", is_permanent=False)

    while now is not None:
        attempts += 1
        again = schedule_retry(DELIVERY_ID, attempts, failure, retry_since=NOW, now=now)
        if again is None:
            break
        now = again

    assert 30 <= attempts <= 40
