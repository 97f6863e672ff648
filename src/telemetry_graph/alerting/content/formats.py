"""The forms that an alert takes, and what templates are told: facts made fit for each form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from telemetry_graph.alerting.content.escaping import (
    code,
    first_lines,
    markdown,
    mrkdwn,
    one_line,
    plain,
)
from telemetry_graph.alerting.content.message import Links
from telemetry_graph.alerting.content.payload import (
    AlertFacts,
    AlertKind,
    CrashFacts,
    Measured,
    Summary,
    SummaryEntry,
)
from telemetry_graph.alerting.content.sparkline import text_sparkline
from telemetry_graph.kit.text import truncate

Safe = Callable[[str, int], str]

_SPANS = ((1_440, "day"), (60, "hour"), (1, "minute"))


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of text that a template makes: how much of a crash it shows, and made safe how."""

    suffix: str
    safe: Safe
    code: Safe = code
    label_chars: int = 120
    title_chars: int = 100
    message_chars: int = 1_000
    stack_chars: int = 4_000
    stack_lines: int = 30

    @property
    def is_json(self) -> bool:
        return self.suffix.endswith(".json")


SUBJECT = Form("email.subject", one_line, one_line, label_chars=60, message_chars=100)
TEXT = Form("email.txt", plain, plain)
HTML = Form("email.html", plain, plain)  # and autoescaped
SLACK = Form("slack.json", mrkdwn, mrkdwn, stack_chars=2_000, stack_lines=15)
# No markup is read in the text runs of an Adaptive Card.
TEAMS = Form("teams.json", plain, plain, stack_chars=2_000, stack_lines=15)
DISCORD = Form(
    "discord.json", markdown, code, label_chars=80, title_chars=80, message_chars=800,
    stack_chars=1_500, stack_lines=15,
)  # fmt: skip
WEBHOOK = Form(
    "webhook.json", truncate, truncate, label_chars=1_000, title_chars=300, message_chars=4_000,
    stack_chars=32_000, stack_lines=1_000,
)  # fmt: skip
LINE = Form("log", one_line, one_line, message_chars=300)

FORMS = (SUBJECT, TEXT, HTML, SLACK, TEAMS, DISCORD, WEBHOOK, LINE)


def told(
    form: Form, kind: AlertKind, facts: AlertFacts, delivery_id: UUID, links: Links
) -> dict[str, object]:
    """Every name that a template may use."""
    return {
        "delivery_id": str(delivery_id),
        "kind": kind.value,
        "app": {"id": _label(form, facts.app_id), "name": _label(form, facts.app_name)},
        "rule": _rule(form, facts),
        **_instant("occurred_at", facts.occurred_at),
        "crash": facts.crash and _crash(form, facts.crash),
        "measured": facts.measured and _measured(form, facts.measured),
        "summary": facts.summary and _summary(form, facts.summary),
        "escalated_after_minutes": facts.escalated_after_minutes,
        "escalated_after": span(facts.escalated_after_minutes),
        "confirm_url": facts.confirm_url,
        "links": {
            "open": links.open,
            "acknowledge": links.acknowledge,
            "mute": links.mute,
            "unsubscribe": links.unsubscribe,
        },
    }


def figure(value: float | None, unit: str) -> str | None:
    """A number as people write it, with at most two decimals."""
    if value is None:
        return None
    digits = f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{digits} {unit}".rstrip()


def span(minutes: int | None) -> str | None:
    """A time span in the largest unit that fits it whole."""
    if minutes is None:
        return None
    for size, word in _SPANS:
        if minutes >= size and minutes % size == 0:
            count = minutes // size
            return f"{count:,} {word}{'' if count == 1 else 's'}"
    return f"{minutes} minutes"


def _rule(form: Form, facts: AlertFacts) -> Mapping[str, object] | None:
    if facts.rule_id is None and facts.rule_name is None:
        return None
    return {
        "id": None if facts.rule_id is None else str(facts.rule_id),
        "name": _label(form, facts.rule_name),
    }


def _crash(form: Form, crash: CrashFacts) -> Mapping[str, object]:
    stack = form.code(first_lines(crash.stack_trace, form.stack_lines), form.stack_chars)
    said = f"{crash.crash_type}: {crash.message}" if crash.message else crash.crash_type
    return {
        "fingerprint": _label(form, crash.fingerprint),
        "type": _label(form, crash.crash_type),
        "message": form.code(crash.message, form.message_chars),
        "said": form.code(said, form.message_chars),
        "stack_trace": stack,
        "app_version": _label(form, crash.app_version),
        "screen": _label(form, crash.screen),
        "is_fatal": crash.is_fatal,
        **_instant("seen_at", crash.seen_at),
        "occurrences": crash.occurrences,
        "devices": crash.devices,
        "trend": list(crash.trend),
        "sparkline": text_sparkline(crash.trend),
        "fixed_in": _label(form, crash.fixed_in),
    }


def _measured(form: Form, measured: Measured) -> Mapping[str, object]:
    unit = form.safe(measured.unit, form.label_chars)
    return {
        "metric": _label(form, measured.metric),
        "metric_words": _label(form, _words(measured.metric)),
        "unit": unit,
        "value": measured.value,
        "value_words": figure(measured.value, unit),
        "threshold": measured.threshold,
        "threshold_words": figure(measured.threshold, unit),
        "baseline": measured.baseline,
        "baseline_words": figure(measured.baseline, unit),
        "window_minutes": measured.window_minutes,
        "window": span(measured.window_minutes),
        "app_version": _label(form, measured.app_version),
        "numerator": measured.numerator,
        "denominator": measured.denominator,
    }


def _summary(form: Form, summary: Summary) -> Mapping[str, object]:
    return {
        "count": summary.count,
        "more": max(summary.count - len(summary.entries), 0),
        **_instant("since", summary.since),
        **_instant("until", summary.until),
        "entries": _entries(form, summary.entries),
    }


def _entries(form: Form, entries: Sequence[SummaryEntry]) -> list[Mapping[str, object]]:
    return [
        {
            "kind": entry.kind.value,
            "kind_words": _words(entry.kind.value).capitalize(),
            "title": form.safe(one_line(entry.title, form.title_chars), form.title_chars),
            "fingerprint": _label(form, entry.fingerprint),
            "occurrences": entry.occurrences,
            "is_fatal": entry.is_fatal,
        }
        for entry in entries
    ]


def _label(form: Form, text: str | None) -> str | None:
    return None if text is None else form.safe(text, form.label_chars)


def _words(name: str) -> str:
    return name.replace("crash_free", "crash-free").replace("_", " ")


def _instant(name: str, at: datetime) -> Mapping[str, str]:
    """The instant for programs and, as `…_words`, for people."""
    at = at.astimezone(UTC)
    return {
        name: at.isoformat(timespec="seconds"),
        f"{name}_words": f"{at:%Y-%m-%d %H:%M:%S} UTC",
    }
