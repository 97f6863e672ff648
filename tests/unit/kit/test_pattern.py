import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.pattern import LONGEST, MAX_STARS, check_patterns, matches


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("boom", "boom", True),
        ("boom", "a boom", False),
        ("*BOOM*", "a boom it was", True),
        ("a*m", "a boom", True),
        ("a*b*m", "a boom", True),
        ("a*x*m", "a boom", False),
        ("aba*aba", "aba", False),
        ("*", "", True),
        ("**", "anything", True),
        ("", "a", False),
    ],
)
def test_a_star_stands_for_any_text(pattern: str, text: str, expected: bool) -> None:
    assert matches(pattern, text) is expected


@given(st.lists(st.text("ab", max_size=4), min_size=1, max_size=6), st.text("ab", max_size=6))
def test_what_a_pattern_is_filled_with_matches_it(parts: list[str], filling: str) -> None:
    assert matches("*".join(parts), filling.join(parts))


@pytest.mark.parametrize("pattern", ["a", "*", "x" * LONGEST, "a*" * MAX_STARS])
def test_a_pattern_may_be_long_and_have_stars(pattern: str) -> None:
    check_patterns(["usual", pattern], field="types")


@pytest.mark.parametrize("pattern", ["", "a\x00", "x" * (LONGEST + 1), "a*" * (MAX_STARS + 1)])
def test_other_patterns_are_refused_wherever_they_stand(pattern: str) -> None:
    with pytest.raises(InvalidField, match="A pattern has 1 … 200 characters") as caught:
        check_patterns(["usual", pattern], field="types")

    assert caught.value.extensions["field"] == "types"
