"""Variants of a typed struct: one definition, read in camel case or snake case, raw or plain."""

from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin

import msgspec
from msgspec import NODEFAULT, Raw, Struct

S = TypeVar("S", bound=Struct)

EMPTY = Raw(b"null")
"""The value of a raw field that was left out."""


def variant(struct: type[S], *, is_camel: bool, is_raw: bool) -> type[S]:
    """A subclass that is read otherwise: names camelled if camel; if raw, what holds `Any` is left
    undecoded, lists as a whole.
    """
    fields: list[tuple[str, Any, Any]] = []
    for field in msgspec.structs.fields(struct):
        annotation, default = _variant_type(field.type, is_camel, is_raw), field.default
        if annotation is Raw and default is None:
            default = EMPTY
        fields.append((field.name, annotation, default))
    required = [(name, kind) for name, kind, default in fields if default is NODEFAULT]
    optional = [each for each in fields if each[2] is not NODEFAULT]
    made = msgspec.defstruct(
        struct.__name__,
        [*required, *optional],
        bases=(struct,),
        kw_only=True,
        rename="camel" if is_camel else None,
        frozen=True,
        forbid_unknown_fields=True,
        gc=False,
    )
    return cast(type[S], made)


def _variant_type(annotation: Any, is_camel: bool, is_raw: bool) -> Any:  # noqa: FBT001
    plain = get_args(annotation)[0] if hasattr(annotation, "__metadata__") else annotation
    if plain is Any:
        return Raw if is_raw else Any
    if get_origin(plain) in (Union, UnionType):
        (inner,) = (part for part in get_args(plain) if part is not NoneType)
        return _variant_type(inner, is_camel, is_raw) | None
    if get_origin(plain) is list:
        (item,) = get_args(plain)
        if is_raw and _holds_any(item):
            return Raw
        return list[_variant_type(item, is_camel, is_raw)]  # type: ignore[misc]
    if isinstance(plain, type) and issubclass(plain, Struct):
        return variant(plain, is_camel=is_camel, is_raw=is_raw)
    return plain


def _holds_any(annotation: Any) -> bool:
    if not (isinstance(annotation, type) and issubclass(annotation, Struct)):
        return annotation is Any
    types = (field.type for field in msgspec.structs.fields(annotation))
    return any(Any in (each, *get_args(each)[:1]) for each in types)
