"""Arguments that fields of several domains share."""

from datetime import date
from typing import Annotated

import strawberry

from telemetry_graph.kit.day_range import DEFAULT_DAYS, DayRange


@strawberry.input(description="A range of UTC days, both included; at most 731 days.")
class DateRange:
    start: date = strawberry.field(description="The first day.")
    end: date = strawberry.field(description="The last day.")


OptionalRange = Annotated[
    DateRange | None, strawberry.argument(description="By default the last 30 days.")
]
AppVersion = Annotated[
    str | None,
    strawberry.argument(
        description="Only this app version. An empty text selects data without one."
    ),
]
First = Annotated[int, strawberry.argument(description="Maximum number of items, 1 to 100.")]
After = Annotated[
    str | None, strawberry.argument(description="The `endCursor` of the previous page.")
]


def to_days(range: DateRange | None, today: date) -> DayRange:
    """The range, or the last 30 days."""
    return DayRange(range.start, range.end) if range else DayRange.last(DEFAULT_DAYS, today)
