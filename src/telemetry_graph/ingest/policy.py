"""What an app's owners decided about its ingestion, and what holds where they decided nothing."""

import time
from dataclasses import dataclass

from telemetry_graph.db.pool import Pool
from telemetry_graph.ingest import store
from telemetry_graph.ingest.accept.sampling import MIN_RATE, can_be_sampled
from telemetry_graph.ingest.model import NO_RATES, Policy
from telemetry_graph.ingest.rate_limiter import RateLimits
from telemetry_graph.kit.errors import DatabaseUnavailable, InvalidField
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.ttl_cache import TtlCache

MOST_EVENTS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Policies:
    """Read on the hot path, so remembered for a few seconds: a change holds within five."""

    pool: Pool
    defaults: RateLimits
    remembered: TtlCache[AppId, Policy]

    @classmethod
    def over(cls, pool: Pool, defaults: RateLimits) -> "Policies":
        return cls(pool, defaults, TtlCache(time.monotonic))

    async def of(self, app_id: AppId) -> Policy:
        if found := self.remembered.get(app_id):
            return found[0] or self._usual
        try:
            async with self.pool.connection() as conn:
                policy = await store.policy_by_app(conn, app_id, self.defaults) or self._usual
        except DatabaseUnavailable:
            self.remembered.forget(app_id)
            raise
        self.remembered.put(app_id, policy)
        return policy

    async def set_rate(self, app_id: AppId, event_type: str, rate: float) -> Policy:
        """Keep the events of this type of so many sessions: 1 is all of them."""
        if not can_be_sampled(event_type):
            raise InvalidField(
                "`eventType` must be a type of docs/events.md; crashes are all kept.",
                field="eventType",
            )
        if not MIN_RATE <= rate <= 1:
            raise InvalidField(f"`rate` must be from {MIN_RATE} to 1.", field="rate")
        async with self.pool.transaction() as conn:
            await store.put_rate(conn, app_id, event_type, rate)
        return await self._anew(app_id)

    async def set_limits(
        self, app_id: AppId, per_key: int | None, per_device: int | None
    ) -> Policy:
        """Events a minute; None brings the installation's own limit back."""
        for name, limit in (("eventsPerKey", per_key), ("eventsPerDevice", per_device)):
            if limit is not None and not 1 <= limit <= MOST_EVENTS:
                raise InvalidField(f"`{name}` must be from 1 to {MOST_EVENTS}.", field=name)
        async with self.pool.transaction() as conn:
            await store.put_limits(conn, app_id, per_key, per_device)
        return await self._anew(app_id)

    async def _anew(self, app_id: AppId) -> Policy:
        self.remembered.forget(app_id)
        return await self.of(app_id)

    @property
    def _usual(self) -> Policy:
        return Policy(self.defaults, NO_RATES)
