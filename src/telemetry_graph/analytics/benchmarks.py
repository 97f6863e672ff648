"""Benchmarks: how an app compares with the apps of its category that take part.

No app learns another's name or figures.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from telemetry_graph.accounts.reads import apps_with_shared_members
from telemetry_graph.analytics.model import LOW_SAMPLE, Measure, MeasureSummary
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.analytics.store import benchmarks as store
from telemetry_graph.analytics.store.benchmarks import Figures, Participant
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.day_range import DEFAULT_DAYS, DayRange
from telemetry_graph.kit.ids import AppId

MIN_APPS = 5
_INTERVAL = timedelta(hours=1)
_APPS_PER_ROUND = 10


class Category(StrEnum):
    """The category of an app."""

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
    """A figure of an app, and the percentage of the other apps with a worse one."""

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

    async def join(self, app_id: AppId, category: Category) -> None:
        async with self.pool.transaction() as conn:
            await store.join(conn, app_id, category)

    async def leave(self, app_id: AppId) -> None:
        """Stop taking part and delete the figures of the app."""
        async with self.pool.transaction() as conn:
            await store.leave(conn, app_id)

    async def benchmark(self, app_id: AppId) -> Benchmark | None:
        """None for an app that does not take part."""
        async with self.pool.snapshot() as conn:
            own = await store.participant(conn, app_id)
            if own is None:
                return None
            others = await store.other_participants(conn, app_id, own.category)
            related = await apps_with_shared_members(conn, app_id)

        def values(figure: str) -> list[float]:
            return comparable_values(others, related, figure)

        return Benchmark(
            category=Category(own.category),
            crash_free_users=rank(own.crash_free_users, values("crash_free_users")),
            startup_ms=rank(own.startup_ms, values("startup_ms"), is_less_better=True),
            session_seconds=rank(own.session_seconds, values("session_seconds")),
        )

    async def work(self) -> bool:
        """Compute the figures of the next apps that are due; returns whether more may be."""
        now = self.clock()
        async with self.pool.transaction() as conn:
            due = await store.claim_due(conn, now - _INTERVAL, now, _APPS_PER_ROUND)
        for app_id in due:
            figures = await self._compute_figures(app_id)
            async with self.pool.transaction() as conn:
                await store.set_figures(conn, app_id, figures)
        return len(due) == _APPS_PER_ROUND

    async def _compute_figures(self, app_id: AppId) -> Figures:
        days = DayRange.last(DEFAULT_DAYS, self.clock().date())
        crash_free = (await self.analytics.overview(app_id, days)).crash_free_users
        startup, _, _ = await self.analytics.performance(app_id, days, Measure.STARTUP)
        session, _, _ = await self.analytics.performance(app_id, days, Measure.SESSION)
        value = None if crash_free.is_low_sample else crash_free.value
        return value, _median(startup), _median(session)


def comparable_values(
    others: Sequence[Participant], related: Collection[AppId], figure: str
) -> list[float]:
    """The values to compare with. Too few unrelated apps are left out, so that they stay hidden.

    Otherwise the owner of four of five apps could change those four to find out the fifth's value.
    `related` are the apps that share a member with this one.
    """
    values, unrelated = list[float](), list[float]()
    for other in others:
        value: float | None = getattr(other, figure)
        if value is not None:
            (values if other.app_id in related else unrelated).append(value)
    return values + unrelated if len(unrelated) + 1 >= MIN_APPS else values


def rank(own: float | None, others: Sequence[float], *, is_less_better: bool = False) -> Rank:
    """A percentile requires at least five apps with the figure, including this one."""
    if own is None or len(others) + 1 < MIN_APPS:
        return Rank(own, None)
    worse = sum((other > own) if is_less_better else (other < own) for other in others)
    return Rank(own, round(100 * worse / len(others)))


def _median(whole: Sequence[MeasureSummary]) -> float | None:
    return whole[0].quantiles[0] if whole and whole[0].events >= LOW_SAMPLE else None
