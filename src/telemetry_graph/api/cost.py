"""The cost of a GraphQL document, computed before it runs, and the maximum cost."""

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
    SelectionSetNode,
)

from telemetry_graph.kit.errors import BadInput

MAX_COST = 200

# Roughly the milliseconds that the database works on each field for a large app.
COSTS = {
    "overview": 8,
    "events": 2,
    "eventCount": 4,
    "rawEvents": 40,
    "sessions": 10,
    "performance": 5,
    "versions": 8,
    "adoption": 2,
    "activeUsers": 4,
    "retention": 20,
    "funnel": 40,
    "topScreens": 10,
    "topElements": 10,
    "topFeatures": 10,
    "breakdown": 10,
    "crashGroups": 2,
    "countedCrashes": 4,
    "totalCount": 2,
}
_DEFAULT_COST = 0
_LEAVES = {"totalCount"}
"""Fields with a cost but without a selection. Other leaves are parts of a figure, such as
the `sessions` of a funnel's step."""

FragmentCosts = dict[tuple[str, int], int]
"""By the fragment's name and the cost of the figure that it is spread in."""


class QueryTooCostly(BadInput):
    """The document exceeds the maximum cost; nothing was run."""

    code = "QUERY_TOO_COSTLY"


def cost_of(document: DocumentNode) -> int:
    """The cost of the most expensive operation; a field costs as often as it is selected.

    The `previous` of a figure costs as much as the figure: it is a separate query.
    """
    fragments = {
        each.name.value: each
        for each in document.definitions
        if isinstance(each, FragmentDefinitionNode)
    }
    costs: FragmentCosts = {}
    operations = (
        each.selection_set
        for each in document.definitions
        if isinstance(each, OperationDefinitionNode)
    )
    return max((_cost_of_selection(each, fragments, costs) for each in operations), default=0)


def check_cost(cost: int) -> list[GraphQLError]:
    """The error of a document that exceeds the maximum cost, if it does."""
    if cost <= MAX_COST:
        return []
    message = f"The query costs {cost}; the maximum is {MAX_COST}. Split it into several queries."
    error = QueryTooCostly(message, cost=cost, limit=MAX_COST)
    return [GraphQLError(error.message, original_error=error)]


def _cost_of_selection(
    selection: SelectionSetNode,
    fragments: dict[str, FragmentDefinitionNode],
    costs: FragmentCosts,
    figure: int = 0,
) -> int:
    """`figure` is the cost of the figure that the selection is in."""
    total = 0
    for node in selection.selections:
        if isinstance(node, FragmentSpreadNode):
            total += _cost_of_fragment(node.name.value, fragments, costs, figure)
            continue
        inner: SelectionSetNode | None = getattr(node, "selection_set", None)
        inner_figure = figure
        if isinstance(node, FieldNode) and node.name.value == "previous" and inner is not None:
            total, inner_figure = total + figure, 0  # a `previous` has none itself
        elif isinstance(node, FieldNode) and (inner or node.name.value in _LEAVES):
            own = COSTS.get(node.name.value, _DEFAULT_COST)
            total, inner_figure = total + own, own or figure
        if inner is not None:
            total += _cost_of_selection(inner, fragments, costs, inner_figure)
    return total


def _cost_of_fragment(
    name: str, fragments: dict[str, FragmentDefinitionNode], costs: FragmentCosts, figure: int
) -> int:
    """Computed once for each fragment, as nested fragments can double the work at each level."""
    key = (name, figure)
    if key in costs or name not in fragments:
        return costs.get(key, 0)
    costs[key] = 0  # a fragment that contains itself is rejected by another rule
    costs[key] = _cost_of_selection(fragments[name].selection_set, fragments, costs, figure)
    return costs[key]
