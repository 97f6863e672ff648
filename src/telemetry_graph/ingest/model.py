"""The values of ingestion: the parts of a batch that are stored, and what a write adds."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from msgspec import Struct

from telemetry_graph.analytics.deltas import BatchDelta
from telemetry_graph.catalog.model import DataFields, EventType, Tier
from telemetry_graph.crashes.model import CrashOccurrence
from telemetry_graph.ingest.wire import BatchReceipt, ConsentInput, Rejection, SamplingRate
from telemetry_graph.kit.ids import AppId

MAX_EVENTS = 500

EVENT_WINDOW = timedelta(days=7)
CRASH_WINDOW = timedelta(days=30)
BATCH_WINDOW = 2 * EVENT_WINDOW  # a device may retry a batch for this long
CLOCK_SKEW = timedelta(minutes=10)


class BatchKey(NamedTuple):
    """The key of a batch in ingest_batches. A retry has the same key."""

    app_id: AppId
    batch_id: UUID
    batch_time: datetime


@dataclass(frozen=True, slots=True)
class RateLimits:
    """Events per minute."""

    per_key: int
    per_device: int


Rates = Mapping[str, float]
"""The share of sessions whose events are stored, by event type; types without a rate have 1."""
NO_RATES: Rates = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class IngestPolicy:
    """The rate limits and sampling rates of an app."""

    limits: RateLimits
    rates: Rates
    sampling: tuple[SamplingRate, ...]
    """The rates as devices receive them, ordered by event type."""

    @classmethod
    def of(cls, limits: RateLimits, rates: Rates = NO_RATES) -> "IngestPolicy":
        sampling = tuple(SamplingRate(name, rate) for name, rate in sorted(rates.items()))
        return cls(limits, rates, sampling)


@dataclass(frozen=True, slots=True)
class Sender:
    """The device, session and version of a batch or a crash report."""

    app_id: AppId
    device_id: bytes
    """The keyed hash of the device's id."""
    session_id: str | None
    app_version: str | None
    mosis_version: str | None
    consent: ConsentInput


@dataclass(frozen=True, slots=True)
class EventTimes:
    """The timestamps of a batch in microseconds since 2000; None for an invalid one."""

    each: Sequence[int | None]
    distinct: Collection[int | None]


@dataclass(frozen=True, slots=True)
class EventRules:
    """The rules that the events of one batch must follow."""

    types: Mapping[str, EventType]
    earliest: int
    """In microseconds since 2000, like `latest`."""
    latest: int
    rejected_tiers: tuple[Tier, ...]
    """Tiers without the user's consent. A tuple, as looking up an enum in a set takes longer."""


class AcceptedEvent(Struct, frozen=True, gc=False):
    """An event that will be stored."""

    event_type: EventType
    micros: int
    """The timestamp in microseconds since 2000."""
    data: bytes
    """Canonical JSON."""
    fields: DataFields | None


@dataclass(frozen=True, slots=True)
class AcceptedEvents:
    """The events of a batch that will be stored, as columns."""

    indexes: Sequence[int]
    """Their positions in the batch."""
    types: Sequence[EventType]
    micros: Sequence[int]
    distinct_micros: Collection[int]
    """There are few, because devices send timestamps in whole seconds."""
    data: Sequence[bytes]
    """Canonical JSON; `null` or `{}` for an event without data."""
    fields: Sequence[DataFields | None]

    @classmethod
    def of(cls, accepted: Sequence[tuple[int, AcceptedEvent]]) -> "AcceptedEvents":
        """From events with their positions in the batch."""
        micros = [event.micros for _, event in accepted]
        return cls(
            [index for index, _ in accepted],
            [event.event_type for _, event in accepted],
            micros,
            set(micros),
            [event.data for _, event in accepted],
            [event.fields for _, event in accepted],
        )

    def select(self, places: Sequence[int]) -> "AcceptedEvents":
        """The events at these positions in the columns."""
        micros = [self.micros[place] for place in places]
        return AcceptedEvents(
            [self.indexes[place] for place in places],
            [self.types[place] for place in places],
            micros,
            set(micros),
            [self.data[place] for place in places],
            [self.fields[place] for place in places],
        )


@dataclass(slots=True)
class Write:
    """What one request adds. It is stored completely or not at all."""

    received_at: datetime
    key: BatchKey | None = None
    event_count: int = 0
    event_rows: bytes = b""
    """The rows of telemetry_events, encoded by events/rows.py."""
    deltas: list[BatchDelta] = field(default_factory=list)
    crashes: list[CrashOccurrence] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    sampled_out: int = 0
    """Number of valid events that sampling left out."""
    unknown_types: set[str] = field(default_factory=set)
    """Names of event types that the app does not have."""


@dataclass(frozen=True, slots=True)
class WriteResult:
    """The result of one write in its flush."""

    receipt: BatchReceipt
    stored_crashes: int
    """The number of its crashes that were new."""
