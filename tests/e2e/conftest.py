"""An app with keys, and the environment of a server."""

from uuid import uuid4

import pytest
from tests.e2e.processes import Keys, create_app, free_port

from telemetry_graph.runtime import Endpoints


@pytest.fixture
async def keys(database_url: str) -> Keys:
    return await create_app(database_url)


@pytest.fixture
def environment(database_url: str, endpoints: Endpoints) -> dict[str, str]:
    """The settings of a server with the test's database."""
    return {
        "DATABASE_URL": database_url,
        "REDIS_URL": endpoints.redis_url,
        "TELEMETRY_DEVICE_PEPPER": "a pepper for tests",
        "TELEMETRY_REDIS_PREFIX": f"test-{uuid4().hex}",
        "TELEMETRY_PORT": str(free_port()),
        "TELEMETRY_LOG_LEVEL": "warning",
    }
