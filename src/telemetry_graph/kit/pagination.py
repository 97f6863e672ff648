"""Keyset pagination: opaque cursors and page bounds."""

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Generic, Protocol, TypeVar

import msgspec
from msgspec import Meta

from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.text import is_storable

MAX_FIRST = 100

_Instant = Annotated[datetime, Meta(tz=True)]

T = TypeVar("T")
K = TypeVar("K")


def encode_cursor(*key: object) -> str:
    """Encode a sort key as opaque text: base64url of a JSON array, without padding."""
    return base64.urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")


def decode_cursor(text: str, key_type: type[T]) -> T:
    """Return the sort key in `text`, of type `key_type`; raise InvalidField."""
    try:
        raw = base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
        return msgspec.json.decode(raw, type=key_type)
    except ValueError as error:
        raise make_cursor_error() from error


def make_cursor_error() -> InvalidField:
    return InvalidField("`after` is not a cursor of this list.", field="after")


class Position(Protocol):
    """The position of a row in a list."""

    def encode(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Cursor:
    """The sort key of a row: an instant, and an id that breaks ties."""

    at: datetime
    id: str

    def encode(self) -> str:
        return encode_cursor(self.at.isoformat(), self.id)

    @classmethod
    def decode(cls, text: str) -> "Cursor":
        at, key = decode_cursor(text, tuple[_Instant, str])
        if not is_storable(key):
            raise make_cursor_error()
        try:
            return cls(at.astimezone(UTC), key)
        except OverflowError as error:
            raise make_cursor_error() from error


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    items: Sequence[T]
    cursors: Sequence[str]
    has_next: bool

    @property
    def end_cursor(self) -> str | None:
        return self.cursors[-1] if self.cursors else None

    @classmethod
    def of(cls, rows: Sequence[T], first: int, position: Callable[[T], Position]) -> "Page[T]":
        """Make a page from up to `first + 1` rows. The extra row shows that a next page exists."""
        items = rows[:first]
        return cls(items, [position(row).encode() for row in items], len(rows) > first)


def check_first(first: int, *, name: str = "first") -> None:
    """Raise InvalidField unless `first` is a valid page size; `name` is the argument's name."""
    if not 1 <= first <= MAX_FIRST:
        raise InvalidField(f"`{name}` must be between 1 and {MAX_FIRST}.", field=name)


def decode_after(
    first: int, after: str | None, parse_id: Callable[[str], K]
) -> tuple[datetime, K] | None:
    """Return the sort key after which a page starts, or None for the first page.

    `parse_id` parses the tie-breaking id and raises ValueError when it is invalid.
    """
    check_first(first)
    if after is None:
        return None
    cursor = Cursor.decode(after)
    try:
        return cursor.at, parse_id(cursor.id)
    except ValueError as error:
        raise make_cursor_error() from error
