import pytest

from telemetry_graph.analytics.benchmarks import Rank, compared, ranked
from telemetry_graph.analytics.store.benchmarks import Other


def test_a_rank_is_the_part_of_the_others_that_it_is_better_than() -> None:
    assert ranked(0.9, [0.5, 0.6, 0.95, 0.9]) == Rank(0.9, 50.0)


def test_less_may_be_better() -> None:
    assert ranked(100.0, [50.0, 150.0, 200.0, 300.0], is_less_better=True) == Rank(100.0, 75.0)


@pytest.mark.parametrize("others", [[], [0.5], [0.5, 0.6, 0.7]])
def test_fewer_than_five_are_not_compared(others: list[float]) -> None:
    assert ranked(0.9, others) == Rank(0.9, None)


@pytest.mark.parametrize(
    ("friends", "strangers", "taken"),
    [
        ([], [0.1, 0.2, 0.3, 0.4], [0.1, 0.2, 0.3, 0.4]),
        ([0.1, 0.2, 0.3], [0.4], [0.1, 0.2, 0.3]),
        ([0.1, 0.2, 0.3, 0.4], [0.5, 0.6, 0.7], [0.1, 0.2, 0.3, 0.4]),
        ([0.1, None], [0.2, 0.3, 0.4, 0.5, None], [0.1, 0.2, 0.3, 0.4, 0.5]),
        ([], [0.1, 0.2, 0.3, None], []),
    ],
)
def test_a_few_strangers_are_left_out(
    friends: list[float | None], strangers: list[float | None], taken: list[float]
) -> None:
    others = [
        *(Other(value, None, None, is_strangers=False) for value in friends),
        *(Other(value, None, None, is_strangers=True) for value in strangers),
    ]

    assert compared(others, "crash_free_users") == taken


def test_an_app_without_the_figure_has_no_rank() -> None:
    assert ranked(None, [0.1, 0.2, 0.3, 0.4, 0.5]) == Rank(None, None)
