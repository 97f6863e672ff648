"""What the end-to-end tests start from: an app with keys, and the environment of a server."""

from uuid import uuid4

import pytest
from tests.e2e.processes import Keys, app_with_keys, free_port

from telemetry_graph.runtime import Endpoints


@pytest.fixture
async def keys(database_url: str) -> Keys:
    return await app_with_keys(database_url)


@pytest.fixture
def environment(database_url: str, endpoints: Endpoints) -> dict[str, str]:
    """The settings of a server over the test's own database."""
    return {
        "DATABASE_URL": database_url,
        "REDIS_URL": endpoints.redis_url,
        "TELEMETRY_DEVICE_PEPPER": "a pepper for tests",
        "TELEMETRY_REDIS_PREFIX": f"test-{uuid4().hex}",
        "TELEMETRY_PORT": str(free_port()),
        "TELEMETRY_LOG_LEVEL": "warning",
    }
