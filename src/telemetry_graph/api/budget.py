"""The query budget of each developer: a token bucket that refills with time.

Each process has separate buckets. They prevent one developer from occupying the database, and are
not an exact quota.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from cachetools import LRUCache

from telemetry_graph.kit.access import Developer
from telemetry_graph.kit.errors import TooManyRequests
from telemetry_graph.kit.ids import UserId

_MAX_BUCKETS = 10_000
MIN_COST = 1
"""The cost of a query that needs almost no database time."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """The size and the refill rate of a bucket. A unit is about a millisecond of database time."""

    capacity: int = 5_000
    per_second: int = 200


@dataclass(slots=True)
class _Bucket:
    level: float
    updated_at: float


@dataclass(frozen=True, slots=True)
class Charge:
    """The cost of a query, and what remains of the budget."""

    cost: int
    remaining: int
    allowance: Allowance


class Budgets:
    """Evicts the least recently used bucket. A new bucket is full."""

    def __init__(
        self,
        monotonic: Callable[[], float],
        allowance: Allowance | None = None,
        max_buckets: int = _MAX_BUCKETS,
    ) -> None:
        self._monotonic = monotonic
        self._allowance = allowance or Allowance()
        self._buckets: LRUCache[UserId, _Bucket] = LRUCache(max_buckets)

    def charge(self, caller: Developer, cost: int) -> Charge:
        """Charge the cost; raise TooManyRequests, without a charge, if it exceeds the budget."""
        cost, allowance, now = max(cost, MIN_COST), self._allowance, self._monotonic()
        bucket = self._buckets.get(caller.user_id)
        if bucket is None:
            bucket = self._buckets[caller.user_id] = _Bucket(allowance.capacity, now)
        refilled = bucket.level + (now - bucket.updated_at) * allowance.per_second
        bucket.level, bucket.updated_at = min(refilled, allowance.capacity), now
        if cost > bucket.level:
            raise _make_error(cost, bucket.level, allowance)
        bucket.level -= cost
        return Charge(cost, int(bucket.level), allowance)


def _make_error(cost: int, level: float, allowance: Allowance) -> TooManyRequests:
    return TooManyRequests(
        "Your query budget is used up. Wait for `Retry-After` seconds, or send smaller queries.",
        retry_after=max(1, ceil((cost - level) / allowance.per_second)),
        scope="queries",
        cost=cost,
        remaining=int(level),
    )
