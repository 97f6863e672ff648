"""Sample alerts of every kind, for previews and to try templates."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import assert_never
from uuid import UUID

from telemetry_graph.alerting.content.links import MessageLinks, dashboard_url
from telemetry_graph.alerting.content.payload import (
    SUMMARY_KINDS,
    AlertKind,
    AlertPayload,
    CrashDetails,
    Measurement,
    Summary,
    SummaryEntry,
)
from telemetry_graph.kit.ids import AppId, Fingerprint

_NOW = datetime(2024, 1, 15, 10, 35, tzinfo=UTC)
_APP_ID = AppId("com.example.notes")
_TOKEN = "AZVgSgAAcACAAAAAAAAAAQAAZ8bB_example_of_a_signed_link"  # noqa: S105

_SITE = "https://telemetry.example.com"
_CRASH = CrashDetails(
    fingerprint=Fingerprint("3236e9745386cebe"),
    crash_type="lua_error",
    message="attempt to index a nil value (local 'note')",
    stack_trace="stack traceback:\n"
    "\tnotes/editor.lua:42: in method 'save'\n"
    "\tnotes/autosave.lua:17: in function <notes/autosave.lua:12>\n"
    "\tnotes/main.lua:7: in main chunk",
    app_version="1.4.0",
    screen="editor",
    is_fatal=True,
    timestamp=_NOW,
    occurrences=128,
    devices=57,
    trend=(0, 1, 0, 0, 2, 1, 0, 3, 2, 4, 3, 9, 21, 82),
)
_APP = AlertPayload(_APP_ID, "Notes", _NOW)
_RULE = replace(_APP, rule_id=UUID(int=7), rule_name="Fatal crashes")
_ENTRIES = (
    SummaryEntry(AlertKind.NEW_CRASH_GROUP, "attempt to index a nil value (local 'note')",
                 "3236e9745386cebe", 128, is_fatal=True),
    SummaryEntry(AlertKind.REGRESSION, "bad argument #1 to 'insert' (table expected, got nil)",
                 "9f3ac1b27d5e0c44", 41, is_fatal=True),
    SummaryEntry(AlertKind.NEW_CRASH_GROUP, "sync: certificate has expired",
                 "51d0aa4be8f7c912", 12),
    SummaryEntry(AlertKind.SILENCE, "12 events within 1 hour"),
)  # fmt: skip


def sample_payload(kind: AlertKind) -> AlertPayload:
    match kind:
        case AlertKind.NEW_CRASH_GROUP:
            return replace(_RULE, crash=replace(_CRASH, occurrences=1, devices=1, trend=()))
        case AlertKind.REGRESSION:
            return replace(_RULE, crash=replace(_CRASH, fixed_in="1.3.0"))
        case AlertKind.VELOCITY | AlertKind.SPIKE | AlertKind.CRASH_FREE | AlertKind.SILENCE:
            return _sample_metric(kind)
        case AlertKind.DIGEST | AlertKind.CAPPED | AlertKind.STORM:
            return replace(_APP, summary=_sample_summary(kind))
        case AlertKind.ESCALATION:
            return replace(_RULE, crash=_CRASH, escalated_after_minutes=30)
        case AlertKind.TEST | AlertKind.VERIFICATION:
            return _APP
        case _:
            assert_never(kind)


def sample_links(kind: AlertKind) -> MessageLinks:
    dashboard = dashboard_url(_SITE, kind, sample_payload(kind))
    if kind is AlertKind.VERIFICATION:
        return MessageLinks(dashboard, confirm=f"{_SITE}/alerts/confirm/{_TOKEN}")
    unsubscribe = f"{_SITE}/alerts/unsubscribe/{_TOKEN}"
    if kind is AlertKind.TEST:
        return MessageLinks(dashboard, unsubscribe=unsubscribe)
    return MessageLinks(
        dashboard,
        acknowledge=f"{_SITE}/alerts/acknowledge/{_TOKEN}",
        mute=None if kind in SUMMARY_KINDS else f"{_SITE}/alerts/mute/{_TOKEN}",
        unsubscribe=unsubscribe,
    )


def _sample_metric(kind: AlertKind) -> AlertPayload:
    match kind:
        case AlertKind.VELOCITY:
            measurement = Measurement("affected_sessions", 3.41, 2.0, "%", 60, "1.4.0", 87, 2_551)
            return replace(_RULE, crash=_CRASH, measurement=measurement)
        case AlertKind.SPIKE:
            measurement = Measurement("occurrences", 82, 20.0, "crashes", 60, baseline=4.25)
            return replace(_RULE, crash=_CRASH, measurement=measurement)
        case AlertKind.CRASH_FREE:
            measurement = Measurement(
                "crash_free_users", 97.2, 99.0, "%", 1_440, "1.4.0", 1_204, 1_239
            )
            return replace(_RULE, rule_name="Release health", measurement=measurement)
        case _:
            measurement = Measurement("events", 12, 400.0, "events", 60, baseline=1_310)
            return replace(_RULE, rule_name="App is alive", measurement=measurement)


def _sample_summary(kind: AlertKind) -> Summary:
    count = {AlertKind.STORM: 312, AlertKind.CAPPED: 17}.get(kind, len(_ENTRIES))
    entries = _ENTRIES[::2] if kind is AlertKind.STORM else _ENTRIES  # storms are of new groups
    return Summary(count, _NOW - timedelta(hours=1), _NOW, entries)
