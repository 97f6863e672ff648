"""One client's connection, with bounds: how many there are, how large a head, how long a wait."""

import asyncio
from collections.abc import Iterable
from typing import Any

from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from telemetry_graph.api.errors import error_response, to_rest_body
from telemetry_graph.kit.errors import Overloaded

MAX_HEAD_BYTES = 65_536
LONGEST_WAIT_SECONDS = 120  # 1 MiB from a phone at 10 KB/s takes 105
_SWEEP_SECONDS = 5
_LARGEST_PIECE = 65_536
_TOLD_BEYOND = 100  # so many more than allowed are told why; the rest are cut

_HEAD_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-length: 0\r\nconnection: close\r\n\r\n"
)
_NO_ROOM = (
    b"HTTP/1.1 503 Service Unavailable\r\n"
    b"retry-after: 1\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
)


class _Corked:
    """A transport that sends what is written in one turn of the loop as one piece.

    Uvicorn writes an answer's head and body apart: two system calls, two packets, and a client that
    wakes twice.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._written: list[bytes] = []
        self._size = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if not self._written:
            self._loop.call_soon(self._flush)
        self._written.append(data)
        self._size += len(data)
        if self._size > _LARGEST_PIECE:  # so that a long answer feels when its client is slow
            self._flush()

    def close(self) -> None:
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        if self._written:
            self._transport.write(b"".join(self._written))
            self._written.clear()
            self._size = 0


class Connection(HttpToolsProtocol):
    """Uvicorn bounds none of this: a silent client, or an endless head, would stay for good."""

    def __init__(self, *args: Any, most_connections: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._most_connections = most_connections
        self._is_in_head = True
        self._bytes = 0
        """Of the request that is being read."""
        self._waits_since: float | None = None
        """Since when it is the client's turn, within a request or an answer."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(_Corked(transport, self.loop))  # type: ignore[arg-type]
        self._waits_since = self.loop.time()
        beyond = len(self.connections) - self._most_connections
        if beyond > _TOLD_BEYOND:
            transport.abort()
        elif beyond > 0:
            self.app = _refused

    def data_received(self, data: bytes) -> None:
        if self._waits_since is None and (self.cycle is None or self.cycle.response_complete):
            self._waits_since = self.loop.time()
        self._bytes += len(data)
        super().data_received(data)
        if self._is_in_head and self._bytes > MAX_HEAD_BYTES:
            self.transport.write(_HEAD_TOO_LARGE)
            self.transport.close()

    def handle_websocket_upgrade(self) -> None:
        if self.app is _refused:
            self.transport.write(_NO_ROOM)
            self.transport.close()
        else:
            super().handle_websocket_upgrade()

    def on_message_begin(self) -> None:
        self._waits_since = self.loop.time()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._is_in_head = False
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._is_in_head, self._bytes, self._waits_since = True, 0, None
        super().on_message_complete()

    def pause_writing(self) -> None:
        self._waits_since = self.loop.time()
        super().pause_writing()

    def resume_writing(self) -> None:
        self._waits_since = None
        super().resume_writing()

    def cut_if_stuck(self, now: float) -> None:
        if self._waits_since is not None and now - self._waits_since > LONGEST_WAIT_SECONDS:
            self.transport.abort()


async def cut_stuck_ones(connections: Iterable[Any]) -> None:
    """Runs until cancelled. WebSockets are among `connections` too; their pings look after them."""
    loop = asyncio.get_running_loop()
    while True:
        await asyncio.sleep(_SWEEP_SECONDS)
        for connection in list(connections):
            if isinstance(connection, Connection):
                connection.cut_if_stuck(loop.time())


async def _refused(scope: Scope, receive: Receive, send: Send) -> None:
    error = Overloaded("Too many connections. Send the request again.", retry_after=1)
    response = error_response(error, to_rest_body(error))
    response.headers["connection"] = "close"
    await response(scope, receive, send)
