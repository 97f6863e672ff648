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


class QueryTooCostly(BadInput):
    """The document asks for more than one may; nothing of it was run."""

    code = "QUERY_TOO_COSTLY"


def cost_of(document: DocumentNode) -> int:
    """Of its dearest operation; a field costs as often as it is selected, also by fragments."""
    fragments = {
        each.name.value: each
        for each in document.definitions
        if isinstance(each, FragmentDefinitionNode)
    }
    known: dict[str, int] = {}
    operations = (
        each.selection_set
        for each in document.definitions
        if isinstance(each, OperationDefinitionNode)
    )
    return max((_selected(each, fragments, known) for each in operations), default=0)


def _selected(
    chosen: SelectionSetNode, fragments: dict[str, FragmentDefinitionNode], known: dict[str, int]
) -> int:
    total = 0
    for node in chosen.selections:
        if isinstance(node, FragmentSpreadNode):
            total += _fragment(node.name.value, fragments, known)
            continue
        if isinstance(node, FieldNode):
            total += COSTS.get(node.name.value, _USUAL_COST)
        inner: SelectionSetNode | None = getattr(node, "selection_set", None)
        if inner is not None:
            total += _selected(inner, fragments, known)
    return total


def _fragment(
    name: str, fragments: dict[str, FragmentDefinitionNode], known: dict[str, int]
) -> int:
    """Each is looked into once, so that fragments of fragments cost no time to add up."""
    if name in known or name not in fragments:
        return known.get(name, 0)
    known[name] = 0  # one that contains itself is refused by another rule
    known[name] = _selected(fragments[name].selection_set, fragments, known)
    return known[name]


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
