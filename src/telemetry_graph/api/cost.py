"""What a document costs, known before it runs, and the most that one may."""

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
    SelectionSetNode,
    ValidationContext,
    ValidationRule,
)
from strawberry.extensions.add_validation_rules import AddValidationRules

from telemetry_graph.kit.errors import BadInput

MAX_COST = 200

# By how long the database works on each, roughly in milliseconds of a large app.
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
_USUAL_COST = 0
_LEAVES = {"totalCount"}
"""Without fields of their own. Others are parts of a figure: the `sessions` of a funnel's step."""
_Known = dict[tuple[str, int], int]
"""By a fragment's name and the cost of the figure that it is spread in."""


class QueryTooCostly(BadInput):
    """The document asks for more than one may; nothing of it was run."""

    code = "QUERY_TOO_COSTLY"


def cost_of(document: DocumentNode) -> int:
    """Of its dearest operation; a field costs as often as it is selected, also by fragments.

    The `previous` of a figure costs as much again: it is asked of the database as well.
    """
    fragments = {
        each.name.value: each
        for each in document.definitions
        if isinstance(each, FragmentDefinitionNode)
    }
    known: _Known = {}
    operations = (
        each.selection_set
        for each in document.definitions
        if isinstance(each, OperationDefinitionNode)
    )
    return max((_selected(each, fragments, known) for each in operations), default=0)


def _selected(
    chosen: SelectionSetNode,
    fragments: dict[str, FragmentDefinitionNode],
    known: _Known,
    figure: int = 0,
) -> int:
    total = 0
    for node in chosen.selections:
        if isinstance(node, FragmentSpreadNode):
            total += _fragment(node.name.value, fragments, known, figure)
            continue
        inner: SelectionSetNode | None = getattr(node, "selection_set", None)
        inside = figure
        if isinstance(node, FieldNode) and node.name.value == "previous" and inner is not None:
            total, inside = total + figure, 0  # and has none itself
        elif isinstance(node, FieldNode) and (inner or node.name.value in _LEAVES):
            own = COSTS.get(node.name.value, _USUAL_COST)
            total, inside = total + own, own or figure
        if inner is not None:
            total += _selected(inner, fragments, known, inside)
    return total


def _fragment(
    name: str, fragments: dict[str, FragmentDefinitionNode], known: _Known, figure: int
) -> int:
    """Each is looked into once, so that fragments of fragments cost no time to add up."""
    key = (name, figure)
    if key in known or name not in fragments:
        return known.get(key, 0)
    known[key] = 0  # one that contains itself is refused by another rule
    known[key] = _selected(fragments[name].selection_set, fragments, known, figure)
    return known[key]


class _CostRule(ValidationRule):
    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        cost = cost_of(context.document)
        if cost > MAX_COST:
            refusal = QueryTooCostly(
                f"The query costs {cost}, and one may cost {MAX_COST}. Ask in several.",
                cost=cost,
                limit=MAX_COST,
            )
            error = GraphQLError(refusal.message, original_error=refusal)
            context.report_error(error)


class CostLimiter(AddValidationRules):
    def __init__(self) -> None:
        super().__init__([_CostRule])
