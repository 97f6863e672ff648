"""The connection pool, and which database failures mean «away for now»."""

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

_AWAY = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,  # shutting down, starting up, or terminated by an operator
    asyncpg.InsufficientResourcesError,
    asyncpg.InternalClientError,  # a connection that broke in the middle of a COPY
)
_RETRY_SECONDS = 2
# Data lies on an SSD or in memory. With the default, made for disks, a count reads a whole table
# of wide rows where an index alone has all that is asked.
_SEEKS_ARE_CHEAP = "SET random_page_cost = 1.1"


async def _prepare(conn: Conn) -> None:
    await conn.set_type_codec(
        "jsonb",
        schema="pg_catalog",
        encoder=lambda value: b"\x01" + msgspec.json.encode(value),
        decoder=lambda data: msgspec.json.decode(data[1:]),
        format="binary",
    )
    await conn.execute(_SEEKS_ARE_CHEAP)


async def _keep_session(conn: Conn) -> None:
    """Nothing to reset, a round trip saved: no session settings, cursors or channels are used."""


def _is_broken(error: asyncpg.InterfaceError) -> bool:
    """Whether the connection is at fault, and not what was asked of it.

    asyncpg says so in words only: a connection that died in the middle of a COPY is «closed», or
    for ever busy with «another operation».
    """
    return "clos" in str(error) or "another operation" in str(error)


class Pool:
    """Connections when the database is there, DATABASE_UNAVAILABLE when it is not."""

    def __init__(self, raw: RawPool, *, acquire_seconds: float) -> None:
        self._raw = raw
        self._acquire_seconds = acquire_seconds

    @classmethod
    async def open(
        cls, url: str, *, size: int, acquire_seconds: float = 5.0, command_seconds: float = 30.0
    ) -> "Pool":
        """A pool that needs no database yet: connections are made when first asked for."""
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
        except (*_AWAY, asyncpg.InterfaceError) as error:
            if isinstance(error, asyncpg.InterfaceError) and not _is_broken(error):
                raise
            log.warning("database is away", extra={"reason": repr(error)})
            raise unavailable() from error

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Conn]:
        """A connection inside a transaction, committed on a clean exit."""
        async with self.connection() as conn, conn.transaction():
            yield conn

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Conn]:
        """A connection whose statements all see the database at one instant, and change nothing."""
        async with (
            self.connection() as conn,
            conn.transaction(isolation="repeatable_read", readonly=True),
        ):
            yield conn


def unavailable() -> DatabaseUnavailable:
    return DatabaseUnavailable(
        "The database is away. Nothing was stored; send the request again.",
        retry_after=_RETRY_SECONDS,
    )
