"""Ids as callers write them."""

from uuid import UUID

from telemetry_graph.kit.errors import InvalidField, TelemetryError


def uuid_of(text: str, otherwise: TelemetryError | None = None, *, field: str = "id") -> UUID:
    """The id; what is none is an error, of the caller's choice."""
    try:
        return UUID(text)
    except ValueError:
        raise otherwise or InvalidField(f"`{field}` is not an id.", field=field) from None
