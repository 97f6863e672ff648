"""How an app does among apps of its category that agreed to be compared; none is ever shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from telemetry_graph.analytics.model import LOW_SAMPLE, Measure, MeasureUse
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.analytics.store import benchmarks as store
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.day_range import DEFAULT_DAYS, DayRange
from telemetry_graph.kit.ids import AppId

FEWEST_APPS = 5
_EVERY = timedelta(hours=1)
_APPS_A_ROUND = 10


class Category(StrEnum):
    """What an app is for."""

    BUSINESS = "business"
    COMMUNICATION = "communication"
    EDUCATION = "education"
    ENTERTAINMENT = "entertainment"
    FINANCE = "finance"
    GAMES = "games"
    HEALTH = "health"
    NEWS = "news"
    PRODUCTIVITY = "productivity"
    SHOPPING = "shopping"
    TOOLS = "tools"
    TRAVEL = "travel"


@dataclass(frozen=True, slots=True)
class Rank:
    """A figure of the app's own, and the part of the others that it is better than."""

    value: float | None
    percentile: float | None


@dataclass(frozen=True, slots=True)
class Benchmark:
    category: Category
    crash_free_users: Rank
    startup_ms: Rank
    session_seconds: Rank


@dataclass(frozen=True, slots=True)
class Benchmarks:
    pool: Pool
    clock: Clock
    analytics: Analytics

    async def join(self, app_id: AppId, category: Category | None) -> None:
        """None leaves: the app's figures are forgotten at once."""
        async with self.pool.transaction() as conn:
            if category is None:
                await store.leave(conn, app_id)
            else:
                await store.join(conn, app_id, category)

    async def benchmark(self, app_id: AppId) -> Benchmark | None:
        """None for an app that does not take part."""
        async with self.pool.snapshot() as conn:
            own = await store.standing(conn, app_id)
            if own is None:
                return None
            others = await store.others(conn, app_id, own.category)
        return Benchmark(
            category=Category(own.category),
            crash_free_users=ranked(own.crash_free_users, compared(others, "crash_free_users")),
            startup_ms=ranked(own.startup_ms, compared(others, "startup_ms"), is_less_better=True),
            session_seconds=ranked(own.session_seconds, compared(others, "session_seconds")),
        )

    async def work(self) -> bool:
        """Computes how a few apps stand whose turn it is; True when there may be more."""
        now = self.clock()
        async with self.pool.transaction() as conn:
            due = await store.claim_due(conn, now - _EVERY, now, _APPS_A_ROUND)
        for app_id in due:
            standing = await self._standing_of(app_id)
            async with self.pool.transaction() as conn:
                await store.record(conn, app_id, standing)
        return len(due) == _APPS_A_ROUND

    async def _standing_of(self, app_id: AppId) -> tuple[float | None, float | None, float | None]:
        span = DayRange.last(DEFAULT_DAYS, self.clock().date())
        free = (await self.analytics.overview(app_id, span)).crash_free_users
        startup, _, _ = await self.analytics.performance(app_id, span, Measure.STARTUP)
        session, _, _ = await self.analytics.performance(app_id, span, Measure.SESSION)
        return None if free.is_low_sample else free.value, _median(startup), _median(session)


def compared(others: Sequence[store.Other], figure: str) -> list[float]:
    """Without the strangers' when they are too few to hide among.

    Else who has four of the five apps could move theirs, and so find out how the fifth stands.
    """
    friends, strangers = list[float](), list[float]()
    for other in others:
        value: float | None = getattr(other, figure)
        if value is not None:
            (strangers if other.is_strangers else friends).append(value)
    return friends + strangers if len(strangers) + 1 >= FEWEST_APPS else friends


def ranked(own: float | None, others: Sequence[float], *, is_less_better: bool = False) -> Rank:
    """No percentile among too few: with the app itself at least five must have the figure."""
    if own is None or len(others) + 1 < FEWEST_APPS:
        return Rank(own, None)
    beaten = sum((other > own) if is_less_better else (other < own) for other in others)
    return Rank(own, round(100 * beaten / len(others)))


def _median(found: Sequence[MeasureUse]) -> float | None:
    return found[0].quantiles[0] if found and found[0].events >= LOW_SAMPLE else None
