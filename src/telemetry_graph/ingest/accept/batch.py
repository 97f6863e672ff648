"""Turns a batch into a write: checks its events, and encodes the accepted ones as rows."""

from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import repeat
from uuid import UUID, uuid5

from telemetry_graph.analytics.deltas import BatchDelta
from telemetry_graph.catalog.custom import BUILT_IN, AppEventTypes
from telemetry_graph.catalog.model import DataFields, Tier
from telemetry_graph.crashes.model import CrashOccurrence
from telemetry_graph.db import copy
from telemetry_graph.events.rows import encode_batch_fields, encode_rows
from telemetry_graph.ingest.accept.checks import check_event
from telemetry_graph.ingest.accept.crash import to_crash_input, to_occurrence
from telemetry_graph.ingest.accept.events import accept_together, parse_times
from telemetry_graph.ingest.accept.fields import check_sender
from telemetry_graph.ingest.accept.rollup_input import make_delta
from telemetry_graph.ingest.accept.sampling import Weights, compute_weights
from telemetry_graph.ingest.model import (
    BATCH_WINDOW,
    CLOCK_SKEW,
    EVENT_WINDOW,
    MAX_EVENTS,
    NO_RATES,
    AcceptedEvent,
    AcceptedEvents,
    BatchKey,
    EventRules,
    EventTimes,
    Rates,
    Sender,
    Write,
)
from telemetry_graph.ingest.wire import ConsentInput, EventBatchInput, Rejection
from telemetry_graph.kit.errors import InvalidField, UnknownEventType
from telemetry_graph.kit.ids import AppId, read_uuid7_time, uuid7

_MICROSECOND = timedelta(microseconds=1)
_EVENT_WINDOW_MICROS = EVENT_WINDOW // _MICROSECOND
_BATCH_WINDOW_MICROS = BATCH_WINDOW // _MICROSECOND
_CLOCK_SKEW_MICROS = CLOCK_SKEW // _MICROSECOND
_UNIT_WEIGHT = 1.0
_NO_FIELDS = DataFields()
_NO_WEIGHTS: Weights = {}
_USAGE_TIERS: tuple[tuple[Tier, ...], ...] = ((Tier.USAGE,), ())
_CRASH_TIERS: tuple[tuple[Tier, ...], ...] = ((Tier.CRASH,), ())


def check_size(batch: EventBatchInput) -> None:
    """Raise InvalidField for a batch without events or with too many."""
    if not 1 <= len(batch.events) <= MAX_EVENTS:
        raise InvalidField(f"A batch must have 1 to {MAX_EVENTS} events.", field="events")


def accept_batch(
    batch: EventBatchInput,
    pepper: bytes,
    now: datetime,
    types: AppEventTypes = BUILT_IN,
    rates: Rates = NO_RATES,
) -> Write:
    """Turn a batch into a write of its valid events, with a rejection for each other event."""
    write, sender = Write(now), check_sender(batch, pepper)
    weights = compute_weights(batch, rates) if rates or batch.sampling else _NO_WEIGHTS
    times = parse_times([event.timestamp for event in batch.events])
    rules = make_event_rules(sender.consent, now, types)
    accepted = accept_together(batch.events, times, rules)
    if accepted is None:
        accepted = _accept_one_by_one(batch, times, rules, write)
    if None in weights.values():
        accepted = _leave_out_sampled(accepted, weights, write)
    write.event_count = len(accepted.indexes)
    write.event_rows = _encode_rows(accepted, sender, weights, now)
    write.deltas = _make_deltas(accepted, sender, weights, now)
    write.crashes = _find_crashes(accepted, sender, batch.batch_id, now)
    if batch.batch_id is not None:
        write.key = _make_batch_key(sender.app_id, batch.batch_id, times.distinct, now)
    return write


def make_event_rules(consent: ConsentInput, now: datetime, types: AppEventTypes) -> EventRules:
    """The rules for a batch that is received now."""
    micros = copy.to_microseconds(now)
    return EventRules(
        types.by_name,
        earliest=micros - _EVENT_WINDOW_MICROS,
        latest=micros + _CLOCK_SKEW_MICROS,
        rejected_tiers=(
            *_USAGE_TIERS[consent.usage_analytics],
            *_CRASH_TIERS[consent.crash_reports],
        ),
    )


