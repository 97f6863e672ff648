"""Turns a typed struct, as msgspec decodes it from JSON, into the GraphQL input of its name."""

from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import msgspec
import strawberry
from msgspec import NODEFAULT, Struct
from strawberry.scalars import JSON


def graphql_input(struct: type[Struct], known: dict[type, type] | None = None) -> type[Any]:
    """An input type with the struct's fields, defaults and descriptions.

    Its instances have the attributes of the struct, so either may be handed on.
    """
    known = {} if known is None else known
    if struct not in known:
        fields = msgspec.structs.fields(struct)
        annotations: dict[str, Any] = {}
        attributes: dict[str, Any] = {"__annotations__": annotations, "__module__": __name__}
        for field in sorted(fields, key=lambda field: field.default is not NODEFAULT):
            plain, description = _unwrapped(field.type)
            annotations[field.name] = _graphql_type(plain, known)
            default = {} if field.default is NODEFAULT else {"default": field.default}
            attributes[field.name] = strawberry.field(description=description, **default)
        plain_class = type(struct.__name__, (), attributes)
        known[struct] = strawberry.input(plain_class, description=struct.__doc__)
    return known[struct]


def _unwrapped(annotation: Any) -> tuple[Any, str]:
    """The type inside `Annotated`, and the description beside it."""
    plain, meta = get_args(annotation)
    return plain, meta.description


def _graphql_type(plain: Any, known: dict[type, type]) -> Any:
    if plain is Any:
        return JSON | None
    if get_origin(plain) in (Union, UnionType):
        (inner,) = (part for part in get_args(plain) if part is not NoneType)
        return _graphql_type(inner, known) | None
    if get_origin(plain) is list:
        return list[_graphql_type(get_args(plain)[0], known)]  # type: ignore[misc]
    if isinstance(plain, type) and issubclass(plain, Struct):
        return graphql_input(plain, known)
    return plain
