"""The api process: uvicorn around the application, stopped cleanly."""

import asyncio
import gc
import logging
import resource
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import uvicorn

from telemetry_graph.api.limits import MAX_WEBSOCKET_MESSAGE_BYTES
from telemetry_graph.app import open_api
from telemetry_graph.http_protocol import Connection, cut_stuck_ones
from telemetry_graph.kit.errors import TelemetryError
from telemetry_graph.settings import Settings

log = logging.getLogger(__name__)

_KEEP_ALIVE_SECONDS = 75  # longer than the usual 60 s of load balancers, so that they close first
_COLLECT_AFTER_OBJECTS = 50_000  # a batch in flight makes hundreds, and none of them in cycles
_BACKLOG = 2_048
_OTHER_FILES = 200  # sockets to the database and Redis, logs, and clients that are told "too many"


class CannotListen(TelemetryError):
    """The address is taken, or is not ours to listen on."""

    code = "CANNOT_LISTEN"


class _UvicornServer(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Install no handlers: uvicorn's would end the process before all writes are committed."""
        yield


async def run_server(settings: Settings, stop: asyncio.Event, *, shares_port: bool) -> None:
    """Serves until `stop` is set; then finishes the requests under way, and what they wrote.

    Several processes that share the port get each connection by a hash of the kernel's.
    """
    async with open_api(settings) as app:
        config = uvicorn.Config(
            app,
            lifespan="off",
            http=partial(Connection, most_connections=_allowed(settings)),  # type: ignore[arg-type]
            ws="websockets-sansio",
            ws_max_size=MAX_WEBSOCKET_MESSAGE_BYTES,
            access_log=False,
            proxy_headers=False,  # who sent it is not looked at, let alone stored
            log_config=None,
            server_header=False,
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=settings.shutdown_seconds,
        )
        server = _UvicornServer(config)
        _calm_the_collector()
        async with asyncio.TaskGroup() as tasks:
            helpers = [
                tasks.create_task(_stop(server, stop)),
                tasks.create_task(cut_stuck_ones(server.server_state.connections)),
            ]
            with _listening(settings, shares_port=shares_port) as listener:
                await server.serve(sockets=[listener])
            for helper in helpers:
                helper.cancel()
    log.info("api stopped")


def _allowed(settings: Settings) -> int:
    """As many connections as set, or as the files that the process may open leave room for."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = settings.connections + _OTHER_FILES
    files = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))
    if files < wanted:
        log.warning("fewer connections than set: too few open files", extra={"files": files})
    return max(files - _OTHER_FILES, 1)


def _calm_the_collector() -> None:
    """What start-up made stays for good: no collection need look at it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER_OBJECTS)


@contextmanager
def _listening(settings: Settings, *, shares_port: bool) -> Iterator[socket.socket]:
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


async def _stop(server: uvicorn.Server, stop: asyncio.Event) -> None:
    await stop.wait()
    server.should_exit = True
