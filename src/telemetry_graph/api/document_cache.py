"""Documents that were asked before: parsed, validated and weighed once.

A dashboard asks the same few documents with other variables; reading one takes longer than most
answers. What a document costs is taken from its caller's budget before anything runs.
"""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import DocumentNode, GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.schema.schema import validate_document

from telemetry_graph.api.budget import Budgets, Charge
from telemetry_graph.api.cost import cost_of
from telemetry_graph.kit.access import Developer
from telemetry_graph.kit.errors import TelemetryError

_LONGEST_DOCUMENT = 10_000
_MOST_CHARACTERS = 200_000
"""A parsed document takes about a hundred bytes for each of its characters."""


@dataclass(frozen=True, slots=True)
class _Prepared:
    document: DocumentNode
    cost: int


class PreparedDocuments:
    """Valid documents by their text; bounded, and the least recently asked leave first."""

    def __init__(self, most_characters: int = _MOST_CHARACTERS) -> None:
        self._most_characters = most_characters
        self._known: OrderedDict[str, _Prepared] = OrderedDict()
        self._characters = 0

    def found(self, text: str) -> _Prepared | None:
        prepared = self._known.get(text)
        if prepared is not None:
            self._known.move_to_end(text)
        return prepared

    def keep(self, text: str, prepared: _Prepared) -> None:
        if len(text) > _LONGEST_DOCUMENT or text in self._known:
            return
        self._known[text] = prepared
        self._characters += len(text)
        while self._characters > self._most_characters:
            left, _ = self._known.popitem(last=False)
            self._characters -= len(left)


class Preparation(SchemaExtension):
    """Of one request: the document, its cost, and the charge."""

    def __init__(self, documents: PreparedDocuments, budgets: Budgets) -> None:
        self._documents = documents
        self._budgets = budgets
        self._found: _Prepared | None = None
        self._charge: Charge | None = None

    def on_parse(self) -> Iterator[None]:
        asked = self.execution_context
        self._found = self._documents.found(asked.query or "")
        if self._found is not None:
            asked.graphql_document = self._found.document
        yield

    def on_validate(self) -> Iterator[None]:
        self.execution_context.pre_execution_errors = self._errors()
        yield

    def get_results(self) -> dict[str, Any]:
        if self._charge is None:
            return {}
        allowance = self._charge.allowance
        return {
            "cost": {
                "requested": self._charge.cost,
                "remaining": self._charge.remaining,
                "capacity": allowance.capacity,
                "perSecond": allowance.per_second,
            }
        }

    def _errors(self) -> list[GraphQLError]:
        """What speaks against running the document."""
        asked, found = self.execution_context, self._found
        if found is None:
            document = asked.graphql_document
            assert document is not None  # noqa: S101 - Strawberry validates what it has parsed
            errors = validate_document(asked.schema._schema, document, asked.validation_rules)
            if errors:
                return errors
            found = _Prepared(document, cost_of(document))
            self._documents.keep(asked.query or "", found)
        return self._charged(found.cost)

    def _charged(self, cost: int) -> list[GraphQLError]:
        caller = getattr(self.execution_context.context, "principal", None)
        if not isinstance(caller, Developer):
            return []
        try:
            self._charge = self._budgets.charge(caller, cost)
        except TelemetryError as error:
            return [GraphQLError(error.message, original_error=error)]
        return []
