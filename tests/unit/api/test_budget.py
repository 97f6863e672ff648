from uuid import UUID

import pytest

from telemetry_graph.api.budget import Allowance, Budgets
from telemetry_graph.kit.access import Developer
from telemetry_graph.kit.errors import TooManyRequests
from telemetry_graph.kit.ids import UserId

ALLOWANCE = Allowance(capacity=100, per_second=10)


class Seconds:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def developer(number: int = 1) -> Developer:
    return Developer(UserId(UUID(int=number)), "a@example.com", {})


def test_a_budget_is_charged_and_refills() -> None:
    seconds = Seconds()
    budgets = Budgets(seconds, ALLOWANCE)
    assert budgets.charge(developer(), 60).remaining == 40

    with pytest.raises(TooManyRequests) as caught:
        budgets.charge(developer(), 61)
    assert caught.value.retry_after == 3
    assert caught.value.details == {"scope": "queries", "cost": 61, "remaining": 40}

    seconds.now = 2.1
    assert budgets.charge(developer(), 61).remaining == 0
    seconds.now = 1_000.0
    assert budgets.charge(developer(), 0).remaining == 99


def test_each_caller_has_a_budget() -> None:
    budgets = Budgets(Seconds(), ALLOWANCE)
    budgets.charge(developer(1), 100)

    assert budgets.charge(developer(2), 100).remaining == 0


def test_the_number_of_buckets_is_bounded() -> None:
    budgets = Budgets(Seconds(), ALLOWANCE, max_buckets=3)
    for number in range(10):
        budgets.charge(developer(number), 50)

    assert len(budgets._buckets) == 3
    assert budgets.charge(developer(9), 10).remaining == 40
    assert budgets.charge(developer(0), 10).remaining == 90
