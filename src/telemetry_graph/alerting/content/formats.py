"""The formats of messages, and the variables that templates get: a payload escaped for a format."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from telemetry_graph.alerting.content.escaping import keep_lines, to_code, to_one_line
from telemetry_graph.alerting.content.links import MessageLinks
from telemetry_graph.alerting.content.payload import (
    AlertKind,
    AlertPayload,
    CrashDetails,
    Measurement,
    Summary,
    SummaryEntry,
)
from telemetry_graph.alerting.content.sparkline import format_sparkline

Escape = Callable[[str, int], str]
"""Escapes a text and limits its length."""

JSON_OBJECT = dict[str, Any]

_UNITS = ((1_440, "day"), (60, "hour"), (1, "minute"))


@dataclass(frozen=True, slots=True)
class Format:
    """What a layout template renders: text or JSON, with device text escaped and limited for it."""

    name: str
    """Stable: the layout template is `alert.<name>.j2`."""
    folder: Path
    """Where the layout template is."""
    escape: Escape
    escape_code: Escape = to_code
    """For messages and stack traces."""
    shape: Any = str
    """The type that the result must have; not `str` for JSON."""
    max_label_chars: int = 120
    max_title_chars: int = 100
    max_message_chars: int = 1_000
    max_stack_chars: int = 4_000
    max_stack_lines: int = 30

    @property
    def is_json(self) -> bool:
        return self.shape is not str

    def escape_label(self, text: str | None) -> str | None:
        return None if text is None else self.escape(text, self.max_label_chars)


def template_variables(
    format: Format, kind: AlertKind, payload: AlertPayload, delivery_id: UUID, links: MessageLinks
) -> dict[str, object]:
    """Every variable that a template can use."""
    label = format.escape_label
    return {
        "delivery_id": str(delivery_id),
        "kind": kind.value,
        "app": {"id": label(payload.app_id), "name": label(payload.app_name)},
        "rule": _rule(format, payload),
        **_instant("occurred_at", payload.occurred_at),
        "crash": payload.crash and _crash(format, payload.crash),
        "measurement": payload.measurement and _measurement(format, payload.measurement),
        "summary": payload.summary and _summary(format, payload.summary),
        "escalated_after_minutes": payload.escalated_after_minutes,
        "escalated_after": format_duration(payload.escalated_after_minutes),
        "links": {
            "open": links.open,
            "acknowledge": links.acknowledge,
            "mute": links.mute,
            "confirm": links.confirm,
            "unsubscribe": links.unsubscribe,
        },
    }


def format_number(value: float | None, unit: str) -> str | None:
    """A number with its unit and at most two decimals."""
    if value is None:
        return None
    digits = f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{digits} {unit}".rstrip()


def format_duration(minutes: int | None) -> str | None:
    """A duration in the largest unit of which it is a multiple."""
    if minutes is None:
        return None
    for size, unit in _UNITS:
        if minutes >= size and minutes % size == 0:
            count = minutes // size
            return f"{count:,} {unit}{'' if count == 1 else 's'}"
    return f"{minutes} minutes"


def _rule(format: Format, payload: AlertPayload) -> Mapping[str, object] | None:
    if payload.rule_id is None and payload.rule_name is None:
        return None
    return {
        "id": None if payload.rule_id is None else str(payload.rule_id),
        "name": format.escape_label(payload.rule_name),
    }


def _crash(format: Format, crash: CrashDetails) -> Mapping[str, object]:
    label = format.escape_label
    stack_trace = keep_lines(crash.stack_trace, format.max_stack_lines)
    title = f"{crash.crash_type}: {crash.message}" if crash.message else crash.crash_type
    return {
        "fingerprint": label(crash.fingerprint),
        "type": label(crash.crash_type),
        "message": format.escape_code(crash.message, format.max_message_chars),
        "title": format.escape_code(title, format.max_message_chars),
        "stack_trace": format.escape_code(stack_trace, format.max_stack_chars),
        "app_version": label(crash.app_version),
        "screen": label(crash.screen),
        "is_fatal": crash.is_fatal,
        **_instant("timestamp", crash.timestamp),
        "occurrences": crash.occurrences,
        "devices": crash.devices,
        "trend": list(crash.trend),
        "sparkline": format_sparkline(crash.trend),
        "fixed_in": label(crash.fixed_in),
    }


def _measurement(format: Format, measurement: Measurement) -> Mapping[str, object]:
    label, unit = format.escape_label, format.escape(measurement.unit, format.max_label_chars)
    return {
        "metric": label(measurement.metric),
        "metric_text": label(_to_text(measurement.metric)),
        "unit": unit,
        "value": measurement.value,
        "value_text": format_number(measurement.value, unit),
        "threshold": measurement.threshold,
        "threshold_text": format_number(measurement.threshold, unit),
        "baseline": measurement.baseline,
        "baseline_text": format_number(measurement.baseline, unit),
        "window_minutes": measurement.window_minutes,
        "window": format_duration(measurement.window_minutes),
        "app_version": label(measurement.app_version),
        "numerator": measurement.numerator,
        "denominator": measurement.denominator,
    }


def _summary(format: Format, summary: Summary) -> Mapping[str, object]:
    return {
        "count": summary.count,
        "more": max(summary.count - len(summary.entries), 0),
        **_instant("since", summary.since),
        **_instant("until", summary.until),
        "entries": _entries(format, summary.entries),
    }


def _entries(format: Format, entries: Sequence[SummaryEntry]) -> list[Mapping[str, object]]:
    limit = format.max_title_chars
    return [
        {
            "kind": entry.kind.value,
            "kind_text": _to_text(entry.kind.value).capitalize(),
            "title": format.escape(to_one_line(entry.title, limit), limit),
            "fingerprint": format.escape_label(entry.fingerprint),
            "occurrences": entry.occurrences,
            "is_fatal": entry.is_fatal,
        }
        for entry in entries
    ]


def _to_text(name: str) -> str:
    return name.replace("crash_free", "crash-free").replace("_", " ")


def _instant(name: str, instant: datetime) -> Mapping[str, str]:
    """The instant for programs and, as `…_text`, for people."""
    instant = instant.astimezone(UTC)
    return {
        name: instant.isoformat(timespec="seconds"),
        f"{name}_text": f"{instant:%Y-%m-%d %H:%M:%S} UTC",
    }
