"""Recognises ingestion documents: one mutation, one known root field, its input one variable.

A document is parsed and validated once and then known by its text. Whatever is unusual about it
leaves it to the ordinary executor, so that nothing needs to be decided twice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from cachetools import LRUCache
from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    NamedTypeNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    VariableDefinitionNode,
    VariableNode,
    parse,
    validate,
)
from msgspec import Struct

from telemetry_graph.ingest.model import CrashReceipt, Receipt
from telemetry_graph.ingest.wire import CrashReportInput, EventBatchInput
from telemetry_graph.kit.struct_variants import variant

_LONGEST_DOCUMENT = 4_000
_MOST_DOCUMENTS = 256

Shown = Callable[[Any], Any]
"""What a field shows of a model object."""
Selection = Sequence[tuple[str, Shown]]

_REJECTION: Mapping[str, Shown] = {
    "__typename": lambda _: "Rejection",
    "index": lambda rejection: rejection.index,
    "code": lambda rejection: rejection.code,
    "message": lambda rejection: rejection.message,
}
_RECEIPT: Mapping[str, Shown] = {
    "__typename": lambda _: "IngestReceipt",
    "received": lambda receipt: receipt.received,
    "duplicate": lambda receipt: receipt.is_duplicate,
    "sampledOut": lambda receipt: receipt.sampled_out,
}
_SAMPLING: Mapping[str, Shown] = {
    "__typename": lambda _: "SamplingRate",
    "eventType": lambda named: named[0],
    "rate": lambda named: named[1],
}
_CRASH_RECEIPT: Mapping[str, Shown] = {
    "__typename": lambda _: "CrashReceipt",
    "id": lambda receipt: str(receipt.crash_id),
    "fingerprint": lambda receipt: receipt.fingerprint,
    "duplicate": lambda receipt: receipt.is_duplicate,
}


@dataclass(frozen=True, slots=True)
class RootField:
    """A mutation that is worth knowing: its argument, the input's type, and what it answers."""

    argument: str
    input: type[Struct]
    shown: Mapping[str, Shown]
    nested: Mapping[str, tuple[Callable[[Any], Sequence[Any]], Mapping[str, Shown]]]


ROOT_FIELDS: Mapping[str, RootField] = {
    "ingestEvents": RootField(
        "batch",
        EventBatchInput,
        _RECEIPT,
        {
            "rejected": (lambda receipt: receipt.rejected, _REJECTION),
            "sampling": (lambda receipt: sorted(receipt.rates.items()), _SAMPLING),
        },
    ),
    "reportCrash": RootField("report", CrashReportInput, _CRASH_RECEIPT, {}),
}


@dataclass(frozen=True, slots=True)
class Known:
    """A recognised document."""

    field: FieldNode
    operation_name: str | None
    response_key: str
    decoder: "msgspec.json.Decoder[Any]"
    """Decodes the variables to an object whose `payload` is the input."""
    selection: Selection

    def shown(self, model: Receipt | CrashReceipt) -> dict[str, Any]:
        return {self.response_key: {key: show(model) for key, show in self.selection}}


class Documents:
    """The documents seen lately, recognised or not; bounded."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._seen: LRUCache[str, Known | None] = LRUCache(_MOST_DOCUMENTS)

    def recognised(self, text: str) -> Known | None:
        if text in self._seen:
            return self._seen[text]
        if len(text) > _LONGEST_DOCUMENT:
            return None
        known = self._seen[text] = self._recognise(text)
        return known

    def _recognise(self, text: str) -> Known | None:
        try:
            document = parse(text, max_tokens=500)
        except (GraphQLError, RecursionError):
            return None
        return None if validate(self._schema, document) else _known(document)


def _known(document: DocumentNode) -> Known | None:
    match document.definitions:
        case [OperationDefinitionNode(operation=OperationType.MUTATION) as operation]:
            pass
        case _:
            return None
    match operation.selection_set.selections:
        case [FieldNode(name=name) as field] if name.value in ROOT_FIELDS:
            root = ROOT_FIELDS[name.value]
        case _:
            return None
    variable = _variable(operation, field, root)
    selection = _selection(field.selection_set, root)
    if variable is None or selection is None or operation.directives or field.directives:
        return None
    return Known(
        field=field,
        operation_name=operation.name.value if operation.name else None,
        response_key=_key(field),
        decoder=_decoder(variable, root.input),
        selection=selection,
    )


def _variable(operation: OperationDefinitionNode, field: FieldNode, root: RootField) -> str | None:
    """The one variable's name, if it is declared plainly and handed on as the one argument."""
    match operation.variable_definitions, field.arguments:
        case [VariableDefinitionNode() as declared], [ArgumentNode() as argument]:
            pass
        case _:
            return None
    match declared.type, argument.value:
        case NonNullTypeNode(type=NamedTypeNode(name=kind)), VariableNode(name=used):
            is_plain = not declared.default_value and not declared.directives
            is_input = kind.value == root.input.__name__ and argument.name.value == root.argument
            if is_plain and is_input and used.value == declared.variable.name.value:
                return str(used.value)
    return None


def _selection(chosen: SelectionSetNode | None, root: RootField) -> Selection | None:
    """What to show under which key; None for fragments, directives and repeated keys."""
    selection: list[tuple[str, Shown]] = []
    for node in chosen.selections if chosen else ():
        if not isinstance(node, FieldNode) or node.directives:
            return None
        shown = root.shown.get(node.name.value) or _nested(node, root)
        if shown is None:
            return None
        selection.append((_key(node), shown))
    is_unique = len({key for key, _ in selection}) == len(selection)
    return selection if selection and is_unique else None


def _nested(node: FieldNode, root: RootField) -> Shown | None:
    if node.name.value not in root.nested:
        return None
    items, shown = root.nested[node.name.value]
    inner = _selection(node.selection_set, RootField("", root.input, shown, {}))
    if inner is None:
        return None
    return lambda model: [{key: show(item) for key, show in inner} for item in items(model)]


def _key(node: FieldNode) -> str:
    return str(node.alias.value if node.alias else node.name.value)


def _decoder(variable: str, wanted: type[Struct]) -> "msgspec.json.Decoder[Any]":
    payload = variant(wanted, is_camel=True, is_raw=True)
    variables = msgspec.defstruct("Variables", [("payload", payload)], rename={"payload": variable})
    return msgspec.json.Decoder(variables)
