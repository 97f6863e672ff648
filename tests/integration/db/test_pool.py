from contextlib import suppress

import asyncpg
import pytest

from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.errors import DatabaseUnavailable


async def test_a_pool_opens_without_a_database_and_its_connections_fail() -> None:
    pool = await Pool.open("postgresql://unknown@127.0.0.1:1/none", size=1, acquire_seconds=2)

    with pytest.raises(DatabaseUnavailable) as raised:
        async with pool.connection():
            pass

    assert raised.value.retry_after == 2
    await pool.close()


async def test_a_terminated_connection_is_replaced(pool: Pool) -> None:
    async with pool.connection() as conn, pool.connection() as other:
        pid = await conn.fetchval("SELECT pg_backend_pid()")
        await other.execute("SELECT pg_terminate_backend($1, 5000)", pid)

        with pytest.raises(DatabaseUnavailable):
            async with pool.transaction() as third:
                await third.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    async with pool.connection() as conn:
        assert await conn.fetchval("SELECT 1") == 1


async def test_a_full_pool_fails_after_a_timeout(database_url: str) -> None:
    pool = await Pool.open(database_url, size=1, acquire_seconds=0.05)
    async with pool.connection():
        with pytest.raises(DatabaseUnavailable):
            async with pool.connection():
                pass
    await pool.close()


async def test_a_failed_transaction_stores_nothing(pool: Pool) -> None:
    with suppress(asyncpg.UndefinedTableError):
        async with pool.transaction() as conn:
            await conn.execute("INSERT INTO apps VALUES ('a', 'A', now())")
            await conn.execute("SELECT * FROM no_such_table")

    async with pool.connection() as conn:
        assert await conn.fetchval("SELECT count(*) FROM apps") == 0


@pytest.mark.parametrize("text", ["close \ud800", "\ud800"])
async def test_a_value_that_cannot_be_stored_does_not_make_the_database_unavailable(
    pool: Pool, text: str
) -> None:
    with pytest.raises(asyncpg.DataError):
        async with pool.connection() as conn:
            await conn.fetchval("SELECT $1::text", text)


@pytest.mark.parametrize("value", [None, {}, {"a": [1, 2.5, "é", None, True]}, [], "text", 0])
async def test_json_is_read_back_unchanged(pool: Pool, value: object) -> None:
    async with pool.connection() as conn:
        assert await conn.fetchval("SELECT $1::jsonb", value) == value


async def test_times_are_in_utc(pool: Pool) -> None:
    async with pool.connection() as conn:
        assert await conn.fetchval("SHOW timezone") == "UTC"
