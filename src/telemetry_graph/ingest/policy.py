"""The rate limits and sampling rates of apps. Unset limits are those of the installation."""

import time
from dataclasses import dataclass

from telemetry_graph.db.pool import Pool
from telemetry_graph.ingest import store
from telemetry_graph.ingest.accept.sampling import MIN_RATE, can_be_sampled
from telemetry_graph.ingest.model import IngestPolicy, RateLimits
from telemetry_graph.kit.errors import DatabaseUnavailable, InvalidField
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.ttl_cache import TtlCache

MAX_LIMIT = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Policies:
    """Caches policies for the hot path: a change takes effect within five seconds."""

    pool: Pool
    default: IngestPolicy
    cache: TtlCache[AppId, IngestPolicy]

    @classmethod
    def over(cls, pool: Pool, limits: RateLimits) -> "Policies":
        """`limits` are those of the installation."""
        return cls(pool, IngestPolicy.of(limits), TtlCache(time.monotonic))

    async def load(self, app_id: AppId) -> IngestPolicy:
        if cached := self.cache.get(app_id):
            return cached[0] or self.default
        try:
            async with self.pool.connection() as conn:
                stored = await store.find_policy(conn, app_id, self.default.limits)
        except DatabaseUnavailable:
            self.cache.forget(app_id)
            raise
        policy = stored or self.default
        self.cache.put(app_id, policy)
        return policy

    async def set_rate(self, app_id: AppId, event_type: str, rate: float) -> IngestPolicy:
        """Store the events of a type for a share of sessions; a rate of 1 stores all."""
        if not can_be_sampled(event_type):
            raise InvalidField(
                "`eventType` must be a built-in type. Crashes cannot be sampled.",
                field="eventType",
            )
        if not MIN_RATE <= rate <= 1:
            raise InvalidField(f"`rate` must be between {MIN_RATE} and 1.", field="rate")
        async with self.pool.transaction() as conn:
            await store.put_rate(conn, app_id, event_type, rate)
        return await self._reload(app_id)

    async def set_limits(
        self, app_id: AppId, per_key: int | None, per_device: int | None
    ) -> IngestPolicy:
        """Set the events per minute; None resets a limit to the installation's."""
        for name, limit in (("eventsPerKey", per_key), ("eventsPerDevice", per_device)):
            if limit is not None and not 1 <= limit <= MAX_LIMIT:
                raise InvalidField(f"`{name}` must be between 1 and {MAX_LIMIT}.", field=name)
        async with self.pool.transaction() as conn:
            await store.put_limits(conn, app_id, per_key, per_device)
        return await self._reload(app_id)

    async def _reload(self, app_id: AppId) -> IngestPolicy:
        self.cache.forget(app_id)
        return await self.load(app_id)
