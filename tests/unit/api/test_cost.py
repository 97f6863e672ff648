import pytest
from graphql import parse

from telemetry_graph.api.cost import MAX_COST, cost_of


@pytest.mark.parametrize(
    ("document", "cost"),
    [
        ("{ viewer { id } }", 0),
        ('{ app(id: "a") { overview { start } } }', 8),
        ('{ app(id: "a") { a: overview { start } b: overview { start } } }', 16),
        ('{ app(id: "a") { ... on App { funnel { rate } } } }', 40),
        ('{ app(id: "a") { ...F ...F } } fragment F on App { overview { start } }', 16),
        ("query A { viewer { id } } query B { app { overview { start } } }", 8),
        ('{ app(id: "a") { ...F } } fragment F on App { overview { start } ...F }', 8),
        ('{ app(id: "a") { ...Missing } }', 0),
        ('{ app(id: "a") { eventCount { previous } } }', 4),
        ('{ app(id: "a") { liveNow { sessions } sessions { count { value } } } }', 10),
        ("{ app { crashGroups { totalCount } } }", 4),
        ('{ app(id: "a") { funnel { rate previous { rate previous { rate } } } } }', 80),
        ('{ app(id: "a") { sessions { durations { previous { p50 } } } } }', 20),
        ("{ app { funnel { ...F } versions { ...F } } } fragment F on X { previous { y } }", 96),
    ],
)
def test_a_field_costs_as_often_as_it_is_selected(document: str, cost: int) -> None:
    assert cost_of(parse(document)) == cost


def test_nested_fragments_are_added_up_in_linear_time() -> None:
    levels = "".join(f"fragment f{n} on App {{ ...f{n + 1} ...f{n + 1} }}" for n in range(60))
    document = f'{{ app(id: "a") {{ ...f0 }} }} {levels} fragment f60 on App {{ overview {{ x }} }}'

    assert cost_of(parse(document)) == 8 * 2**60 > MAX_COST
