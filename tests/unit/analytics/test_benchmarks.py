import pytest

from telemetry_graph.analytics.benchmarks import Rank, ranked


def test_a_rank_is_the_part_of_the_others_that_it_is_better_than() -> None:
    assert ranked(0.9, [0.5, 0.6, 0.95, 0.9]) == Rank(0.9, 50.0)


def test_less_may_be_better() -> None:
    assert ranked(100.0, [50.0, 150.0, 200.0, 300.0], is_less_better=True) == Rank(100.0, 75.0)


@pytest.mark.parametrize("others", [[], [0.5], [0.5, 0.6, 0.7], [0.5, 0.6, 0.7, None, None]])
def test_fewer_than_five_with_the_figure_are_not_compared(others: list[float | None]) -> None:
    assert ranked(0.9, others) == Rank(0.9, None)


def test_an_app_without_the_figure_has_no_rank() -> None:
    assert ranked(None, [0.1, 0.2, 0.3, 0.4, 0.5]) == Rank(None, None)
