"""Exports a metric over a range of days as a table, in CSV or JSON."""

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


class ExportFormat(StrEnum):
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Table:
    columns: Sequence[str]
    rows: Rows

    def to_records(self) -> list[dict[str, Any]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_csv(self) -> str:
        """CSV of RFC 4180. Text that a spreadsheet would execute as a formula begins with a '."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(self.columns)
        writer.writerows([_to_cell(value) for value in row] for row in self.rows)
        return out.getvalue()


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """The parameters of an export; some metrics ignore some of them."""

    app_id: AppId
    days: DayRange
    app_version: str | None
    event_type: str | None
    field: str | None = None
    steps: Sequence[str] = ()


Exporter = Callable[[Analytics, ExportRequest], Awaitable[Table]]


async def export_metric(analytics: Analytics, metric: str, request: ExportRequest) -> Table:
    exporter = EXPORTERS.get(metric)
    if exporter is None:
        raise InvalidField(f"`metric` must be one of {', '.join(EXPORTERS)}.", field="metric")
    return await exporter(analytics, request)


def _export_overview_metric(select: Callable[[Overview], Metric]) -> Exporter:
    async def export(analytics: Analytics, request: ExportRequest) -> Table:
        overview = await analytics.overview(request.app_id, request.days, request.app_version)
        points = select(overview).series
        return Table(("date", "value"), [(point.day, point.value) for point in points])

    return export


def _export_measure(measure: Measure) -> Exporter:
    async def export(analytics: Analytics, request: ExportRequest) -> Table:
        _, by_day, _ = await analytics.performance(
            request.app_id, request.days, measure, request.app_version
        )
        columns = ("date", "count", "mean", "p50", "p75", "p95", "p99")
        rows = [(day.day, round(day.weight), day.mean, *day.quantiles) for day in by_day]
        return Table(columns, rows)

    return export


def _export_items(event_type: str, field: str, column: str) -> Exporter:
    async def export(analytics: Analytics, request: ExportRequest) -> Table:
        items = await analytics.top_items(
            request.app_id, request.days, (event_type, field), MAX_ITEMS, request.app_version
        )
        columns = (column, "count", "devices", "share")
        return Table(columns, [(item.item, item.count, item.devices, item.share) for item in items])

    return export


async def _export_events(analytics: Analytics, request: ExportRequest) -> Table:
    days = await analytics.events(
        request.app_id, request.days, request.event_type, request.app_version
    )
    rows = [(day.day, day.count, day.unique_devices) for day in days]
    return Table(("date", "count", "unique_devices"), rows)


async def _export_overview(analytics: Analytics, request: ExportRequest) -> Table:
    overview = await analytics.overview(request.app_id, request.days, request.app_version)
    columns = (
        "metric", "value", "previous", "delta_percent", "numerator", "denominator",
        "is_low_sample", "is_estimated",
    )  # fmt: skip
    rows = []
    for name, select in OVERVIEW_METRICS.items():
        metric = select(overview)
        rows.append(
            (name, metric.value, metric.previous, metric.delta_percent, metric.numerator,
             metric.denominator, metric.is_low_sample, metric.is_estimated)
        )  # fmt: skip
    return Table(columns, rows)


async def _export_active_users(analytics: Analytics, request: ExportRequest) -> Table:
    users = await analytics.active_users(request.app_id, request.days, request.app_version)
    row = (users.range.end, users.dau, users.wau, users.mau, users.stickiness)
    return Table(("date", "dau", "wau", "mau", "stickiness"), [row])


async def _export_adoption(analytics: Analytics, request: ExportRequest) -> Table:
    """The adoption of the versions with the most devices."""
    versions = await analytics.versions(request.app_id, request.days, request.app_version)
    names = [version.app_version or "" for version in versions[:MAX_VERSIONS]]
    days = await analytics.adoption(request.app_id, request.days, names)
    rows = [(day.day, day.app_version, day.devices) for day in days]
    return Table(("date", "app_version", "devices"), rows)


async def _export_breakdown(analytics: Analytics, request: ExportRequest) -> Table:
    if not request.event_type or not request.field:
        raise InvalidField("`breakdown` requires `event_type` and `field`.", field="field")
    return await _export_items(request.event_type, request.field, "value")(analytics, request)


async def _export_funnel(analytics: Analytics, request: ExportRequest) -> Table:
    steps = await analytics.funnel(request.app_id, request.days, request.steps, request.app_version)
    return Table(("event_type", "sessions"), [(step.event_type, step.sessions) for step in steps])


async def _export_versions(analytics: Analytics, request: ExportRequest) -> Table:
    versions = await analytics.versions(request.app_id, request.days, request.app_version)
    columns = ("app_version", "devices", "share", "starts", "fatal_crashes", "crash_rate")
    rows = [
        (each.app_version, each.devices, each.share, each.starts, each.fatal_crashes,
         each.crash_rate)
        for each in versions
    ]  # fmt: skip
    return Table(columns, rows)


async def _export_retention(analytics: Analytics, request: ExportRequest) -> Table:
    cohorts = await analytics.retention(request.app_id, request.days, request.app_version)
    columns = ("date", "devices", *(f"returned_after_{days}" for days in COHORT_DAYS))
    rows = [
        (cohort.day, cohort.devices, *(cohort.returned[days] for days in COHORT_DAYS))
        for cohort in cohorts
    ]
    return Table(columns, rows)


OVERVIEW_METRICS: Mapping[str, Callable[[Overview], Metric]] = {
    "daily_users": lambda overview: overview.daily_users,
    "crashes": lambda overview: overview.crashes,
    "fatal_crashes": lambda overview: overview.fatal_crashes,
    "crash_free_users": lambda overview: overview.crash_free_users,
    "crash_free_sessions": lambda overview: overview.crash_free_sessions,
    "sessions": lambda overview: overview.sessions,
    "average_session_seconds": lambda overview: overview.average_session_seconds,
    "starts": lambda overview: overview.starts,
}
EXPORTERS: Mapping[str, Exporter] = {
    "overview": _export_overview,
    **{name: _export_overview_metric(select) for name, select in OVERVIEW_METRICS.items()},
    "active_users": _export_active_users,
    "events": _export_events,
    "versions": _export_versions,
    "adoption": _export_adoption,
    "retention": _export_retention,
    "session_duration": _export_measure(Measure.SESSION),
    "frame": _export_measure(Measure.FRAME),
    "memory": _export_measure(Measure.MEMORY),
    "startup": _export_measure(Measure.STARTUP),
    "screens": _export_items("screen_view", "screen_name", "screen_name"),
    "elements": _export_items("button_click", "element_id", "element_id"),
    "features": _export_items("feature_used", "feature_name", "feature_name"),
    "breakdown": _export_breakdown,
    "funnel": _export_funnel,
}


def _to_cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value
