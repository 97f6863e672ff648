"""Caches GraphQL documents, so that each is parsed, validated and priced once.

A dashboard sends the same few documents with different variables, and parsing and validating a
document takes longer than most queries. The cost of a document is charged to the caller's budget
before it runs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cachetools import LRUCache
from graphql import DocumentNode, GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.schema.schema import validate_document

from telemetry_graph.api.budget import Budgets, Charge
from telemetry_graph.api.cost import check_cost, cost_of
from telemetry_graph.kit.access import Developer
from telemetry_graph.kit.errors import TelemetryError

_MAX_DOCUMENT_CHARACTERS = 10_000
_MAX_CHARACTERS = 200_000
"""A parsed document takes about a hundred bytes for each of its characters."""


@dataclass(frozen=True, slots=True)
class CachedDocument:
    """A valid document."""

    document: DocumentNode
    cost: int
    characters: int


class DocumentCache:
    """Caches valid documents by their text, up to a total size. Evicts the least recently used."""

    def __init__(self, max_characters: int = _MAX_CHARACTERS) -> None:
        self._documents: LRUCache[str, CachedDocument] = LRUCache(
            max_characters, getsizeof=lambda cached: cached.characters
        )

    def get(self, text: str) -> CachedDocument | None:
        return self._documents.get(text)

    def put(self, text: str, cached: CachedDocument) -> None:
        if len(text) <= _MAX_DOCUMENT_CHARACTERS:
            self._documents[text] = cached


class DocumentExtension(SchemaExtension):
    """Takes the document of one request from the cache, and charges its cost."""

    def __init__(self, documents: DocumentCache, budgets: Budgets) -> None:
        self._documents = documents
        self._budgets = budgets
        self._cached: CachedDocument | None = None
        self._charge: Charge | None = None

    def on_parse(self) -> Iterator[None]:
        execution = self.execution_context
        self._cached = self._documents.get(execution.query or "")
        if self._cached is not None:
            execution.graphql_document = self._cached.document
        yield

    def on_validate(self) -> Iterator[None]:
        self.execution_context.pre_execution_errors = self._validate()
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

    def _validate(self) -> list[GraphQLError]:
        """Validate the document and charge its cost. Return errors that prevent its execution."""
        execution, cached = self.execution_context, self._cached
        if cached is None:
            document = execution.graphql_document
            assert document is not None  # noqa: S101 - Strawberry validates what it has parsed
            errors = validate_document(
                execution.schema._schema, document, execution.validation_rules
            )
            if errors:
                return errors
            text, cost = execution.query or "", cost_of(document)
            if errors := check_cost(cost):
                return errors
            cached = CachedDocument(document, cost, len(text))
            self._documents.put(text, cached)
        return self._charge_caller(cached.cost)

    def _charge_caller(self, cost: int) -> list[GraphQLError]:
        """Devices are not charged: they have rate limits."""
        caller = getattr(self.execution_context.context, "principal", None)
        if not isinstance(caller, Developer):
            return []
        try:
            self._charge = self._budgets.charge(caller, cost)
        except TelemetryError as error:
            return [GraphQLError(error.message, original_error=error)]
        return []
