"""When a failed delivery is tried again, and when it is given up."""

import zlib
from datetime import datetime, timedelta
from uuid import UUID

from telemetry_graph.alerting.channels.base import DeliveryFailed

GIVE_UP_AFTER = timedelta(hours=24)

_LAST_CHANCE = timedelta(minutes=1)
_FIRST_SECONDS = 5.0
_LONGEST_SECONDS = 3600.0
_DOUBLINGS = 12  # more than it takes to reach the longest wait, and no overflow


def wait_seconds(delivery_id: UUID, attempt: int) -> float:
    """The wait after the `attempt`-th failure: doubling, capped, and ± 25 % apart by delivery."""
    doubled = min(_FIRST_SECONDS * 2.0 ** min(attempt - 1, _DOUBLINGS), _LONGEST_SECONDS)
    spread = zlib.crc32(f"{delivery_id}/{attempt}".encode()) / 2**32
    return doubled * (0.75 + 0.5 * spread)


def next_attempt_at(
    delivery_id: UUID, attempt: int, failure: DeliveryFailed, *, created_at: datetime, now: datetime
) -> datetime | None:
    """The instant of the next attempt; None: give up.

    Not before what the receiver asked for, unless nothing would be left of the day then: a single
    answer, be it a proxy's, does not make an alert dead.
    """
    usual = now + timedelta(seconds=wait_seconds(delivery_id, attempt))
    end = created_at + GIVE_UP_AFTER
    if failure.permanent or usual >= end:
        return None
    asked = now + timedelta(seconds=failure.retry_after or 0.0)
    return max(usual, min(asked, end - _LAST_CHANCE))
