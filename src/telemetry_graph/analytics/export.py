"""Any metric over a range of days as a table, for CSV and JSON."""

import csv
import io
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from telemetry_graph.analytics.model import COHORT_DAYS, Measure, Metric, Overview
from telemetry_graph.analytics.service import MAX_ITEMS, MAX_VERSIONS, Analytics
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import AppId

Rows = Sequence[Sequence[Any]]


class Format(StrEnum):
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Table:
    columns: Sequence[str]
    rows: Rows

    def records(self) -> list[dict[str, Any]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def csv(self) -> str:
        """As RFC 4180 has it; a text that a spreadsheet would compute is quoted with a '."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(self.columns)
        writer.writerows([_cell(value) for value in row] for row in self.rows)
        return out.getvalue()


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figures of which app."""

    analytics: Analytics
    app_id: AppId
    span: DayRange
    version: str | None
    event_type: str | None
    field: str | None = None
    steps: Sequence[str] = ()


Maker = Callable[[Asked], Awaitable[Table]]


async def exported(metric: str, asked: Asked) -> Table:
    maker = MAKERS.get(metric)
    if maker is None:
        raise InvalidField(f"`metric` must be one of {', '.join(MAKERS)}.", field="metric")
    return await maker(asked)


def _of_overview(chosen: Callable[[Overview], Metric]) -> Maker:
    async def make(asked: Asked) -> Table:
        overview = await asked.analytics.overview(asked.app_id, asked.span, asked.version)
        points = chosen(overview).series
        return Table(("date", "value"), [(point.day, point.value) for point in points])

    return make


def _of_measure(measure: Measure) -> Maker:
    async def make(asked: Asked) -> Table:
        _, days, _ = await asked.analytics.performance(
            asked.app_id, asked.span, measure, asked.version
        )
        columns = ("date", "count", "mean", "p50", "p75", "p95", "p99")
        rows = [(day.day, round(day.weight), day.mean, *day.quantiles) for day in days]
        return Table(columns, rows)

    return make


def _of_items(event_type: str, field: str, column: str) -> Maker:
    async def make(asked: Asked) -> Table:
        items = await asked.analytics.top_items(
            asked.app_id, asked.span, (event_type, field), MAX_ITEMS, asked.version
        )
        columns = (column, "count", "devices", "share")
        return Table(columns, [(each.item, each.count, each.devices, each.share) for each in items])

    return make


async def _events(asked: Asked) -> Table:
    days = await asked.analytics.events(asked.app_id, asked.span, asked.event_type, asked.version)
    rows = [(day.day, day.count, day.unique_devices) for day in days]
    return Table(("date", "count", "unique_devices"), rows)


async def _overview(asked: Asked) -> Table:
    overview = await asked.analytics.overview(asked.app_id, asked.span, asked.version)
    columns = (
        "figure", "value", "previous", "delta_percent", "numerator", "denominator", "low_sample",
        "estimated",
    )  # fmt: skip
    rows = []
    for name, chosen in FIGURES.items():
        metric = chosen(overview)
        rows.append(
            (name, metric.value, metric.previous, metric.delta_percent, metric.numerator,
             metric.denominator, metric.is_low_sample, metric.is_estimated)
        )  # fmt: skip
    return Table(columns, rows)


async def _active_users(asked: Asked) -> Table:
    found = await asked.analytics.active_users(asked.app_id, asked.span, asked.version)
    row = (found.range.end, found.dau, found.wau, found.mau, found.stickiness)
    return Table(("date", "dau", "wau", "mau", "stickiness"), [row])


async def _adoption(asked: Asked) -> Table:
    """Of the versions with the most devices."""
    found = await asked.analytics.versions(asked.app_id, asked.span, asked.version)
    names = [each.version or "" for each in found[:MAX_VERSIONS]]
    days = await asked.analytics.adoption(asked.app_id, asked.span, names)
    rows = [(each.day, each.version, each.devices) for each in days]
    return Table(("date", "version", "devices"), rows)


async def _breakdown(asked: Asked) -> Table:
    if not asked.event_type or not asked.field:
        raise InvalidField("`breakdown` needs an `event_type` and a `field`.", field="field")
    return await _of_items(asked.event_type, asked.field, "value")(asked)


async def _funnel(asked: Asked) -> Table:
    steps = await asked.analytics.funnel(asked.app_id, asked.span, asked.steps, asked.version)
    return Table(("event_type", "sessions"), [(each.event_type, each.sessions) for each in steps])


async def _versions(asked: Asked) -> Table:
    found = await asked.analytics.versions(asked.app_id, asked.span, asked.version)
    columns = ("version", "devices", "share", "starts", "fatal_crashes", "crash_rate")
    rows = [
        (each.version, each.devices, each.share, each.starts, each.fatal_crashes, each.crash_rate)
        for each in found
    ]
    return Table(columns, rows)


async def _retention(asked: Asked) -> Table:
    cohorts = await asked.analytics.retention(asked.app_id, asked.span, asked.version)
    columns = ("date", "devices", *(f"returned_after_{days}" for days in COHORT_DAYS))
    rows = [
        (each.day, each.devices, *(each.returned[days] for days in COHORT_DAYS)) for each in cohorts
    ]
    return Table(columns, rows)


FIGURES: Mapping[str, Callable[[Overview], Metric]] = {
    "daily_users": lambda overview: overview.daily_users,
    "crashes": lambda overview: overview.crashes,
    "fatal_crashes": lambda overview: overview.fatal_crashes,
    "crash_free_users": lambda overview: overview.crash_free_users,
    "crash_free_sessions": lambda overview: overview.crash_free_sessions,
    "sessions": lambda overview: overview.sessions,
    "average_session_seconds": lambda overview: overview.average_session_seconds,
    "starts": lambda overview: overview.starts,
}
MAKERS: Mapping[str, Maker] = {
    "overview": _overview,
    **{name: _of_overview(chosen) for name, chosen in FIGURES.items()},
    "active_users": _active_users,
    "events": _events,
    "versions": _versions,
    "adoption": _adoption,
    "retention": _retention,
    "session_duration": _of_measure(Measure.SESSION),
    "frame": _of_measure(Measure.FRAME),
    "memory": _of_measure(Measure.MEMORY),
    "startup": _of_measure(Measure.STARTUP),
    "screens": _of_items("screen_view", "screen_name", "screen_name"),
    "elements": _of_items("button_click", "element_id", "element_id"),
    "features": _of_items("feature_used", "feature_name", "feature_name"),
    "breakdown": _breakdown,
    "funnel": _funnel,
}


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value
