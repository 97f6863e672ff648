"""Recognises the documents of ingestion: one mutation with one field whose input is one variable.

A document is parsed and validated once, then recognised by its text. The executor handles unusual
documents. The selected fields of a receipt follow from the schema.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import msgspec
from cachetools import LRUCache
from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLObjectType,
    GraphQLSchema,
    NamedTypeNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    VariableDefinitionNode,
    VariableNode,
    get_named_type,
    parse,
    validate,
)
from msgspec import Struct

from telemetry_graph.ingest.wire import CrashReportInput, EventBatchInput
from telemetry_graph.kit.struct_variants import make_variant

_MAX_DOCUMENT_CHARACTERS = 4_000
_MAX_DOCUMENTS = 256
_MAX_TOKENS = 500
_ARGUMENT = "input"

INPUTS: Mapping[str, type[Struct]] = {
    "ingestEvents": EventBatchInput,
    "reportCrash": CrashReportInput,
}
"""The input type of each mutation that the fast path handles."""

Select = Callable[[Any], Any]
"""Returns a selected value of an object."""


@dataclass(frozen=True, slots=True)
class IngestDocument:
    """A recognised document."""

    field: FieldNode
    operation_name: str | None
    response_key: str
    decoder: "msgspec.json.Decoder[Any]"
    """Decodes the variables to an object with the mutation's `input`."""
    select_receipt: Select

    def select(self, receipt: Any) -> dict[str, Any]:
        """The data of the response."""
        return {self.response_key: self.select_receipt(receipt)}


class IngestDocuments:
    """Caches the documents of recent requests, recognised or not."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._cache: LRUCache[str, IngestDocument | None] = LRUCache(_MAX_DOCUMENTS)

    def recognise(self, text: str) -> IngestDocument | None:
        if text in self._cache:
            return self._cache[text]
        if len(text) > _MAX_DOCUMENT_CHARACTERS:
            return None
        document = self._cache[text] = self._parse(text)
        return document

    def _parse(self, text: str) -> IngestDocument | None:
        try:
            document = parse(text, max_tokens=_MAX_TOKENS)
        except (GraphQLError, RecursionError):
            return None
        if validate(self._schema, document):
            return None
        return _recognise(document, self._schema)


def _recognise(document: DocumentNode, schema: GraphQLSchema) -> IngestDocument | None:
    match document.definitions:
        case [OperationDefinitionNode(operation=OperationType.MUTATION) as operation]:
            pass
        case _:
            return None
    match operation.selection_set.selections:
        case [FieldNode(name=name) as field] if name.value in INPUTS:
            struct = INPUTS[name.value]
        case _:
            return None
    variable = _find_variable(operation, field, struct)
    payload = _find_payload(schema, name.value)
    select = _select_fields(field.selection_set, payload)
    if variable is None or select is None or operation.directives or field.directives:
        return None
    return IngestDocument(
        field=field,
        operation_name=operation.name.value if operation.name else None,
        response_key=_get_response_key(field),
        decoder=_make_decoder(variable, struct),
        select_receipt=select,
    )


def _find_variable(
    operation: OperationDefinitionNode, field: FieldNode, struct: type[Struct]
) -> str | None:
    """The name of the variable, if it is the only one, the only argument, and without default."""
    match operation.variable_definitions, field.arguments:
        case [VariableDefinitionNode() as declared], [ArgumentNode() as argument]:
            pass
        case _:
            return None
    match declared.type, argument.value:
        case NonNullTypeNode(type=NamedTypeNode(name=kind)), VariableNode(name=used):
            is_plain = not declared.default_value and not declared.directives
            is_input = kind.value == struct.__name__ and argument.name.value == _ARGUMENT
            if is_plain and is_input and used.value == declared.variable.name.value:
                return str(used.value)
    return None


def _find_payload(schema: GraphQLSchema, mutation: str) -> GraphQLObjectType:
    assert schema.mutation_type is not None  # noqa: S101 - the document is valid
    payload = get_named_type(schema.mutation_type.fields[mutation].type)
    assert isinstance(payload, GraphQLObjectType)  # noqa: S101 - as every payload
    return payload


def _select_fields(selection: SelectionSetNode | None, kind: GraphQLObjectType) -> Select | None:
    """Select the fields of an object; None for fragments, directives and repeated keys."""
    selected: list[tuple[str, Select]] = []
    for node in selection.selections if selection else ():
        if not isinstance(node, FieldNode) or node.directives:
            return None
        select = _select_field(node, kind)
        if select is None:
            return None
        selected.append((_get_response_key(node), select))
    if len({key for key, _ in selected}) < len(selected):
        return None
    return lambda item: {key: select(item) for key, select in selected}


def _select_field(node: FieldNode, kind: GraphQLObjectType) -> Select | None:
    if node.name.value == "__typename":
        return lambda _: kind.name
    field = kind.fields[node.name.value]
    attribute = attrgetter(field.extensions["strawberry-definition"].python_name)
    inner_kind = get_named_type(field.type)
    if not isinstance(inner_kind, GraphQLObjectType):
        return attribute
    select = _select_fields(node.selection_set, inner_kind)
    if select is None:
        return None
    return lambda item: [select(each) for each in attribute(item)]


def _get_response_key(node: FieldNode) -> str:
    return str(node.alias.value if node.alias else node.name.value)


def _make_decoder(variable: str, struct: type[Struct]) -> "msgspec.json.Decoder[Any]":
    input_type = make_variant(struct, is_camel=True, is_raw=True)
    variables = msgspec.defstruct("Variables", [("input", input_type)], rename={"input": variable})
    return msgspec.json.Decoder(variables)
