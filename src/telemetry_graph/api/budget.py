"""The query budget of each person: a token bucket that refills with time.

Each process has its own buckets. They keep one person from occupying the database; they are not an
exact quota.
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
"""The cost of a query that takes the database next to no time."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """In units of cost, which are roughly milliseconds of the database's time."""

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
    """Bounded: the least recently used bucket is dropped, and is full when it is made again."""

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
            raise _exhausted(cost, bucket.level, allowance)
        bucket.level -= cost
        return Charge(cost, int(bucket.level), allowance)


def _exhausted(cost: int, level: float, allowance: Allowance) -> TooManyRequests:
    return TooManyRequests(
        "Your query budget is used up. Wait as long as `Retry-After` says, or query less at once.",
        retry_after=max(1, ceil((cost - level) / allowance.per_second)),
        scope="queries",
        cost=cost,
        remaining=int(level),
    )
