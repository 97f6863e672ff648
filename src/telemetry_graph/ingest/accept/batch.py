"""Turns what a device sent into a write, or says what is wrong with it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat
from math import isfinite
from uuid import UUID, uuid5

from telemetry_graph.analytics.rollup import BatchDelta
from telemetry_graph.catalog.custom import BUILT_IN, AppEventTypes
from telemetry_graph.catalog.model import DataFields
from telemetry_graph.crashes.fingerprint import fingerprint, fingerprint_from_name
from telemetry_graph.crashes.model import (
    MAX_MESSAGE_CHARACTERS,
    MAX_STACK_CHARACTERS,
    CrashOccurrence,
    GroupedBy,
)
from telemetry_graph.db import copy
from telemetry_graph.events.rows import encode_batch_fields, encode_rows
from telemetry_graph.ingest.accept.checks import (
    BAD_TIMESTAMP,
    BATCH_WINDOW,
    CLOCK_SKEW,
    CRASH_WINDOW,
    MICROSECOND,
    NO_CRASH_CONSENT,
    Accepted,
    Checked,
    Checks,
    Times,
    instant,
    outside_window,
    time_of,
)
from telemetry_graph.ingest.accept.rollup_input import usage
from telemetry_graph.ingest.accept.sampling import Shares, shares
from telemetry_graph.ingest.accept.sender import Identity, identified, short_text
from telemetry_graph.ingest.model import MAX_EVENTS, NO_RATES, BatchKey, Rates, Rejection, Write
from telemetry_graph.ingest.wire import (
    CrashContextInput,
    CrashInput,
    CrashReportInput,
    EventBatchInput,
)
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import AppId, Fingerprint, uuid7, uuid7_time
from telemetry_graph.kit.text import replace_unstorable, shorten, truncate

_LONGEST_TYPE = 200
_LONGEST_SCREEN = 200
_LONGEST_FINGERPRINT = 200
_UNIT_WEIGHT = 1.0
_NO_FIELDS = DataFields()
_NO_CONTEXT = CrashContextInput()


def check_size(batch: EventBatchInput) -> None:
    """InvalidField for a batch of no events or too many, which no later time makes right."""
    if not 1 <= len(batch.events) <= MAX_EVENTS:
        raise InvalidField(f"A batch has 1 to {MAX_EVENTS} events.", field="events")


def accepted_batch(
    batch: EventBatchInput,
    pepper: bytes,
    now: datetime,
    types: AppEventTypes = BUILT_IN,
    rates: Rates = NO_RATES,
) -> Write:
    """The batch as a write: its good events, and a rejection for each of the others."""
    sender = identified(batch, pepper)
    checks = Checks(sender.consent, now, types)
    write = _Reading(batch, sender, checks, shares(batch, rates)).write(now)
    write.unknown = checks.unknown
    return write


@dataclass(frozen=True, slots=True)
class _Reading:
    """One batch, and all that its events are judged by."""

    batch: EventBatchInput
    sender: Identity
    checks: Checks
    shares: Shares

    def write(self, now: datetime) -> Write:
        write, batch = Write(now), self.batch
        times = Times.of([event.timestamp for event in batch.events])
        accepted = self._accepted(times, write)
        if None in self.shares.values():
            good, accepted = len(accepted.places), accepted.of_weight(self.shares, None, kept=False)
            write.sampled_out = good - len(accepted.places)
        write.events, write.event_rows = len(accepted.places), self._rows(accepted, now)
        write.usages = self._usages(accepted, now)
        write.crashes = self._crashes(accepted, now)
        if batch.batch_id is not None:
            write.key = _batch_key(self.sender.app_id, batch.batch_id, times.different, now)
        return write

    def _accepted(self, times: Times, write: Write) -> Accepted:
        at_once = self.checks.all_at_once(self.batch.events, times)
        return at_once or self._one_by_one(times.each, write)

    def _one_by_one(self, times: Sequence[int | None], write: Write) -> Accepted:
        """Those to store; the others become rejections."""
        good = []
        for index, event in enumerate(self.batch.events):
            checked = self.checks.run(event, times[index])
            if isinstance(checked, Checked):
                good.append((index, checked))
            else:
                write.rejected.append(Rejection(index, checked.code, checked.message))
        return Accepted.of(good)

    def _rows(self, accepted: Accepted, now: datetime) -> bytes:
        sender = self.sender
        shared = encode_batch_fields(
            sender.app_id,
            sender.device_id,
            sender.session_id,
            sender.app_version,
            sender.mosis_version,
            now,
        )
        whole = copy.encode_float32(_UNIT_WEIGHT) + shared
        tails = {
            name: copy.encode_float32(weight) + shared
            for name, weight in self.shares.items()
            if weight
        }
        names = [kind.name_field for kind in accepted.kinds]
        ends = [tails.get(kind.name, whole) for kind in accepted.kinds] if tails else repeat(whole)
        return encode_rows(accepted.micros, accepted.instants, accepted.data, names, ends)

    def _usages(self, accepted: Accepted, now: datetime) -> list[BatchDelta]:
        """One for each weight; without sampling all events have the same."""
        if not accepted.places:
            return []
        if not self.shares:
            return [usage(self.sender, now, _UNIT_WEIGHT, accepted)]
        weights = {self.shares.get(kind.name, _UNIT_WEIGHT) for kind in accepted.kinds}
        return [
            usage(self.sender, now, weight, accepted.of_weight(self.shares, weight))
            for weight in weights
            if weight is not None
        ]

    def _crashes(self, accepted: Accepted, now: datetime) -> list[CrashOccurrence]:
        crashes, batch_id = [], self.batch.batch_id
        for at in [at for at, kind in enumerate(accepted.kinds) if kind.is_crash]:
            place = accepted.places[at]
            crash_id = uuid5(batch_id, str(place)) if batch_id else uuid7(now)
            time, fields = time_of(accepted.micros[at]), accepted.fields[at] or _NO_FIELDS
            crash = _crash_of_event(accepted.kinds[at].name, fields)
            crashes.append(_crash_of_report(self.sender, crash, crash_id, time, now))
        return crashes


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
    app_id: AppId, batch_id: UUID, times: Collection[int | None], now: datetime
) -> BatchKey | None:
    """A retry must find the key of its first try, so its time comes from the batch alone.

    It is the time inside a UUIDv7, else the earliest of all its events, refused ones included:
    an event that has become too old since the first try still counts. None when there is none.
    """
    at = copy.to_microseconds(now)
    near = range(at - BATCH_WINDOW // MICROSECOND, at + CLOCK_SKEW // MICROSECOND + 1)
    if batch_id.version != 7:
        known = [micros for micros in times if micros is not None and micros in near]
        return BatchKey(app_id, batch_id, time_of(min(known))) if known else None
    time = uuid7_time(batch_id)
    if time is None or copy.to_microseconds(time) not in near:
        raise InvalidField(
            "The time inside `batchId` is not near now. Is the device's clock right?",
            field="batchId",
        )
    return BatchKey(app_id, batch_id, time)


def _crash_of_event(name: str, fields: DataFields) -> CrashInput:
    return CrashInput(
        type=getattr(fields, "crash_type", None) or name,
        message=getattr(fields, "message", None) or "",
        stack_trace=getattr(fields, "stack", None) or "",
        fatal=name == "app_crash",
    )


def _crash_of_report(
    sender: Identity, crash: CrashInput, crash_id: UUID, time: datetime, now: datetime
) -> CrashOccurrence:
    crash_type = short_text("crash.type", crash.type, _LONGEST_TYPE)
    if crash_type is None:
        raise InvalidField("`crash.type` must not be empty.", field="crash.type")
    # What a crash left may be torn memory: it is taken, as no device will send it any better.
    message = truncate(replace_unstorable(crash.message), MAX_MESSAGE_CHARACTERS)
    stack_trace = shorten(replace_unstorable(crash.stack_trace), MAX_STACK_CHARACTERS)
    context = crash.context or _NO_CONTEXT
    asked = short_text("crash.fingerprint", crash.fingerprint, _LONGEST_FINGERPRINT)
    group = (
        fingerprint_from_name(asked)
        if asked is not None
        else fingerprint(sender.app_id, crash_type, message, stack_trace)
    )
    return CrashOccurrence(
        timestamp=time,
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
        screen=short_text("crash.context.screen", context.screen, _LONGEST_SCREEN),
        memory_mb=_amount("memoryMb", context.memory_mb),
        uptime_seconds=_amount("uptimeSeconds", context.uptime_seconds),
        received_at=now,
    )


def _amount(name: str, value: float | None) -> float | None:
    if value is None or (isfinite(value) and value >= 0):
        return value
    field = f"crash.context.{name}"
    raise InvalidField(f"`{field}` must be a number from 0 up.", field=field)
