"""A proxy on loopback that harms requests and answers between an SDK and the server.

It reads one HTTP request a connection, chooses a fault by a seeded random generator, and closes the
connection. `Fault` lists what can happen.
"""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from enum import Enum

_REFUSED = b'{"error": {"code": "OVERLOADED", "message": "try later"}}'


class Fault(Enum):
    """What happens to one request."""

    NONE = "none"
    DELAY = "delay"
    """The answer comes late."""
    DROP = "drop"
    """The request does not reach the server."""
    RESET = "reset"
    """The server answers, and the connection is reset before the device hears of it."""
    TRUNCATE = "truncate"
    """The answer is cut in its middle."""
    DUPLICATE = "duplicate"
    """The server gets the request twice, at the same time."""
    HALF = "half"
    """The connection breaks in the middle of the request."""
    PORTAL = "portal"
    """A login page with status 200 answers instead of the server."""
    OVERLOAD = "overload"
    """503 with `Retry-After: 1` answers instead of the server."""


HARMFUL = [fault for fault in Fault if fault is not Fault.NONE]


class FaultProxy:
    def __init__(self, target_port: int, seed: int, faults: Sequence[Fault] = HARMFUL) -> None:
        self.counts: Counter[Fault] = Counter()
        self.is_calm = False
        """Pass everything on from now on."""
        self.address = ""
        self._target_port = target_port
        self._faults = faults
        self._random = random.Random(seed)
        self._harm = 0.6

    @asynccontextmanager
    async def running(self) -> AsyncIterator["FaultProxy"]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        try:
            yield self
        finally:
            server.close()

    def _choose(self) -> Fault:
        if self.is_calm or self._random.random() > self._harm:
            return Fault.NONE
        return self._random.choice(self._faults)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        fault = self._choose()
        self.counts[fault] += 1
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            request = await _read_message(reader)
            writer.write(await self._answer(fault, request))
            if fault in (Fault.RESET, Fault.DROP):
                writer.transport.abort()
            await writer.drain()
        writer.close()

    async def _answer(self, fault: Fault, request: bytes) -> bytes:
        if fault is Fault.DROP:
            return b""
        if fault is Fault.PORTAL:
            return _to_response("200 OK", b"<html>Please sign in</html>")
        if fault is Fault.OVERLOAD:
            return _to_response("503 Busy", _REFUSED, "Retry-After: 1")
        if fault is Fault.HALF:
            await self._forward(request[: len(request) // 2], is_cut=True)
            return b""
        if fault is Fault.DUPLICATE:
            first, _ = await asyncio.gather(self._forward(request), self._forward(request))
            return first
        response = await self._forward(request)
        if fault is Fault.DELAY:
            await asyncio.sleep(0.3)
        if fault is Fault.TRUNCATE:
            return response[: len(response) - 20]
        return b"" if fault is Fault.RESET else response

    async def _forward(self, request: bytes, *, is_cut: bool = False) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._target_port)
        try:
            writer.write(request)
            await writer.drain()
            return b"" if is_cut else await _read_message(reader)
        finally:
            writer.close()


async def _read_message(reader: asyncio.StreamReader) -> bytes:
    """Read a request or response whose length is in its head."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.lower().split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name == b"content-length":
            length = int(value)
    return head + await reader.readexactly(length)


def _to_response(status: str, body: bytes, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body
