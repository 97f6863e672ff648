import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.pattern import MAX_CHARACTERS, MAX_STARS, check_patterns, matches


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
def test_a_star_matches_any_text(pattern: str, text: str, expected: bool) -> None:
    assert matches(pattern, text) is expected


@given(st.lists(st.text("ab", max_size=4), min_size=1, max_size=6), st.text("ab", max_size=6))
def test_a_pattern_matches_itself_with_its_stars_replaced(parts: list[str], filling: str) -> None:
    assert matches("*".join(parts), filling.join(parts))


@pytest.mark.parametrize("pattern", ["a", "*", "x" * MAX_CHARACTERS, "a*" * MAX_STARS])
def test_a_pattern_may_be_long_and_have_many_stars(pattern: str) -> None:
    check_patterns(["usual", pattern], field="types")


@pytest.mark.parametrize(
    "pattern", ["", "a\x00", "x" * (MAX_CHARACTERS + 1), "a*" * (MAX_STARS + 1)]
)
def test_an_invalid_pattern_is_rejected_at_any_position(pattern: str) -> None:
    with pytest.raises(InvalidField, match="A pattern must have 1 to 200 characters") as caught:
        check_patterns(["usual", pattern], field="types")

    assert caught.value.extensions["field"] == "types"
