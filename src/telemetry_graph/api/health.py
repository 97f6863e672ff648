"""Health checks: whether this process is alive, and whether it can serve."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from telemetry_graph.db.migrate import is_current, load_migrations
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.errors import TelemetryError
from telemetry_graph.live.bus import Bus


class Health:
    def __init__(self, pool: Pool, bus: Bus, migrations: Path) -> None:
        self._pool = pool
        self._bus = bus
        self._migrations = load_migrations(migrations)

    @property
    def routes(self) -> list[Route]:
        return [Route("/healthz", self.get_health), Route("/readyz", self.get_readiness)]

    async def get_health(self, request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def get_readiness(self, request: Request) -> Response:
        """503 without the database or with pending migrations; `degraded` without Redis."""
        redis = "ok" if await self._bus.ping() else "unavailable"
        checks = {**await self._check_database(), "redis": redis}
        can_serve = checks["database"] == checks["migrations"] == "ok"
        status = "unavailable" if not can_serve else "ok" if redis == "ok" else "degraded"
        return JSONResponse(
            {"status": status, "checks": checks}, status_code=200 if can_serve else 503
        )

    async def _check_database(self) -> dict[str, str]:
        try:
            async with self._pool.connection() as conn:
                has_migrations = await is_current(conn, self._migrations)
        except TelemetryError:
            return {"database": "unavailable", "migrations": "unknown"}
        return {"database": "ok", "migrations": "ok" if has_migrations else "pending"}
