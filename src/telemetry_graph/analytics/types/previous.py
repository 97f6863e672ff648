"""The `previous` field of figures."""

from typing import Any, Self

import strawberry

from telemetry_graph.analytics.previous import Lookup

DESCRIPTION = (
    "The same figure in the previous period, which has the same length and ends where this one "
    "begins; null without data, and for a `previous` itself."
)


@strawberry.type
class WithPrevious:
    """A figure that can be compared with the previous period."""

    look_up_previous: strawberry.Private[Lookup[Any] | None] = None

    @strawberry.field(description=DESCRIPTION)
    async def previous(self) -> Self | None:
        return await self.look_up_previous() if self.look_up_previous else None
