"""The books of a process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from telemetry_graph_sdk._delivery import Totals


@dataclass(frozen=True)
class Stats:
    """The events and crashes that this process recorded, by their state."""

    tracked: int
    waiting: int
    stored: int
    crashes_stored: int
    sampled_out: int
    """Left out by the server, which weights the others."""
    rejected: dict[str, int]
    """By code of docs/errors.md."""
    reported: int
    """Dropped events that a stored batch has reported."""
    unreported: int
    """Dropped events that no stored batch has reported yet."""

    @property
    def dropped(self) -> int:
        return self.reported + self.unreported


def add_up(tracked: int, waiting: int, unreported: int, totals: Iterable[Totals]) -> Stats:
    parts = list(totals)
    rejected: dict[str, int] = {}
    for each in parts:
        for code, count in each.rejected.items():
            rejected[code] = rejected.get(code, 0) + count
    return Stats(
        tracked,
        waiting,
        sum(each.stored for each in parts),
        sum(each.crashes_stored for each in parts),
        sum(each.sampled_out for each in parts),
        rejected,
        sum(each.reported for each in parts),
        unreported,
    )
