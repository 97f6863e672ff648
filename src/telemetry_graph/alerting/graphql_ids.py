"""Ids in GraphQL, which the schema passes as text."""

from collections.abc import Iterable
from uuid import UUID

import strawberry

from telemetry_graph.kit.errors import InvalidField, TelemetryError


def parse_id(text: str, error: TelemetryError | None = None, *, field: str = "id") -> UUID:
    """Return the id; raise `error`, by default InvalidField, when it is invalid."""
    try:
        return UUID(text)
    except ValueError:
        raise error or InvalidField(f"`{field}` is not a valid id.", field=field) from None


def parse_optional_id(text: str | None, *, field: str) -> UUID | None:
    return None if text is None else parse_id(text, field=field)


def parse_ids(texts: Iterable[str], *, field: str) -> tuple[UUID, ...]:
    return tuple(parse_id(text, field=field) for text in texts)


def to_id(value: UUID) -> strawberry.ID:
    return strawberry.ID(str(value))


def to_optional_id(value: UUID | None) -> strawberry.ID | None:
    return None if value is None else to_id(value)


def to_ids(values: Iterable[UUID]) -> list[strawberry.ID]:
    return [to_id(value) for value in values]
