"""Connections that read a receiver's response in small pieces, up to a limit."""

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

_PIECE_BYTES = 4_096
_MAX_RESPONSE_BYTES = 65_536
"""Head and body, with any interim responses before them."""


class BoundedBackend(httpcore.AnyIOBackend):
    """Yields to other tasks between two pieces, however small the parts of a response are."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        return _BoundedStream(
            await super().connect_tcp(host, port, timeout, local_address, socket_options)
        )


class _BoundedStream(httpcore.AsyncNetworkStream):
    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner
        self._bytes_left = _MAX_RESPONSE_BYTES

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        if self._bytes_left <= 0:
            raise httpcore.ReadError(f"the response exceeds {_MAX_RESPONSE_BYTES} bytes")
        piece = await self._inner.read(min(max_bytes, _PIECE_BYTES), timeout)
        self._bytes_left -= len(piece)
        return piece

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        return _BoundedStream(await self._inner.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
