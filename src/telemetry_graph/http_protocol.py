"""HTTP connections with limits on their number, the size of headers and the time of a request."""

import asyncio
from collections.abc import Iterable
from typing import Any

from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from telemetry_graph.api.errors import make_error_response, to_rest_body
from telemetry_graph.kit.errors import Overloaded

MAX_HEAD_BYTES = 65_536
MAX_WAIT_SECONDS = 120  # a phone sends 1 MiB at 10 KB/s in 105 s
_SWEEP_SECONDS = 5
_MAX_BUFFERED_BYTES = 65_536
_MAX_REJECTED_CONNECTIONS = 100
"""The number of connections beyond the limit that get a response. Further ones are closed."""

_HEAD_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-length: 0\r\nconnection: close\r\n\r\n"
)
_TOO_MANY_CONNECTIONS = (
    b"HTTP/1.1 503 Service Unavailable\r\n"
    b"retry-after: 1\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
)


class _BufferedTransport:
    """A transport that combines all writes of one iteration of the event loop.

    Uvicorn writes the head and the body of a response separately. That takes two system calls and
    two packets, and wakes the client twice.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._buffer: list[bytes] = []
        self._size = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if not self._buffer:
            self._loop.call_soon(self._flush)
        self._buffer.append(data)
        self._size += len(data)
        if self._size > _MAX_BUFFERED_BYTES:  # so that a slow client pauses a long response
            self._flush()

    def close(self) -> None:
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        if self._buffer:
            self._transport.write(b"".join(self._buffer))
            self._buffer.clear()
            self._size = 0


class HttpConnection(HttpToolsProtocol):
    """Adds limits that uvicorn lacks, against silent clients and endless headers."""

    def __init__(self, *args: Any, max_connections: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._max_connections = max_connections
        self._is_in_head = True
        self._request_bytes = 0
        """The bytes of the current request that were received."""
        self._waiting_since: float | None = None
        """When the server started to wait for the client; None while it does not wait."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(_BufferedTransport(transport, self.loop))  # type: ignore[arg-type]
        self._waiting_since = self.loop.time()
        excess = len(self.connections) - self._max_connections
        if excess > _MAX_REJECTED_CONNECTIONS:
            transport.abort()
        elif excess > 0:
            self.app = _reject

    def data_received(self, data: bytes) -> None:
        if self._waiting_since is None and (self.cycle is None or self.cycle.response_complete):
            self._waiting_since = self.loop.time()
        self._request_bytes += len(data)
        super().data_received(data)
        if self._is_in_head and self._request_bytes > MAX_HEAD_BYTES:
            self.transport.write(_HEAD_TOO_LARGE)
            self.transport.close()

    def handle_websocket_upgrade(self) -> None:
        if self.app is _reject:
            self.transport.write(_TOO_MANY_CONNECTIONS)
            self.transport.close()
        else:
            super().handle_websocket_upgrade()

    def on_message_begin(self) -> None:
        self._waiting_since = self.loop.time()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._is_in_head = False
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._is_in_head, self._request_bytes, self._waiting_since = True, 0, None
        super().on_message_complete()

    def pause_writing(self) -> None:
        self._waiting_since = self.loop.time()
        super().pause_writing()

    def resume_writing(self) -> None:
        self._waiting_since = None
        super().resume_writing()

    def close_if_stuck(self, now: float) -> None:
        """Close the connection if the client was silent for too long."""
        if self._waiting_since is not None and now - self._waiting_since > MAX_WAIT_SECONDS:
            self.transport.abort()


async def close_stuck_connections(connections: Iterable[Any]) -> None:
    """Close stuck connections until cancelled.

    `connections` may contain WebSockets, which are skipped: they time out by their pings.
    """
    loop = asyncio.get_running_loop()
    while True:
        await asyncio.sleep(_SWEEP_SECONDS)
        for connection in list(connections):
            if isinstance(connection, HttpConnection):
                connection.close_if_stuck(loop.time())


async def _reject(scope: Scope, receive: Receive, send: Send) -> None:
    error = Overloaded("Too many connections. Send the request again.", retry_after=1)
    response = make_error_response(error, to_rest_body(error))
    response.headers["connection"] = "close"
    await response(scope, receive, send)
