"""What the write path carries, from an accepted request to its answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from msgspec import Struct

from telemetry_graph.analytics.rollup import BatchDelta
from telemetry_graph.crashes.model import CrashOccurrence
from telemetry_graph.ingest.rate_limiter import RateLimits
from telemetry_graph.kit.ids import AppId, Fingerprint

MAX_EVENTS = 500


class Rejection(Struct, frozen=True):
    """Why one event of a batch was not taken."""

    index: int
    code: str
    message: str


class BatchKey(NamedTuple):
    """What names a batch for ever: a retry has the same."""

    app_id: AppId
    batch_id: UUID
    batch_time: datetime


Rates = Mapping[str, float]
"""The part of sessions whose events are kept, by event type; 1 for types that are not in it."""
NO_RATES: Rates = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds for one app's ingestion."""

    limits: RateLimits
    rates: Rates


@dataclass(slots=True)
class Write:
    """What one request adds, all of it or none."""

    received_at: datetime
    key: BatchKey | None = None
    events: int = 0
    event_rows: bytes = b""
    """Its rows of telemetry_events, as events/rows.py encodes them."""
    usages: list[BatchDelta] = field(default_factory=list)
    crashes: list[CrashOccurrence] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    sampled_out: int = 0
    """Good events that are left out on purpose."""
    unknown: set[str] = field(default_factory=set)
    """Names of event types that the app does not have."""

    @property
    def rows(self) -> int:
        return self.events + len(self.crashes)

    @property
    def weight(self) -> int:
        """What it takes up of the write queue, in rows: each KiB is at least one."""
        crashes = sum(len(crash.message) + len(crash.stack_trace) for crash in self.crashes)
        return max(self.rows, (len(self.event_rows) + crashes) // 1_024, 1)


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer to a batch; what it counts is committed."""

    received: int
    rejected: list[Rejection]
    is_duplicate: bool
    sampled_out: int = 0
    rates: Rates = field(default_factory=lambda: NO_RATES)
    """The app's rates as they are now, for the device to sample by."""


@dataclass(frozen=True, slots=True)
class CrashReceipt:
    """The answer to a crash report; it is committed."""

    crash_id: UUID
    fingerprint: Fingerprint
    is_duplicate: bool


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one write."""

    receipt: Receipt
    stored_crashes: int
    """How many of its crashes were not stored before."""
