"""The HTTP client of all channels: a name is resolved once, and that very address is reached."""

import asyncio
import logging
import socket
import ssl
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from typing import Any

import httpcore
import httpx

from telemetry_graph.alerting.channels.addresses import EVERY_ADDRESS, AddressPolicy
from telemetry_graph.alerting.channels.bounded import BoundedBackend

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

_MOST_ADDRESSES = 4
_LOOKUPS_AT_ONCE = 128  # twice what a worker sends at once, as some go on after their send gave up
_NOT_HEARD = ("Set-Cookie", "Location")
_PORTS = {"http": 80, "https": 443}


class AddressRefused(httpx.RequestError):
    """The receiver's name leads to an address that alerts are not sent to."""


class SystemResolver:
    """Asks the system, on threads of its own.

    The event loop's few are shared by everybody: a handful of names whose servers never answer
    would hold up all others.
    """

    def __init__(self, look_up: Callable[..., Sequence[Any]] = socket.getaddrinfo) -> None:
        self._look_up = look_up
        self._threads = ThreadPoolExecutor(_LOOKUPS_AT_ONCE, "alert-names")

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a name, each once, in the system's order."""
        look_up = partial(self._look_up, host, port, type=socket.SOCK_STREAM)
        found = await asyncio.get_running_loop().run_in_executor(self._threads, look_up)
        return list(dict.fromkeys(str(address[0]) for *_, address in found))

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


class GuardedTransport(httpx.AsyncBaseTransport):
    """Checks what a name leads to, then connects to what was checked.

    Nobody resolves the name a second time, so it cannot lead elsewhere by then. TLS still asks for
    a certificate of the name, and the receiver still sees the name as its Host.
    """

    def __init__(
        self,
        inner: httpx.AsyncBaseTransport,
        policy: AddressPolicy,
        resolve: Resolve | None = None,
    ) -> None:
        self._inner = inner
        self._policy = policy
        self._system = SystemResolver()
        self._resolve = resolve or self._system

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        failed: httpx.ConnectError | httpx.ConnectTimeout | None = None
        for address in await self._checked(request):
            try:
                return _forgettable(
                    await self._inner.handle_async_request(_pinned(request, address))
                )
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failed = error
        raise failed or httpx.ConnectError("the name leads to no address", request=request)

    async def aclose(self) -> None:
        await self._inner.aclose()
        self._system.close()

    async def _checked(self, request: httpx.Request) -> Sequence[str]:
        host, port = request.url.host, request.url.port or _PORTS[request.url.scheme]
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpx.ConnectError(f"the name is not known: {error}", request=request) from error
        # One bad answer spoils them all: names of honest receivers do not lead to both.
        for address in addresses:
            if refusal := self._policy.refusal(address):
                raise AddressRefused(
                    f"{refusal}; TELEMETRY_ALERT_ALLOWED_NETWORKS may allow it", request=request
                )
        return addresses[:_MOST_ADDRESSES]


class _BoundedTransport(httpx.AsyncHTTPTransport):
    """With a pool of its own: httpx has no parameter for what the pool reads from."""

    def __init__(self, trusting: ssl.SSLContext) -> None:
        super().__init__(verify=trusting, trust_env=False)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=trusting,
            max_connections=100,
            # A connection is found again by its address: one name's must not serve another name.
            max_keepalive_connections=0,
            network_backend=BoundedBackend(),
        )


def outbound_client(
    policy: AddressPolicy = EVERY_ADDRESS,
    *,
    resolve: Resolve | None = None,
    trusting: ssl.SSLContext | None = None,
) -> httpx.AsyncClient:
    """The client for HTTP channels. Without a policy it is for addresses that an operator set."""
    # httpx logs each request's full address at INFO, and a webhook's address is its password.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    transport = GuardedTransport(_BoundedTransport(trusting or _system_trust()), policy, resolve)
    return httpx.AsyncClient(transport=transport, follow_redirects=False, trust_env=False)


@cache
def _system_trust() -> ssl.SSLContext:
    """Shared by all clients: reading the certificates of all authorities takes its time."""
    return ssl.create_default_context()


def _forgettable(response: httpx.Response) -> httpx.Response:
    """Without what httpx would act on: cookies, which it keeps for good, and redirects."""
    for name in _NOT_HEARD:
        response.headers.pop(name, None)
    return response


def _pinned(request: httpx.Request, address: str) -> httpx.Request:
    """The same request, on its way to `address`; its Host header was set from the name before."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )
