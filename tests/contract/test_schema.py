"""The GraphQL schema is exported, every root field has a guard, and all types have descriptions."""

from collections.abc import Iterator

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLObjectType,
    is_specified_scalar_type,
)
from tests.conftest import REPOSITORY

from telemetry_graph.api.schema import build_schema
from telemetry_graph.kit.graphql_context import CanIngest, CanManage, CanRead, CanTriage, IsSignedIn

SCHEMA = build_schema()
UNDESCRIBED = ["UUID"]  # Strawberry defines this scalar without a description
GUARDS = (CanIngest, CanManage, CanRead, CanTriage, IsSignedIn)


def schema_types() -> Iterator[GraphQLNamedType]:
    for name, kind in SCHEMA.graphql_schema.type_map.items():
        if not name.startswith("__") and not is_specified_scalar_type(kind):
            yield kind


def descriptions() -> Iterator[tuple[str, str | None]]:
    """The description of every type and field."""
    for kind in schema_types():
        yield kind.name, kind.description
        if isinstance(kind, GraphQLEnumType):
            continue
        if isinstance(kind, GraphQLObjectType | GraphQLInputObjectType):
            for name, field in kind.fields.items():
                yield f"{kind.name}.{name}", field.description


def test_the_exported_schema_is_current() -> None:
    exported = (REPOSITORY / "schema.graphql").read_text(encoding="utf-8")

    assert exported == SCHEMA.as_str() + "\n", "run `make schema` and commit schema.graphql"


@pytest.mark.parametrize("root", ["Query", "Mutation", "Subscription"])
def test_every_root_field_has_a_guard(root: str) -> None:
    definition = SCHEMA.get_type_by_name(root)
    assert definition is not None

    for field in definition.fields:  # type: ignore[union-attr]
        guards = [each for each in field.permission_classes if issubclass(each, GUARDS)]
        assert guards, f"{root}.{field.python_name} has no guard"


def test_every_type_and_field_has_a_description() -> None:
    missing = [name for name, text in descriptions() if not text]

    assert missing == UNDESCRIBED
