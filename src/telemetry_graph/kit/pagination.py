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

_NOT_OURS = "`after` is not a cursor that this API gave out."
_Instant = Annotated[datetime, Meta(tz=True)]

T = TypeVar("T")
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Cursor:
    """The sort key of a page's last row: an instant, and an id that breaks ties."""

    at: datetime
    id: str

    def encoded(self) -> str:
        raw = msgspec.json.encode([self.at.isoformat(), self.id])
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")

    @classmethod
    def decoded(cls, text: str) -> "Cursor":
        try:
            raw = base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
            at, key = msgspec.json.decode(raw, type=tuple[_Instant, str])
            position = cls(at.astimezone(UTC), key)
        except (ValueError, OverflowError) as error:
            raise InvalidField(_NOT_OURS, field="after") from error
        if not is_storable(key):
            raise InvalidField(_NOT_OURS, field="after")
        return position


class Position(Protocol):
    """Where a row is in a list, fit to be handed out."""

    def encoded(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    items: Sequence[T]
    cursors: Sequence[str]
    has_next: bool

    @property
    def end_cursor(self) -> str | None:
        return self.cursors[-1] if self.cursors else None

    @classmethod
    def of(cls, rows: Sequence[T], first: int, key: Callable[[T], Position]) -> "Page[T]":
        """A page from up to `first + 1` rows; the extra row only says that there is more."""
        items = rows[:first]
        return cls(items, [key(row).encoded() for row in items], len(rows) > first)


def check_first(first: int, *, name: str = "first") -> None:
    """InvalidField unless `first`, or what the caller names it, is a size that pages may have."""
    if not 1 <= first <= MAX_FIRST:
        raise InvalidField(f"`{name}` must lie in 1 … {MAX_FIRST}.")


def page_after(
    first: int, after: str | None, id_of: Callable[[str], K]
) -> tuple[datetime, K] | None:
    """The sort key of the row that a page follows; None for the first page.

    `id_of` reads the id that breaks ties; a ValueError of it means that no list of ours has it.
    """
    check_first(first)
    if after is None:
        return None
    cursor = Cursor.decoded(after)
    try:
        return cursor.at, id_of(cursor.id)
    except ValueError as error:
        raise InvalidField(_NOT_OURS, field="after") from error
