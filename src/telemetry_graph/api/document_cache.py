"""Documents that were asked before: parsed, validated and weighed once.

A dashboard asks the same few documents with other variables; reading one takes longer than most
answers. What a document costs is taken from its caller's budget before anything runs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cachetools import LRUCache
from graphql import DocumentNode, GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.schema.schema import validate_document

from telemetry_graph.api.budget import Budgets, Charge
from telemetry_graph.api.cost import cost_of
from telemetry_graph.kit.access import Developer
from telemetry_graph.kit.errors import TelemetryError

_LONGEST_DOCUMENT = 10_000
_MAX_CHARACTERS = 200_000
"""A parsed document takes about a hundred bytes for each of its characters."""


@dataclass(frozen=True, slots=True)
class _Prepared:
    document: DocumentNode
    cost: int
    characters: int


class PreparedDocuments:
    """Valid documents by their text; bounded, and the least recently asked leave first."""

    def __init__(self, max_characters: int = _MAX_CHARACTERS) -> None:
        self._documents: LRUCache[str, _Prepared] = LRUCache(
            max_characters, getsizeof=lambda prepared: prepared.characters
        )

    def get(self, text: str) -> _Prepared | None:
        return self._documents.get(text)

    def put(self, text: str, prepared: _Prepared) -> None:
        if len(text) <= _LONGEST_DOCUMENT:
            self._documents[text] = prepared


class Preparation(SchemaExtension):
    """Of one request: the document, its cost, and the charge."""

    def __init__(self, documents: PreparedDocuments, budgets: Budgets) -> None:
        self._documents = documents
        self._budgets = budgets
        self._found: _Prepared | None = None
        self._charge: Charge | None = None

    def on_parse(self) -> Iterator[None]:
        asked = self.execution_context
        self._found = self._documents.get(asked.query or "")
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
            text = asked.query or ""
            found = _Prepared(document, cost_of(document), len(text))
            self._documents.put(text, found)
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
