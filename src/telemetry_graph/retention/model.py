"""The values of retention, and when what is due."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from msgspec import Struct

from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.tables import OwnedTable, RetentionPolicy

RUNS_AT = time(3, 0, tzinfo=UTC)
EVER = datetime.min.replace(tzinfo=UTC)


class Removed(Struct, frozen=True):
    """What one step of a run removed, or would remove."""

    table: str
    what: str
    """A chunk's name, or `rows`."""
    rows: int
    bytes: int = 0
    """What its files took; 0 for rows, whose room the table keeps."""
    app_id: str | None = None
    """The app whose shorter limit it was; None for everybody's."""


@dataclass(frozen=True, slots=True)
class Run:
    due_at: datetime
    started_at: datetime
    finished_at: datetime | None
    removed: list[Removed]


@dataclass(frozen=True, slots=True)
class Limit:
    """An app's own, shorter time for one policy."""

    app_id: AppId
    policy: RetentionPolicy
    days: int


@dataclass(frozen=True, slots=True)
class Cut:
    """The rows of an app, or of all, that a step of a run removes."""

    app_id: AppId | None
    since: datetime
    """What is older was removed by an earlier step."""
    before: datetime


@dataclass(frozen=True, slots=True)
class Chunk:
    table: str
    relation: str
    """Its name with the schema's."""
    ends_at: datetime
    bytes: int


def latest_due(now: datetime) -> datetime:
    """When the last daily run was due."""
    today = datetime.combine(now.date(), RUNS_AT)
    return today if today <= now else today - timedelta(days=1)


def cut_off(now: datetime, days: int) -> datetime:
    """Rows before it go: the first instant of the day that lies `days` back."""
    return datetime.combine(now.date() - timedelta(days=days), time(), UTC)


def cuts(
    now: datetime, policy: RetentionPolicy | None, days: int, limits: list[Limit]
) -> list[Cut]:
    """Everybody's, and then those of the apps that keep less than everybody's days."""
    everybody = cut_off(now, days)
    shorter = sorted(
        (limit.app_id, limit.days)
        for limit in limits
        if limit.policy is policy and limit.days < days
    )
    return [
        Cut(None, EVER, everybody),
        *(Cut(app_id, everybody, cut_off(now, own)) for app_id, own in shorter),
    ]


def in_both(one: Cut, other: Cut) -> Cut | None:
    """The rows that both would remove."""
    since, before = max(one.since, other.since), min(one.before, other.before)
    is_strange = None not in (one.app_id, other.app_id) and one.app_id != other.app_id
    return None if is_strange or since >= before else Cut(one.app_id or other.app_id, since, before)


def default_days(tables: tuple[OwnedTable, ...], policy: RetentionPolicy) -> int:
    """What everybody has, and nobody may exceed."""
    return min(each.default_days or 0 for each in tables if each.policy is policy)
