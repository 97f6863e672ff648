"""The limits of connections over real sockets: number, headers, silence, slow clients."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from telemetry_graph.http_protocol import MAX_HEAD_BYTES, MAX_WAIT_SECONDS, HttpConnection

_GET = b"GET / HTTP/1.1\r\nhost: here\r\n\r\n"
_HALF = b"POST / HTTP/1.1\r\nhost: here\r\ncontent-length: 10\r\n\r\nabc"
_CLOSED = (ConnectionError, asyncio.IncompleteReadError)
_UPGRADE = (
    b"GET / HTTP/1.1\r\nhost: here\r\nconnection: upgrade\r\nupgrade: websocket\r\n"
    b"sec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)


async def _app(scope: Scope, receive: Receive, send: Send) -> None:
    """Read the request, then respond with the number of bytes in the path."""
    while (await receive()).get("more_body"):
        pass
    size = int(scope["path"].strip("/") or 2)
    head = [(b"content-length", str(size).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    for _ in range(size // 65_536):
        await send({"type": "http.response.body", "body": bytes(65_536), "more_body": True})
    await send({"type": "http.response.body", "body": b"o" * (size % 65_536)})


@dataclass
class _Listening:
    port: int
    state: ServerState
    writers: list[asyncio.StreamWriter] = field(default_factory=list)

    async def client(self, sent: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1_024)
        self.writers.append(writer)
        writer.write(sent)
        return reader, writer

    async def close_all(self) -> None:
        for writer in self.writers:
            writer.close()
        for writer in self.writers:
            with suppress(ConnectionError):
                await writer.wait_closed()
        await self.wait_until_idle()

    async def wait_until_idle(self) -> None:
        while self.state.connections or self.state.tasks:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.01)

    def sweep(self, after_seconds: float) -> None:
        """Close stuck connections as the sweep would after some seconds."""
        now = asyncio.get_running_loop().time() + after_seconds
        for connection in list(self.state.connections):
            assert isinstance(connection, HttpConnection)
            connection.close_if_stuck(now)


@asynccontextmanager
async def _listening(max_connections: int = 10) -> AsyncIterator[_Listening]:
    config = uvicorn.Config(_app, lifespan="off", log_config=None, ws="websockets-sansio")
    config.load()
    state = ServerState()
    create = partial(
        HttpConnection, config=config, server_state=state, app_state={},
        max_connections=max_connections,
    )  # fmt: skip
    server = await asyncio.get_running_loop().create_server(create, "127.0.0.1", 0)
    async with server:
        here = _Listening(server.sockets[0].getsockname()[1], state)
        yield here
        await here.close_all()


async def _status(reader: asyncio.StreamReader) -> int:
    return int((await reader.readuntil(b"\r\n\r\n")).split()[1])


async def test_a_connection_beyond_the_limit_is_rejected_with_retry_after() -> None:
    async with _listening(max_connections=1) as here:
        first, _ = await here.client(_GET)
        assert await _status(first) == 200

        second, _ = await here.client(_GET)
        head, _, body = (await second.read()).partition(b"\r\n\r\n")

        assert head.startswith(b"HTTP/1.1 503 ")
        assert b"retry-after: 1" in head
        assert json.loads(body)["error"]["code"] == "OVERLOADED"


async def test_a_websocket_beyond_the_limit_is_rejected() -> None:
    async with _listening(max_connections=1) as here:
        first, _ = await here.client(_GET)
        assert await _status(first) == 200

        second, _ = await here.client(_UPGRADE)

        assert (await second.read()).startswith(b"HTTP/1.1 503 ")


async def test_a_connection_is_accepted_after_another_has_closed() -> None:
    async with _listening(max_connections=1) as here:
        first, writer = await here.client(_GET)
        assert await _status(first) == 200
        writer.close()
        await here.wait_until_idle()

        second, _ = await here.client(_GET)

        assert await _status(second) == 200


async def test_connections_far_beyond_the_limit_are_closed_without_a_response() -> None:
    async with _listening(max_connections=1) as here:
        clients = [await here.client(b"") for _ in range(102)]
        last, writer = clients[-1]
        writer.write(_GET)

        with pytest.raises(_CLOSED):
            await last.readuntil()


@pytest.mark.parametrize("head", [b"GET /" + b"a" * 100, b"GET / HTTP/1.1\r\nx: " + b"a" * 100])
async def test_an_endless_head_is_rejected(head: bytes) -> None:
    async with _listening() as here:
        reader, writer = await here.client(head)

        status = asyncio.create_task(_status(reader))
        while not status.done():
            writer.write(b"a" * 1_024)
            await asyncio.sleep(0.001)

        assert await status == 431


async def test_a_head_within_the_limit_is_accepted() -> None:
    async with _listening() as here:
        header = b"x: " + b"a" * (MAX_HEAD_BYTES - 1_000)
        reader, _ = await here.client(_GET[:-2] + header + b"\r\n\r\n")

        assert await _status(reader) == 200


async def test_a_large_body_does_not_count_as_head() -> None:
    async with _listening() as here:
        size = 3 * MAX_HEAD_BYTES
        head = b"POST / HTTP/1.1\r\nhost: here\r\ncontent-length: %d\r\n\r\n" % size
        reader, _ = await here.client(head + bytes(size))

        assert await _status(reader) == 200


@pytest.mark.parametrize("sent", [b"", b"\r\n", b"GET / HT", _HALF, _GET + _HALF])
async def test_the_connection_of_a_client_that_never_finishes_is_closed(sent: bytes) -> None:
    async with _listening() as here:
        reader, _ = await here.client(sent)
        if sent.startswith(_GET):
            assert await _status(reader) == 200
        await asyncio.sleep(0.05)

        here.sweep(MAX_WAIT_SECONDS - 1)
        await asyncio.sleep(0.05)
        assert not reader.at_eof()
        here.sweep(MAX_WAIT_SECONDS + 1)

        with pytest.raises(_CLOSED):
            await asyncio.wait_for(reader.readuntil(b"never"), 5)


async def test_the_connection_of_a_client_that_reads_no_response_is_closed() -> None:
    async with _listening() as here:
        await here.client(_GET.replace(b"/ ", b"/100000000 "))
        await asyncio.sleep(0.5)  # until the buffers of both ends are full
        assert here.state.tasks

        here.sweep(MAX_WAIT_SECONDS + 1)

        await here.wait_until_idle()


async def test_an_idle_connection_is_not_closed() -> None:
    async with _listening() as here:
        reader, writer = await here.client(_GET)
        assert await _status(reader) == 200
        await reader.readexactly(2)

        here.sweep(MAX_WAIT_SECONDS + 1)
        writer.write(_GET)

        assert await _status(reader) == 200
