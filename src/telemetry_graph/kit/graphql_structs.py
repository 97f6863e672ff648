"""Makes GraphQL types from msgspec structs, so that GraphQL and REST share one definition.

The instances of a struct have the attributes of its GraphQL type: resolvers may receive and return
either.
"""

from collections.abc import Callable
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import msgspec
import strawberry
from msgspec import NODEFAULT, Struct
from strawberry.scalars import JSON


class GraphQLTypes:
    """The GraphQL types of structs; each is made once, with its fields and descriptions."""

    def __init__(self) -> None:
        self._made: dict[tuple[type[Struct], str], type[Any]] = {}

    def input(self, struct: type[Struct]) -> type[Any]:
        """The input type of the struct's name; fields with a default may be left out."""
        return self._make(struct, struct.__name__, strawberry.input, self.input)

    def output(self, struct: type[Struct], name: str | None = None) -> type[Any]:
        """The object type of the struct's name, or another name."""
        return self._make(struct, name or struct.__name__, strawberry.type, self.output)

    def _make(
        self,
        struct: type[Struct],
        name: str,
        decorate: Callable[..., type[Any]],
        inner: Callable[[type[Struct]], type[Any]],
    ) -> type[Any]:
        if (struct, name) not in self._made:
            plain = type(name, (), _attributes(struct, inner))
            self._made[struct, name] = decorate(plain, description=struct.__doc__)
        return self._made[struct, name]


def _attributes(struct: type[Struct], inner: Callable[[type[Struct]], type[Any]]) -> dict[str, Any]:
    """The annotations and fields of a Strawberry class; fields without a default come first."""
    annotations: dict[str, Any] = {}
    attributes: dict[str, Any] = {"__annotations__": annotations, "__module__": __name__}
    fields = msgspec.structs.fields(struct)
    for field in sorted(fields, key=lambda field: field.default is not NODEFAULT):
        plain, meta = get_args(field.type)
        annotations[field.name] = _graphql_type(plain, inner)
        default = {} if field.default is NODEFAULT else {"default": field.default}
        attributes[field.name] = strawberry.field(description=meta.description, **default)
    return attributes


def _graphql_type(plain: Any, inner: Callable[[type[Struct]], type[Any]]) -> Any:
    if plain is Any:
        return JSON | None
    if get_origin(plain) in (Union, UnionType):
        (present,) = (part for part in get_args(plain) if part is not NoneType)
        return _graphql_type(present, inner) | None
    if get_origin(plain) in (list, tuple):
        return list[_graphql_type(get_args(plain)[0], inner)]  # type: ignore[misc]
    if isinstance(plain, type) and issubclass(plain, Struct):
        return inner(plain)
    return getattr(plain, "__supertype__", plain)
