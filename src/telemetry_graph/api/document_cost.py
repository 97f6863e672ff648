"""The size and the cost of a document, computed in one pass before validation.

A fragment is visited once, however often it is spread, so the pass takes time in proportion to
the document. A cost is the work of the document's dearest operation on a large app, in
microseconds: the price of each field, times the number of items of the lists around it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
)
from graphql.type import introspection

from telemetry_graph.kit.errors import BadInput

Variables = Mapping[str, Any]
Parent = GraphQLObjectType | GraphQLInterfaceType | None

MAX_ITEMS = 100
ITEM_ARGUMENTS = ("first", "last")
_EDGES = "edges"
_META_FIELDS = {
    "__schema": introspection.SchemaMetaFieldDef,
    "__type": introspection.TypeMetaFieldDef,
    "__typename": introspection.TypeNameMetaFieldDef,
}


class QueryTooLarge(BadInput):
    """The document exceeds a limit on its size. Nothing was executed."""

    code = "QUERY_TOO_LARGE"


@dataclass(frozen=True, slots=True)
class Price:
    """What a field costs once, and how many items it returns when no argument limits them."""

    micros: int
    items: int = 10


LEAF = Price(5)
OBJECT = Price(20)


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """The largest document. Fields and aliases are counted after fragments are expanded."""

    fields: int = 1_500
    aliases: int = 60
    depth: int = 12
    introspection_depth: int = 20
    fragment_depth: int = 30


class DocumentCost(NamedTuple):
    micros: int
    depends_on_variables: bool
    """Variables limit lists, so the cost is that of these variables."""


@dataclass(slots=True)
class _Size:
    """The size of a selection set. In a connection, `per_item` is the cost of each edge."""

    fields: int = 0
    aliases: int = 0
    depth: int = 0
    fixed: int = 0
    per_item: int = 0

    def add(self, other: "_Size", depth: int = 0) -> None:
        self.fields += other.fields
        self.aliases += other.aliases
        self.depth = max(self.depth, other.depth + depth)
        self.fixed += other.fixed
        self.per_item += other.per_item


class DocumentCosts:
    """Computes costs by a schema and a price list that names fields as `Type.field`."""

    def __init__(
        self,
        schema: GraphQLSchema,
        prices: Mapping[str, Price],
        limits: DocumentLimits | None = None,
    ) -> None:
        self.schema = schema
        self.prices = prices
        self.limits = limits or DocumentLimits()

    def compute(self, document: DocumentNode, variables: Variables) -> DocumentCost:
        """Raise QueryTooLarge if the document exceeds a limit."""
        walk = _Walk(self, document, variables)
        costs = [
            walk.measure(each.selection_set, self.schema.get_root_type(each.operation), 0).fixed
            for each in document.definitions
            if isinstance(each, OperationDefinitionNode)
        ]
        return DocumentCost(max(costs, default=0), walk.depends_on_variables)


class _Walk:
    """One pass over one document."""

    def __init__(self, costs: DocumentCosts, document: DocumentNode, variables: Variables) -> None:
        self._costs = costs
        self._limits = costs.limits
        self._variables = variables
        self._fragments = {
            each.name.value: each
            for each in document.definitions
            if isinstance(each, FragmentDefinitionNode)
        }
        self._sizes: dict[str, _Size] = {}
        self._fragment_depth = 0
        self.depends_on_variables = False

    def measure(self, node: SelectionSetNode, parent: Parent, depth: int) -> _Size:
        """The size of a selection set, whose depth in the document is `depth`."""
        if depth > self._limits.introspection_depth:
            raise _too_large("levels", self._limits.depth)
        size = _Size()
        for selection in node.selections:
            if isinstance(selection, FieldNode):
                size.add(self._measure_field(selection, parent, depth), depth=1)
            elif isinstance(selection, FragmentSpreadNode):
                size.add(self._measure_fragment(selection.name.value))
            elif isinstance(selection, InlineFragmentNode):
                inner = self._condition(selection) or parent
                size.add(self.measure(selection.selection_set, inner, depth))
            self._check(size, parent)
        return size

    def _check(self, size: _Size, parent: Parent) -> None:
        limits = self._limits
        is_introspection = parent is not None and parent.name.startswith("__")
        if size.fields > limits.fields:
            raise _too_large("fields", limits.fields)
        if size.aliases > limits.aliases:
            raise _too_large("aliases", limits.aliases)
        if size.depth > (limits.introspection_depth if is_introspection else limits.depth):
            raise _too_large("levels", limits.depth)

    def _measure_fragment(self, name: str) -> _Size:
        """Validation rejects fragments that do not exist or contain themselves; they count 0."""
        if name in self._sizes or name not in self._fragments:
            return self._sizes.get(name, _Size())
        self._sizes[name] = _Size()
        self._fragment_depth += 1
        if self._fragment_depth > self._limits.fragment_depth:
            raise _too_large("nested fragments", self._limits.fragment_depth)
        fragment = self._fragments[name]
        self._sizes[name] = self.measure(fragment.selection_set, self._condition(fragment), 0)
        self._fragment_depth -= 1
        return self._sizes[name]

    def _measure_field(self, node: FieldNode, parent: Parent, depth: int) -> _Size:
        definition = _definition(parent, node.name.value)
        price = self._price(parent, node.name.value, definition)
        size = _Size(fields=1, aliases=int(node.alias is not None), fixed=price.micros)
        if node.selection_set is None:
            return size
        child = _composite(get_named_type(definition.type) if definition else None)
        inner = self.measure(node.selection_set, child, depth + 1)
        size.fields += inner.fields
        size.aliases += inner.aliases
        size.depth = 0 if node.name.value in _META_FIELDS else inner.depth
        items = self._items(node, definition, price)
        if definition is not None and is_list_type(get_nullable_type(definition.type)):
            if node.name.value == _EDGES:
                size.per_item = inner.fixed
            else:
                size.fixed += items * inner.fixed
        else:
            size.fixed += inner.fixed + items * inner.per_item
        return size

    def _price(self, parent: Parent, name: str, definition: GraphQLField | None) -> Price:
        price = self._costs.prices.get(f"{parent.name}.{name}") if parent else None
        if price is not None:
            return price
        is_leaf = definition is None or is_leaf_type(get_named_type(definition.type))
        return LEAF if is_leaf else OBJECT

    def _items(self, node: FieldNode, definition: GraphQLField | None, price: Price) -> int:
        """How many items the field returns at most."""
        for argument in node.arguments or ():
            if argument.name.value in ITEM_ARGUMENTS:
                value = argument.value
                if isinstance(value, VariableNode):
                    self.depends_on_variables = True
                    return _bounded(self._variables.get(value.name.value, MAX_ITEMS))
                return _bounded(value.value if isinstance(value, IntValueNode) else MAX_ITEMS)
        for name in ITEM_ARGUMENTS:
            if definition is not None and name in definition.args:
                return _bounded(definition.args[name].default_value)
        return price.items

    def _condition(self, node: FragmentDefinitionNode | InlineFragmentNode) -> Parent:
        name = node.type_condition.name.value if node.type_condition else None
        return _composite(self._costs.schema.get_type(name) if name else None)


def _composite(found: Any) -> Parent:
    return found if isinstance(found, GraphQLObjectType | GraphQLInterfaceType) else None


def _definition(parent: Parent, name: str) -> GraphQLField | None:
    if name in _META_FIELDS:
        return _META_FIELDS[name]
    return parent.fields.get(name) if parent else None


def _bounded(value: Any) -> int:
    """A valid number of items; execution rejects others, so they count as the most."""
    try:
        return min(max(int(value), 0), MAX_ITEMS)
    except (TypeError, ValueError, OverflowError):
        return MAX_ITEMS


def _too_large(what: str, limit: int) -> QueryTooLarge:
    return QueryTooLarge(
        f"The document has more than {limit} {what}. Split it into smaller documents.", limit=limit
    )
