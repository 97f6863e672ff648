"""When a failed delivery is tried again, and when it is dead."""

import zlib
from datetime import datetime, timedelta
from uuid import UUID

from telemetry_graph.alerting.channels.base import DeliveryFailed

RETRY_PERIOD = timedelta(hours=24)
"""After which a delivery is dead."""

_LAST_ATTEMPT = timedelta(minutes=1)
"""Before the end of the period."""
_FIRST_WAIT_SECONDS = 5.0
_MAX_WAIT_SECONDS = 3600.0
_MAX_DOUBLINGS = 12  # more than reach the longest wait, and few enough not to overflow


def compute_wait(delivery_id: UUID, attempt: int) -> float:
    """Seconds to wait after a failed attempt: doubling up to an hour, ± 25 % by delivery."""
    doublings = min(attempt - 1, _MAX_DOUBLINGS)
    seconds = min(_FIRST_WAIT_SECONDS * 2.0**doublings, _MAX_WAIT_SECONDS)
    spread = zlib.crc32(f"{delivery_id}/{attempt}".encode()) / 2**32
    return seconds * (0.75 + 0.5 * spread)


def schedule_retry(
    delivery_id: UUID,
    attempt: int,
    failure: DeliveryFailed,
    *,
    retry_since: datetime,
    now: datetime,
) -> datetime | None:
    """The time of the next attempt; None when the delivery is dead.

    Waits as long as the receiver asked, but leaves time for a last attempt: a single response,
    possibly of a proxy, must not make an alert dead.
    """
    usual = now + timedelta(seconds=compute_wait(delivery_id, attempt))
    end = retry_since + RETRY_PERIOD
    if failure.is_permanent or usual >= end:
        return None
    requested = now + timedelta(seconds=failure.retry_after_seconds or 0.0)
    return max(usual, min(requested, end - _LAST_ATTEMPT))
