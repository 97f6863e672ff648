"""Turns a crash report, or an event of a crash, into an occurrence."""

from datetime import datetime
from math import isfinite
from uuid import UUID

from telemetry_graph.catalog.model import DataFields
from telemetry_graph.crashes.fingerprint import fingerprint, fingerprint_from_name
from telemetry_graph.crashes.model import (
    MAX_MESSAGE_CHARACTERS,
    MAX_STACK_CHARACTERS,
    CrashOccurrence,
    GroupedBy,
)
from telemetry_graph.db.copy import to_datetime, to_microseconds
from telemetry_graph.ingest.accept.checks import (
    CRASH_CONSENT_REQUIRED,
    IN_FUTURE,
    INVALID_TIMESTAMP,
)
from telemetry_graph.ingest.accept.fields import check_sender, check_text, parse_timestamp
from telemetry_graph.ingest.model import CLOCK_SKEW, CRASH_WINDOW, Sender, Write
from telemetry_graph.ingest.wire import CrashContextInput, CrashInput, CrashReportInput
from telemetry_graph.kit.errors import InvalidField, TooOld
from telemetry_graph.kit.ids import Fingerprint, uuid7
from telemetry_graph.kit.text import replace_unstorable, shorten, truncate

CRASH_TOO_OLD = TooOld(f"`timestamp` is more than {CRASH_WINDOW.days} days ago.")
_MAX_TYPE_CHARACTERS = 200
_MAX_SCREEN_CHARACTERS = 200
_MAX_FINGERPRINT_CHARACTERS = 200
_NO_CONTEXT = CrashContextInput()


def accept_report(report: CrashReportInput, pepper: bytes, now: datetime) -> Write:
    """Turn a crash report into a write; raise an error if it cannot be stored."""
    sender = check_sender(report, pepper)
    if not sender.consent.crash_reports:
        raise CRASH_CONSENT_REQUIRED
    micros = parse_timestamp(report.timestamp)
    if micros is None:
        raise INVALID_TIMESTAMP
    _check_time(micros, now)
    crash_id = report.crash_id or uuid7(now)
    occurrence = to_occurrence(sender, report.crash, crash_id, to_datetime(micros), now)
    return Write(now, crashes=[occurrence])


def to_crash_input(event_type: str, fields: DataFields) -> CrashInput:
    """The crash in the data of an `app_crash` or `lua_error` event."""
    return CrashInput(
        type=getattr(fields, "crash_type", None) or event_type,
        message=getattr(fields, "message", None) or "",
        stack_trace=getattr(fields, "stack", None) or "",
        is_fatal=event_type == "app_crash",
    )


def to_occurrence(
    sender: Sender, crash: CrashInput, crash_id: UUID, time: datetime, now: datetime
) -> CrashOccurrence:
    """Check the crash and find its group; raise InvalidField or InvalidText."""
    crash_type = check_text("crash.type", crash.type, _MAX_TYPE_CHARACTERS)
    if crash_type is None:
        raise InvalidField("`crash.type` must not be empty.", field="crash.type")
    # A crash can corrupt the texts of its report. Rejecting them would not help: a retry sends the
    # same texts.
    message = truncate(replace_unstorable(crash.message), MAX_MESSAGE_CHARACTERS)
    stack_trace = shorten(replace_unstorable(crash.stack_trace), MAX_STACK_CHARACTERS)
    group, grouped_by = _find_group(sender, crash, crash_type, message, stack_trace)
    context = crash.context or _NO_CONTEXT
    return CrashOccurrence(
        timestamp=time,
        app_id=sender.app_id,
        crash_id=crash_id,
        fingerprint=group,
        grouped_by=grouped_by,
        device_id=sender.device_id,
        session_id=sender.session_id,
        app_version=sender.app_version,
        mosis_version=sender.mosis_version,
        crash_type=crash_type,
        message=message,
        stack_trace=stack_trace,
        is_fatal=crash.is_fatal,
        screen=check_text("crash.context.screen", context.screen, _MAX_SCREEN_CHARACTERS),
        memory_mb=_check_amount("memoryMb", context.memory_mb),
        uptime_seconds=_check_amount("uptimeSeconds", context.uptime_seconds),
        received_at=now,
    )


def _find_group(
    sender: Sender, crash: CrashInput, crash_type: str, message: str, stack_trace: str
) -> tuple[Fingerprint, GroupedBy]:
    client_fingerprint = check_text(
        "crash.fingerprint", crash.fingerprint, _MAX_FINGERPRINT_CHARACTERS
    )
    if client_fingerprint is not None:
        return Fingerprint(fingerprint_from_name(client_fingerprint)), GroupedBy.CLIENT
    computed = fingerprint(sender.app_id, crash_type, message, stack_trace)
    return Fingerprint(computed), GroupedBy.ALGORITHM


def _check_time(micros: int, now: datetime) -> None:
    """Raise an error for a crash that is too old or in the future."""
    if micros < to_microseconds(now - CRASH_WINDOW):
        raise CRASH_TOO_OLD
    if micros > to_microseconds(now + CLOCK_SKEW):
        raise IN_FUTURE


def _check_amount(name: str, value: float | None) -> float | None:
    if value is None or (isfinite(value) and value >= 0):
        return value
    field = f"crash.context.{name}"
    raise InvalidField(f"`{field}` must be a number of at least 0.", field=field)
