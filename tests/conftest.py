"""The real database and Redis that the tests share.

A session has one private cluster, also with several xdist workers. The migrations are applied once
to a template; each test that uses `database_url` gets a clone of it.
"""

import hashlib
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as examples

from telemetry_graph.app import Services, open_services
from telemetry_graph.db.migrate import migrate
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.resources import find_resource_folder
from telemetry_graph.runtime import Endpoints, PrivateServices, state_dir
from telemetry_graph.settings import Settings, load_settings

# The same examples in each run, without deadlines; `make fuzz` generates others.
examples.register_profile("fixed", derandomize=True, deadline=None)
examples.register_profile(
    "fuzz", max_examples=3_000, deadline=None, suppress_health_check=list(HealthCheck)
)
examples.load_profile("fixed")

REPOSITORY = Path(__file__).resolve().parents[1]
# The environment passes the name to xdist's workers. Concurrent sessions have their own clusters.
SESSION = os.environ.setdefault("TELEMETRY_TEST_SESSION", str(os.getpid()))
MEMORY = Path("/dev/shm")  # cloning a database takes a tenth of the time that it takes on a disk
MIN_FREE_BYTES = 4 << 30


def cluster_folder() -> Path:
    on_disk = state_dir(REPOSITORY, f"test-{SESSION}")
    if not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < MIN_FREE_BYTES:
        return on_disk
    return MEMORY / f"{on_disk.parent.name}-{on_disk.name}"


FOLDER = cluster_folder()
SERVICES = PrivateServices(FOLDER, fast=True)

CREATE_LOCK = "SELECT pg_advisory_lock(1)"
CREATE_UNLOCK = "SELECT pg_advisory_unlock(1)"


def pytest_sessionfinish(session: pytest.Session) -> None:
    is_xdist_worker = "PYTEST_XDIST_WORKER" in os.environ
    if not is_xdist_worker:
        SERVICES.down()
        shutil.rmtree(FOLDER, ignore_errors=True)


@pytest.fixture(scope="session")
def endpoints() -> Endpoints:
    return SERVICES.up()


@pytest.fixture(scope="session")
def template_name() -> str:
    """Contains a hash of the migrations, so that a changed migration makes a new template."""
    sql = b"".join(
        path.read_bytes() for path in sorted(find_resource_folder("migrations").glob("*.sql"))
    )
    return f"template_{hashlib.sha256(sql).hexdigest()[:16]}"


@pytest.fixture
async def database_url(endpoints: Endpoints, template_name: str) -> AsyncIterator[str]:
    """A migrated database for one test."""
    async with fresh_database(endpoints.database_url, template_name) as url:
        yield url


@asynccontextmanager
async def fresh_database(server_url: str, template: str) -> AsyncIterator[str]:
    name = f"test_{uuid4().hex}"
    admin = await asyncpg.connect(server_url)
    try:
        await _ensure_template(admin, server_url, template)
        await admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        yield with_database(server_url, name)
        await admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    finally:
        await admin.close()


@pytest.fixture
async def pool(database_url: str) -> AsyncIterator[Pool]:
    opened = await Pool.open(database_url, size=10)
    yield opened
    await opened.close()


@pytest.fixture
def settings(database_url: str, endpoints: Endpoints) -> Settings:
    """Settings of a server with the test's database and its own Redis prefix."""
    return load_settings(
        {
            "DATABASE_URL": database_url,
            "REDIS_URL": endpoints.redis_url,
            "TELEMETRY_DEVICE_PEPPER": "a pepper for tests",
            "TELEMETRY_REDIS_PREFIX": f"test-{uuid4().hex}",
        }
    )


@pytest.fixture
async def services(settings: Settings) -> AsyncIterator[Services]:
    """The running services of a process."""
    async with open_services(settings) as opened, opened.bus.running(), opened.ingest.running():
        yield opened


def with_database(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


async def _ensure_template(
    admin: "asyncpg.Connection[asyncpg.Record]", url: str, template: str
) -> None:
    await admin.execute(CREATE_LOCK)
    try:
        exists = "SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate"
        if await admin.fetchval(exists, template):
            return
        await admin.execute(f'DROP DATABASE IF EXISTS "{template}"')
        await admin.execute(f'CREATE DATABASE "{template}"')
        pool = await Pool.open(with_database(url, template), size=1)
        await migrate(pool, find_resource_folder("migrations"))
        await pool.close()
        await admin.execute(f'ALTER DATABASE "{template}" IS_TEMPLATE true')
    finally:
        await admin.execute(CREATE_UNLOCK)
