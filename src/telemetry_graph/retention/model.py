"""The values of retention, and which data is due for deletion."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import msgspec
from msgspec import Struct

from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.tables import OwnedTable, RetentionPolicy

RUNS_AT = time(3, 0, tzinfo=UTC)
BEGINNING = datetime.min.replace(tzinfo=UTC)


class Removal(Struct, frozen=True):
    """What one step of a run deleted, or would delete."""

    table: str
    target: str = msgspec.field(name="what")
    """The name of a dropped chunk, or the kind of deleted rows."""
    rows: int
    bytes: int = 0
    """Size of a dropped chunk; 0 for rows, whose space the table reuses."""
    app_id: str | None = None
    """The app whose shorter limit applied; None for the default of all apps."""


@dataclass(frozen=True, slots=True)
class RetentionRun:
    due_at: datetime
    started_at: datetime
    finished_at: datetime | None
    removals: list[Removal]


@dataclass(frozen=True, slots=True)
class RetentionLimit:
    """The shorter retention that an app chose for a policy."""

    app_id: AppId
    policy: RetentionPolicy
    days: int


@dataclass(frozen=True, slots=True)
class ExpiredRows:
    """The rows of an app, or of all apps, that a step of a run deletes."""

    app_id: AppId | None
    since: datetime
    """An earlier step deleted the rows before this."""
    before: datetime

    def intersection(self, other: "ExpiredRows") -> "ExpiredRows | None":
        """The rows that both steps would delete."""
        since, before = max(self.since, other.since), min(self.before, other.before)
        app_ids = {self.app_id, other.app_id} - {None}
        if len(app_ids) > 1 or since >= before:
            return None
        return ExpiredRows(self.app_id or other.app_id, since, before)


@dataclass(frozen=True, slots=True)
class Chunk:
    table: str
    relation: str
    """Its name, qualified by the schema."""
    ends_at: datetime
    bytes: int


def latest_due(now: datetime) -> datetime:
    """When the last daily run was due."""
    today = datetime.combine(now.date(), RUNS_AT)
    return today if today <= now else today - timedelta(days=1)


def cutoff(now: datetime, days: int) -> datetime:
    """The first instant of the day `days` ago; rows before it have expired."""
    return datetime.combine(now.date() - timedelta(days=days), time(), UTC)


def expired_rows(
    now: datetime, policy: RetentionPolicy | None, days: int, limits: Iterable[RetentionLimit]
) -> list[ExpiredRows]:
    """The rows of all apps that have expired, then those of apps with a shorter limit."""
    default = cutoff(now, days)
    shorter = sorted(
        (limit.app_id, limit.days)
        for limit in limits
        if limit.policy is policy and limit.days < days
    )
    return [
        ExpiredRows(None, BEGINNING, default),
        *(ExpiredRows(app_id, default, cutoff(now, own_days)) for app_id, own_days in shorter),
    ]


def default_days(tables: Sequence[OwnedTable], policy: RetentionPolicy) -> int:
    """The retention of all apps, which is also the maximum."""
    return min(table.default_days or 0 for table in tables if table.policy is policy)
