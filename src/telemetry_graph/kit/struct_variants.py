"""Makes variants of msgspec structs, so that one definition serves several JSON formats.

A variant decodes names in camel case or snake case, and may leave parts of the JSON undecoded.
"""

from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin

import msgspec
from msgspec import NODEFAULT, Raw, Struct

S = TypeVar("S", bound=Struct)

EMPTY = Raw(b"null")
"""The value of an undecoded field that is missing."""


def make_variant(struct: type[S], *, is_camel: bool, is_raw: bool) -> type[S]:
    """Make a subclass with another format.

    `is_camel`: names are in camel case. `is_raw`: fields of type `Any`, and lists of structs with
    such fields, are left undecoded.
    """
    fields: list[tuple[str, Any, Any]] = []
    for field in msgspec.structs.fields(struct):
        annotation, default = _to_variant_type(field.type, is_camel, is_raw), field.default
        if annotation is Raw and default is None:
            default = EMPTY
        fields.append((field.name, annotation, default))
    required = [(name, kind) for name, kind, default in fields if default is NODEFAULT]
    optional = [each for each in fields if each[2] is not NODEFAULT]
    subclass = msgspec.defstruct(
        struct.__name__,
        [*required, *optional],
        bases=(struct,),
        kw_only=True,
        rename="camel" if is_camel else None,
        frozen=True,
        forbid_unknown_fields=True,
        gc=False,
    )
    return cast(type[S], subclass)


def _to_variant_type(annotation: Any, is_camel: bool, is_raw: bool) -> Any:  # noqa: FBT001
    plain = get_args(annotation)[0] if hasattr(annotation, "__metadata__") else annotation
    if plain is Any:
        return Raw if is_raw else Any
    if get_origin(plain) in (Union, UnionType):
        (present,) = (part for part in get_args(plain) if part is not NoneType)
        return _to_variant_type(present, is_camel, is_raw) | None
    if get_origin(plain) is list:
        (item,) = get_args(plain)
        if is_raw and _has_any(item):
            return Raw
        return list[_to_variant_type(item, is_camel, is_raw)]  # type: ignore[misc]
    if isinstance(plain, type) and issubclass(plain, Struct):
        return make_variant(plain, is_camel=is_camel, is_raw=is_raw)
    return plain


def _has_any(annotation: Any) -> bool:
    """Whether it is `Any`, or a struct with a field of type `Any`."""
    if not (isinstance(annotation, type) and issubclass(annotation, Struct)):
        return annotation is Any
    types = (field.type for field in msgspec.structs.fields(annotation))
    return any(Any in (each, *get_args(each)[:1]) for each in types)
