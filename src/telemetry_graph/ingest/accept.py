"""Turns what a device sent into a write, or says what is wrong with it."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from math import isfinite
from uuid import UUID, uuid5

from telemetry_graph.analytics.rollup import DeltaKey, Tally
from telemetry_graph.catalog.model import DataFields
from telemetry_graph.crashes.fingerprint import fingerprint, named_by_client
from telemetry_graph.crashes.model import (
    MAX_MESSAGE_CHARACTERS,
    MAX_STACK_CHARACTERS,
    CrashOccurrence,
    GroupedBy,
)
from telemetry_graph.db import copy
from telemetry_graph.ingest.identity import Identity, identified, short_text
from telemetry_graph.ingest.model import MAX_EVENTS, BatchKey, Rejection, Write
from telemetry_graph.ingest.rows import batch_fields, row
from telemetry_graph.ingest.steps import (
    BAD_TIMESTAMP,
    BATCH_WINDOW,
    CLOCK_SKEW,
    CRASH_WINDOW,
    NO_CRASH_CONSENT,
    Checked,
    Checks,
    instant,
    outside_window,
    time_of,
)
from telemetry_graph.ingest.wire import CrashInput, CrashReportInput, EventBatchInput
from telemetry_graph.kit.errors import InvalidField, InvalidText
from telemetry_graph.kit.ids import AppId, Fingerprint, uuid7, uuid7_time
from telemetry_graph.kit.text import is_storable, shortened, truncated

_LONGEST_TYPE = 200
_LONGEST_SCREEN = 200
_LONGEST_FINGERPRINT = 200
_UNIT_WEIGHT = 1.0
_ESCAPED_NUL = b"\\u0000"
_NO_FIELDS = DataFields()


def accepted_batch(batch: EventBatchInput, pepper: bytes, now: datetime) -> Write:
    """The batch as a write: its good events, and a rejection for each of the others."""
    if not 1 <= len(batch.events) <= MAX_EVENTS:
        raise InvalidField(f"A batch has 1 to {MAX_EVENTS} events.", field="events")
    sender = identified(batch, pepper)
    checks = Checks(sender.consent, now)
    write = _read(batch, sender, checks, now)
    # One search for all events; an escaped backslash before u0000 looks the same as a NUL.
    if _ESCAPED_NUL in write.event_rows:
        checks.is_careful = True
        write = _read(batch, sender, checks, now)
    return write


def _read(batch: EventBatchInput, sender: Identity, checks: Checks, now: datetime) -> Write:
    write, rows, stored = Write(now), [], []
    tail = copy.float32(_UNIT_WEIGHT) + batch_fields(sender, now)
    times = [instant(event.timestamp) for event in batch.events]
    for index, event in enumerate(batch.events):
        checked = checks.run(event, times[index])
        if not isinstance(checked, Checked):
            write.rejected.append(Rejection(index, checked.code, checked.message))
            continue
        kind = checked.event_type
        rows.append(row(checked.micros, kind.name_field, checked.data, tail))
        stored.append((checked.micros // copy.DAY_MICROSECONDS, kind.name))
        if kind.is_crash:
            crash_id = uuid5(batch.batch_id, str(index)) if batch.batch_id else uuid7(now)
            write.crashes.append(_crash_of_event(sender, checked, crash_id, now))
    write.events, write.event_rows = len(rows), b"".join(rows)
    write.tallies = _tallies(sender, stored)
    if batch.batch_id is not None:
        write.key = _batch_key(sender.app_id, batch.batch_id, times, now)
    return write


def _tallies(sender: Identity, kinds: Sequence[tuple[int, str]]) -> list[Tally]:
    version = sender.app_version or ""
    return [
        Tally(DeltaKey(sender.app_id, day, version, name), sender.device_id, count, count)
        for (day, name), count in Counter(kinds).items()
    ]


def accepted_report(report: CrashReportInput, pepper: bytes, now: datetime) -> Write:
    """The report as a write of one crash."""
    sender = identified(report, pepper)
    if not sender.consent.crash_reports:
        raise NO_CRASH_CONSENT
    micros = instant(report.timestamp)
    if micros is None:
        raise BAD_TIMESTAMP
    if refusal := outside_window(micros, now, CRASH_WINDOW):
        raise refusal
    time = time_of(micros)
    crash_id = report.crash_id or uuid7(now)
    return Write(now, crashes=[_crash_of_report(sender, report.crash, crash_id, time, now)])


def _batch_key(
    app_id: AppId, batch_id: UUID, times: Sequence[int | None], now: datetime
) -> BatchKey | None:
    """A retry must find the key of its first try, so its time comes from the batch alone.

    It is the time inside a UUIDv7, else the earliest of all its events, refused ones included:
    an event that has become too old since the first try still counts. None when there is none.
    """
    near = range(copy.microseconds(now - BATCH_WINDOW), copy.microseconds(now + CLOCK_SKEW) + 1)
    if batch_id.version != 7:
        known = [micros for micros in times if micros is not None and micros in near]
        return BatchKey(app_id, batch_id, time_of(min(known))) if known else None
    time = uuid7_time(batch_id)
    if time is None or copy.microseconds(time) not in near:
        raise InvalidField(
            "The time inside `batchId` is not near now. Is the device's clock right?",
            field="batchId",
        )
    return BatchKey(app_id, batch_id, time)


def _crash_of_event(
    sender: Identity, checked: Checked, crash_id: UUID, now: datetime
) -> CrashOccurrence:
    fields = checked.fields or _NO_FIELDS
    name = checked.event_type.name
    crash = CrashInput(
        type=getattr(fields, "crash_type", None) or name,
        message=getattr(fields, "message", None) or "",
        stack_trace=getattr(fields, "stack", None) or "",
        fatal=name == "app_crash",
    )
    return _crash_of_report(sender, crash, crash_id, time_of(checked.micros), now)


def _crash_of_report(
    sender: Identity, crash: CrashInput, crash_id: UUID, time: datetime, now: datetime
) -> CrashOccurrence:
    crash_type = short_text("crash.type", crash.type, _LONGEST_TYPE)
    if crash_type is None:
        raise InvalidField("`crash.type` must not be empty.", field="crash.type")
    for name, text in (("message", crash.message), ("stackTrace", crash.stack_trace)):
        if not is_storable(text):
            field = f"crash.{name}"
            raise InvalidText(f"`{field}` holds NUL characters or lone surrogates.", field=field)
    message = truncated(crash.message, MAX_MESSAGE_CHARACTERS)
    stack_trace = shortened(crash.stack_trace, MAX_STACK_CHARACTERS)
    context = crash.context
    asked = short_text("crash.fingerprint", crash.fingerprint, _LONGEST_FINGERPRINT)
    group = (
        named_by_client(asked)
        if asked is not None
        else fingerprint(sender.app_id, crash_type, message, stack_trace)
    )
    return CrashOccurrence(
        time=time,
        app_id=sender.app_id,
        crash_id=crash_id,
        fingerprint=Fingerprint(group),
        grouped_by=GroupedBy.ALGORITHM if asked is None else GroupedBy.CLIENT,
        device_id=sender.device_id,
        session_id=sender.session_id,
        app_version=sender.app_version,
        mosis_version=sender.mosis_version,
        crash_type=crash_type,
        message=message,
        stack_trace=stack_trace,
        is_fatal=crash.fatal,
        screen=short_text("crash.context.screen", context.screen, _LONGEST_SCREEN)
        if context
        else None,
        memory_mb=_amount("memoryMb", context.memory_mb) if context else None,
        uptime_seconds=_amount("uptimeSeconds", context.uptime_seconds) if context else None,
        received_at=now,
    )


def _amount(name: str, value: float | None) -> float | None:
    if value is None or (isfinite(value) and value >= 0):
        return value
    field = f"crash.context.{name}"
    raise InvalidField(f"`{field}` must be a number from 0 up.", field=field)