def _accept_one_by_one(
    batch: EventBatchInput, times: EventTimes, rules: EventRules, write: Write
) -> AcceptedEvents:
    """Accept the valid events; add a rejection to the write for each other event."""
    accepted: list[tuple[int, AcceptedEvent]] = []
    for index, event in enumerate(batch.events):
        checked = check_event(event, times.each[index], rules)
        if isinstance(checked, AcceptedEvent):
            accepted.append((index, checked))
            continue
        write.rejected.append(Rejection(index, checked.code, checked.message))
        if isinstance(checked, UnknownEventType):
            write.unknown_types.add(event.type)
    return AcceptedEvents.of(accepted)


def _leave_out_sampled(accepted: AcceptedEvents, weights: Weights, write: Write) -> AcceptedEvents:
    stored = [
        place
        for place, each in enumerate(accepted.types)
        if weights.get(each.name, _UNIT_WEIGHT) is not None
    ]
    write.sampled_out = len(accepted.types) - len(stored)
    return accepted.select(stored)


def _encode_rows(
    accepted: AcceptedEvents, sender: Sender, weights: Weights, now: datetime
) -> bytes:
    """Encode the rows of telemetry_events. Fields that all rows share are encoded once."""
    shared = encode_batch_fields(
        sender.app_id,
        sender.device_id,
        sender.session_id,
        sender.app_version,
        sender.mosis_version,
        now,
    )
    unweighted = copy.encode_float32(_UNIT_WEIGHT) + shared
    weighted = {
        name: copy.encode_float32(weight) + shared for name, weight in weights.items() if weight
    }
    tails = (
        [weighted.get(each.name, unweighted) for each in accepted.types]
        if weighted
        else repeat(unweighted)
    )
    names = [each.name_field for each in accepted.types]
    return encode_rows(accepted.micros, accepted.distinct_micros, accepted.data, names, tails)


def _make_deltas(
    accepted: AcceptedEvents, sender: Sender, weights: Weights, now: datetime
) -> list[BatchDelta]:
    """Make one delta for each weight. Without sampling, all events have the same weight."""
    if not accepted.types:
        return []
    if not weights:
        return [make_delta(sender, now, _UNIT_WEIGHT, accepted)]
    by_weight: dict[float, list[int]] = {}
    for place, each in enumerate(accepted.types):
        weight = weights.get(each.name, _UNIT_WEIGHT)
        if weight is not None:
            by_weight.setdefault(weight, []).append(place)
    return [
        make_delta(sender, now, weight, accepted.select(places))
        for weight, places in by_weight.items()
    ]


def _find_crashes(
    accepted: AcceptedEvents, sender: Sender, batch_id: UUID | None, now: datetime
) -> list[CrashOccurrence]:
    """Find the crashes among the events. Their ids follow from the batch id, as for a retry."""
    crashes = []
    for place in [place for place, each in enumerate(accepted.types) if each.is_crash]:
        crash_id = uuid5(batch_id, str(accepted.indexes[place])) if batch_id else uuid7(now)
        fields = accepted.fields[place] or _NO_FIELDS
        crash = to_crash_input(accepted.types[place].name, fields)
        time = copy.to_datetime(accepted.micros[place])
        crashes.append(to_occurrence(sender, crash, crash_id, time, now))
    return crashes


def _make_batch_key(
    app_id: AppId, batch_id: UUID, times: Collection[int | None], now: datetime
) -> BatchKey | None:
    """The key of the batch. Its time depends only on the batch, so that a retry has the same key.

    It is the time in a UUIDv7, or else the earliest timestamp of all events, including rejected
    events: a retry may contain an event that has become too old. None without a valid timestamp.
    """
    micros = copy.to_microseconds(now)
    window = range(micros - _BATCH_WINDOW_MICROS, micros + _CLOCK_SKEW_MICROS + 1)
    if batch_id.version != 7:
        valid = [each for each in times if each is not None and each in window]
        return BatchKey(app_id, batch_id, copy.to_datetime(min(valid))) if valid else None
    time = read_uuid7_time(batch_id)
    if time is None or copy.to_microseconds(time) not in window:
        raise InvalidField(
            "The time in `batchId` is not within the last 14 days. Check the device's clock.",
            field="batchId",
        )
    return BatchKey(app_id, batch_id, time)
