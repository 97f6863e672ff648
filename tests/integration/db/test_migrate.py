import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from shutil import copytree
from uuid import uuid4

import asyncpg
import pytest
from tests.conftest import with_database

from telemetry_graph.db.migrate import MigrationMismatch, is_current, load_migrations, migrate
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.resources import find_resource_folder
from telemetry_graph.runtime import Endpoints

_NAMES = [migration.name for migration in load_migrations(find_resource_folder("migrations"))]


@pytest.fixture
async def empty(endpoints: Endpoints) -> AsyncIterator[str]:
    """The URL of a database without migrations."""
    name = f"test_{uuid4().hex}"
    admin = await asyncpg.connect(endpoints.database_url)
    await admin.execute(f'CREATE DATABASE "{name}"')
    yield with_database(endpoints.database_url, name)
    await admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    await admin.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the migrations that a test can change."""
    return copytree(find_resource_folder("migrations"), tmp_path / "migrations")


async def _applied(pool: Pool) -> list[str]:
    async with pool.connection() as conn:
        return [
            row["name"]
            for row in await conn.fetch("SELECT name FROM schema_migrations ORDER BY version")
        ]


async def _is_current(pool: Pool, folder: Path) -> bool:
    async with pool.connection() as conn:
        return await is_current(conn, load_migrations(folder))


async def test_each_migration_is_applied_once(empty: str, folder: Path) -> None:
    pool = await Pool.open(empty, size=2)
    assert not await _is_current(pool, folder)

    first = await migrate(pool, folder)
    second = await migrate(pool, folder)

    assert first == _NAMES
    assert second == []
    assert await _applied(pool) == _NAMES
    assert await _is_current(pool, folder)
    await pool.close()


async def test_several_processes_can_migrate_at_once(empty: str, folder: Path) -> None:
    pools = [await Pool.open(empty, size=1) for _ in range(3)]

    applied = await asyncio.gather(*(migrate(pool, folder) for pool in pools))

    assert sorted(applied, key=len) == [[], [], _NAMES]
    assert await _applied(pools[0]) == _NAMES
    for pool in pools:
        await pool.close()


async def test_a_new_migration_is_applied_to_an_existing_database(pool: Pool, folder: Path) -> None:
    name = f"{len(_NAMES) + 1:04}_create_example.sql"
    (folder / name).write_text("CREATE TABLE example (id integer);")
    assert not await _is_current(pool, folder)

    applied = await migrate(pool, folder)

    assert applied == [name]
    assert await _is_current(pool, folder)
    async with pool.connection() as conn:
        assert await conn.fetchval("SELECT count(*) FROM example") == 0


async def test_nothing_is_applied_when_a_migration_was_changed(pool: Pool, folder: Path) -> None:
    changed = folder / _NAMES[0]
    changed.write_text(changed.read_text() + "-- changed\n")
    (folder / f"{len(_NAMES) + 1:04}_create_example.sql").write_text("CREATE TABLE example ();")

    with pytest.raises(MigrationMismatch, match=f"{_NAMES[0]} was changed"):
        await migrate(pool, folder)

    assert await _applied(pool) == _NAMES
    async with pool.connection() as conn:
        assert await conn.fetchval("SELECT to_regclass('example')") is None


async def test_a_database_newer_than_the_program_is_refused(pool: Pool, folder: Path) -> None:
    (folder / _NAMES[-1]).unlink()

    with pytest.raises(MigrationMismatch, match="The database is newer"):
        await migrate(pool, folder)

    assert await _applied(pool) == _NAMES


async def test_a_failed_migration_changes_nothing(pool: Pool, folder: Path) -> None:
    name = f"{len(_NAMES) + 1:04}_break.sql"
    (folder / name).write_text("CREATE TABLE example (id integer); SELECT 1 / 0;")

    with pytest.raises(asyncpg.DivisionByZeroError):
        await migrate(pool, folder)

    assert await _applied(pool) == _NAMES
    async with pool.connection() as conn:
        assert await conn.fetchval("SELECT to_regclass('example')") is None
    (folder / name).write_text("CREATE TABLE example (id integer);")
    assert await migrate(pool, folder) == [name]


async def test_a_migration_can_run_outside_a_transaction(pool: Pool, folder: Path) -> None:
    name = f"{len(_NAMES) + 1:04}_vacuum.sql"
    (folder / name).write_text("-- no-transaction\nVACUUM apps;")

    assert await migrate(pool, folder) == [name]

    assert await _applied(pool) == [*_NAMES, name]
