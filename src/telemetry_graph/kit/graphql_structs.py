"""Makes GraphQL types from msgspec structs, so that GraphQL and REST share one definition.

A struct has the attributes of its GraphQL type, so resolvers may receive and return either.
"""

from collections.abc import Callable
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import msgspec
import strawberry
from msgspec import NODEFAULT, Struct
from strawberry.scalars import JSON


class GraphQLTypes:
    """Makes the GraphQL types of structs, each once, with its fields and descriptions."""

    def __init__(self) -> None:
        self._made: dict[tuple[type[Struct], str], type[Any]] = {}

    def make_input(self, struct: type[Struct]) -> type[Any]:
        """Make the input type with the struct's name. Fields with a default are optional."""
        return self._make(struct, struct.__name__, strawberry.input, self.make_input)

    def make_output(self, struct: type[Struct], name: str | None = None) -> type[Any]:
        """Make the object type with the struct's name or another name."""
        return self._make(struct, name or struct.__name__, strawberry.type, self.make_output)

    def _make(
        self,
        struct: type[Struct],
        name: str,
        decorate: Callable[..., type[Any]],
        inner: Callable[[type[Struct]], type[Any]],
    ) -> type[Any]:
        if (struct, name) not in self._made:
            plain = type(name, (), _make_attributes(struct, inner))
            self._made[struct, name] = decorate(plain, description=struct.__doc__)
        return self._made[struct, name]


def _make_attributes(
    struct: type[Struct], inner: Callable[[type[Struct]], type[Any]]
) -> dict[str, Any]:
    """Make the annotations and fields of a Strawberry class, those without a default first."""
    annotations: dict[str, Any] = {}
    attributes: dict[str, Any] = {"__annotations__": annotations, "__module__": __name__}
    fields = msgspec.structs.fields(struct)
    for field in sorted(fields, key=lambda field: field.default is not NODEFAULT):
        plain, meta = get_args(field.type)
        annotations[field.name] = _to_graphql_type(plain, inner)
        default = {} if field.default is NODEFAULT else {"default": field.default}
        attributes[field.name] = strawberry.field(description=meta.description, **default)
    return attributes


def _to_graphql_type(plain: Any, inner: Callable[[type[Struct]], type[Any]]) -> Any:
    if plain is Any:
        return JSON | None
    if get_origin(plain) in (Union, UnionType):
        (present,) = (part for part in get_args(plain) if part is not NoneType)
        return _to_graphql_type(present, inner) | None
    if get_origin(plain) in (list, tuple):
        return list[_to_graphql_type(get_args(plain)[0], inner)]  # type: ignore[misc]
    if isinstance(plain, type) and issubclass(plain, Struct):
        return inner(plain)
    return getattr(plain, "__supertype__", plain)
