"""The api process: runs the application in uvicorn, and finishes its writes before it stops."""

import asyncio
import gc
import logging
import resource
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import uvicorn
from starlette.types import ASGIApp

from telemetry_graph.api.limits import MAX_WEBSOCKET_MESSAGE_BYTES
from telemetry_graph.app import open_api
from telemetry_graph.http_protocol import HttpConnection, close_stuck_connections
from telemetry_graph.kit.errors import TelemetryError
from telemetry_graph.settings import Settings

log = logging.getLogger(__name__)

_KEEP_ALIVE_SECONDS = 75  # longer than in load balancers (usually 60), which should close first
_COLLECT_AFTER_OBJECTS = 50_000  # a waiting batch has hundreds of objects but no cycles
_BACKLOG = 2_048
_OTHER_FILES = 200  # sockets to database and Redis, log files, and rejected connections


class CannotListen(TelemetryError):
    """The address is in use or not permitted."""

    code = "CANNOT_LISTEN"


class _UvicornServer(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Install no handlers: uvicorn's would end the process before all writes are committed."""
        yield


async def run_server(settings: Settings, stop: asyncio.Event, *, shares_port: bool) -> None:
    """Serve until `stop` is set, then finish the current requests and their writes.

    The kernel distributes connections between processes that share the port.
    """
    async with open_api(settings) as app:
        server = _UvicornServer(_make_uvicorn_config(app, settings))
        _tune_garbage_collection()
        async with asyncio.TaskGroup() as tasks:
            background = [
                tasks.create_task(_stop_server(server, stop)),
                tasks.create_task(close_stuck_connections(server.server_state.connections)),
            ]
            with _listen(settings, shares_port=shares_port) as listener:
                await server.serve(sockets=[listener])
            for task in background:
                task.cancel()
    log.info("api stopped")


def _make_uvicorn_config(app: ASGIApp, settings: Settings) -> uvicorn.Config:
    max_connections = _raise_file_limit(settings.connections)
    return uvicorn.Config(
        app,
        lifespan="off",
        http=partial(HttpConnection, max_connections=max_connections),  # type: ignore[arg-type]
        ws="websockets-sansio",
        ws_max_size=MAX_WEBSOCKET_MESSAGE_BYTES,
        access_log=False,
        proxy_headers=False,  # client addresses are neither read nor stored
        log_config=None,
        server_header=False,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=settings.shutdown_seconds,
    )


def _raise_file_limit(connections: int) -> int:
    """Raise the limit of open files for the connections. Return how many are possible."""
    _, hard_limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = connections + _OTHER_FILES
    files = needed if hard_limit == resource.RLIM_INFINITY else min(needed, hard_limit)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard_limit))
    if files < needed:
        log.warning(
            "the limit of open files is too low for TELEMETRY_CONNECTIONS", extra={"files": files}
        )
    return max(files - _OTHER_FILES, 1)


def _tune_garbage_collection() -> None:
    """Exclude the objects of the start, which are never freed, and collect less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER_OBJECTS)


@contextmanager
def _listen(settings: Settings, *, shares_port: bool) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listener = socket.create_server(
            (settings.host, settings.port), family=family, backlog=_BACKLOG, reuse_port=shares_port
        )
    except OSError as error:
        raise CannotListen(f"cannot listen on {settings.host}:{settings.port}: {error}") from error
    with listener:
        log.info("listening", extra={"host": settings.host, "port": settings.port})
        yield listener


async def _stop_server(server: uvicorn.Server, stop: asyncio.Event) -> None:
    await stop.wait()
    server.should_exit = True
