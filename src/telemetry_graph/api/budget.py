"""How much a caller may ask for: a bucket of query cost that fills up again.

Each process has its own buckets: they keep one caller from taking the database for itself, and are
no quota that must be kept to the last unit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from cachetools import LRUCache

from telemetry_graph.kit.access import Developer
from telemetry_graph.kit.errors import TooManyRequests
from telemetry_graph.kit.ids import UserId

_MOST_BUCKETS = 10_000
LEAST_COST = 1
"""Of a question that costs the database next to nothing."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """Roughly in milliseconds of the database's work."""

    capacity: int = 5_000
    per_second: int = 200


@dataclass(slots=True)
class _Bucket:
    level: float
    at: float


@dataclass(frozen=True, slots=True)
class Charge:
    """What a question cost, and what is left."""

    cost: int
    remaining: int
    allowance: Allowance


class Budgets:
    """Bounded: the bucket that was untouched for longest leaves first, and comes back full."""

    def __init__(self, monotonic: Callable[[], float], allowance: Allowance | None = None) -> None:
        self._monotonic = monotonic
        self._allowance = allowance or Allowance()
        self._buckets: LRUCache[UserId, _Bucket] = LRUCache(_MOST_BUCKETS)

    def charge(self, caller: Developer, cost: int) -> Charge:
        """Take the cost, or RATE_LIMITED with nothing taken. Devices have limits of their own."""
        cost, allowance, now = max(cost, LEAST_COST), self._allowance, self._monotonic()
        bucket = self._buckets.get(caller.user_id)
        if bucket is None:
            bucket = self._buckets[caller.user_id] = _Bucket(allowance.capacity, now)
        filled = bucket.level + (now - bucket.at) * allowance.per_second
        bucket.level, bucket.at = min(filled, allowance.capacity), now
        if cost > bucket.level:
            raise _refused(cost, bucket.level, allowance)
        bucket.level -= cost
        return Charge(cost, int(bucket.level), allowance)


def _refused(cost: int, level: float, allowance: Allowance) -> TooManyRequests:
    return TooManyRequests(
        "You have asked for much in a short time. Ask again later, or for less at once.",
        retry_after=max(1, ceil((cost - level) / allowance.per_second)),
        scope="queries",
        cost=cost,
        remaining=int(level),
    )
