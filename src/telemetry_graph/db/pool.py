"""The connection pool, and which errors mean that the database is unavailable."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import asyncpg
import msgspec
from asyncpg import Connection, Record
from asyncpg.pool import PoolConnectionProxy

from telemetry_graph.kit.errors import DatabaseUnavailable

if TYPE_CHECKING:
    Conn = Connection[Record] | PoolConnectionProxy[Record]
    RawPool = asyncpg.Pool[Record]
else:  # asyncpg's classes are generic only in their stubs
    Conn = Connection | PoolConnectionProxy
    RawPool = asyncpg.Pool

log = logging.getLogger(__name__)

_UNAVAILABLE = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,  # shutdown, startup, or terminated by an operator
    asyncpg.InsufficientResourcesError,
    asyncpg.InternalClientError,  # the connection broke during a COPY
)
_RETRY_SECONDS = 2
# Data is on an SSD or in memory. With the default cost, which is for hard disks, a count would read
# a whole table of wide rows instead of an index.
_SET_SEEK_COST = "SET random_page_cost = 1.1"


async def _prepare(conn: Conn) -> None:
    await conn.set_type_codec(
        "jsonb",
        schema="pg_catalog",
        encoder=lambda value: b"\x01" + msgspec.json.encode(value),
        decoder=lambda data: msgspec.json.decode(data[1:]),
        format="binary",
    )
    await conn.execute(_SET_SEEK_COST)


async def _keep_session(conn: Conn) -> None:
    """Skip the reset of a released connection, which would cost a round trip.

    No code uses session settings, cursors or channels.
    """


def _is_broken(error: asyncpg.InterfaceError) -> bool:
    """Whether the connection is broken, in contrast to an invalid use of it.

    Only asyncpg's messages tell the difference: a connection that broke during a COPY is "closed",
    or busy with "another operation".
    """
    return "clos" in str(error) or "another operation" in str(error)


class Pool:
    """Connections to the database; raises DatabaseUnavailable when it is unavailable."""

    def __init__(self, raw: RawPool, *, acquire_seconds: float) -> None:
        self._raw = raw
        self._acquire_seconds = acquire_seconds

    @classmethod
    async def open(
        cls, url: str, *, size: int, acquire_seconds: float = 5.0, command_seconds: float = 30.0
    ) -> "Pool":
        """A pool without connections: the first use connects, so the database may be down."""
        raw: RawPool = await asyncpg.create_pool(
            url,
            min_size=0,
            max_size=size,
            timeout=acquire_seconds,
            command_timeout=command_seconds,
            init=_prepare,
            reset=_keep_session,
            server_settings={"application_name": "telemetry-graph", "timezone": "UTC"},
        )
        return cls(raw, acquire_seconds=acquire_seconds)

    async def close(self) -> None:
        await self._raw.close()

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Conn]:
        """A connection without a transaction, for single statements."""
        try:
            async with self._raw.acquire(timeout=self._acquire_seconds) as conn:
                yield conn
        except (*_UNAVAILABLE, asyncpg.InterfaceError) as error:
            if isinstance(error, asyncpg.InterfaceError) and not _is_broken(error):
                raise
            log.warning("database is unavailable", extra={"reason": repr(error)})
            raise _database_unavailable() from error

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Conn]:
        """A connection in a transaction, which is committed unless an exception is raised."""
        async with self.connection() as conn, conn.transaction():
            yield conn

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Conn]:
        """A connection in a read-only transaction with one snapshot for all statements."""
        async with (
            self.connection() as conn,
            conn.transaction(isolation="repeatable_read", readonly=True),
        ):
            yield conn


def _database_unavailable() -> DatabaseUnavailable:
    return DatabaseUnavailable(
        "The database is unavailable. Nothing was stored; send the request again.",
        retry_after=_RETRY_SECONDS,
    )
