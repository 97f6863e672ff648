"""The real database and Redis that the tests share.

One private cluster serves the whole session, xdist workers included. The migrations are applied to
a template once; each test that asks for `database_url` gets a clone of it, for itself.
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
from telemetry_graph.kit.resources import resource_dir
from telemetry_graph.runtime import Endpoints, PrivateServices, state_dir
from telemetry_graph.settings import Settings, load_settings

# The same examples each time, however slow the machine is; `make fuzz` looks for others.
examples.register_profile("fixed", derandomize=True, deadline=None)
examples.register_profile(
    "fuzz", max_examples=3_000, deadline=None, suppress_health_check=list(HealthCheck)
)
examples.load_profile("fixed")

REPOSITORY = Path(__file__).resolve().parents[1]
# The environment hands the name on to xdist's workers; two sessions at once have two clusters.
SESSION = os.environ.setdefault("TELEMETRY_TEST_SESSION", str(os.getpid()))
MEMORY = Path("/dev/shm")  # where a database is cloned ten times as fast as on a disk
ROOM = 4 << 30


def cluster_folder() -> Path:
    own = state_dir(REPOSITORY, f"test-{SESSION}")
    if not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM:
        return own
    return MEMORY / f"{own.parent.name}-{own.name}"


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
    """Named by what is in it, so that a changed migration makes a new one."""
    sql = b"".join(path.read_bytes() for path in sorted(resource_dir("migrations").glob("*.sql")))
    return f"template_{hashlib.sha256(sql).hexdigest()[:16]}"


@pytest.fixture
async def database_url(endpoints: Endpoints, template_name: str) -> AsyncIterator[str]:
    """A migrated database of the test's own."""
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
    """Settings of a server over the test's own database, and with a Redis prefix of its own."""
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
    """The services of one process, with bus and write path running."""
    async with open_services(settings) as built, built.bus.running(), built.ingest.running():
        yield built


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
        await migrate(pool, resource_dir("migrations"))
        await pool.close()
        await admin.execute(f'ALTER DATABASE "{template}" IS_TEMPLATE true')
    finally:
        await admin.execute(CREATE_UNLOCK)
