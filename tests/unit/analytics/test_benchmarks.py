import pytest

from telemetry_graph.analytics.benchmarks import Rank, comparable_values, rank
from telemetry_graph.analytics.store.benchmarks import Participant
from telemetry_graph.kit.ids import AppId


def test_a_percentile_is_the_share_of_apps_with_a_worse_value() -> None:
    assert rank(0.9, [0.5, 0.6, 0.95, 0.9]) == Rank(0.9, 50.0)


def test_a_lower_value_can_be_better() -> None:
    assert rank(100.0, [50.0, 150.0, 200.0, 300.0], is_less_better=True) == Rank(100.0, 75.0)


@pytest.mark.parametrize("others", [[], [0.5], [0.5, 0.6, 0.7]])
def test_fewer_than_five_apps_have_no_percentile(others: list[float]) -> None:
    assert rank(0.9, others) == Rank(0.9, None)


@pytest.mark.parametrize(
    ("related", "unrelated", "compared"),
    [
        ([], [0.1, 0.2, 0.3, 0.4], [0.1, 0.2, 0.3, 0.4]),
        ([0.1, 0.2, 0.3], [0.4], [0.1, 0.2, 0.3]),
        ([0.1, 0.2, 0.3, 0.4], [0.5, 0.6, 0.7], [0.1, 0.2, 0.3, 0.4]),
        ([0.1, None], [0.2, 0.3, 0.4, 0.5, None], [0.1, 0.2, 0.3, 0.4, 0.5]),
        ([], [0.1, 0.2, 0.3, None], []),
    ],
)
def test_too_few_unrelated_apps_are_left_out(
    related: list[float | None], unrelated: list[float | None], compared: list[float]
) -> None:
    others = [_participant(number, value) for number, value in enumerate([*related, *unrelated])]
    related_apps = {other.app_id for other in others[: len(related)]}

    assert comparable_values(others, related_apps, "crash_free_users") == compared


def test_an_app_without_the_figure_has_no_percentile() -> None:
    assert rank(None, [0.1, 0.2, 0.3, 0.4, 0.5]) == Rank(None, None)


def _participant(number: int, crash_free_users: float | None) -> Participant:
    return Participant(AppId(f"com.example.app{number}"), "games", crash_free_users, None, None)
