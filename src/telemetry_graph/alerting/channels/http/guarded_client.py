"""The HTTP client of all channels: resolves a name once and connects to the checked address."""

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

from telemetry_graph.alerting.channels.http.address_policy import EVERY_ADDRESS, AddressPolicy
from telemetry_graph.alerting.channels.http.bounded_stream import BoundedBackend

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

_MAX_ADDRESSES = 4
_RESOLVER_THREADS = 128  # twice the concurrent sends of a worker; lookups can outlive their send
_IGNORED_HEADERS = ("Set-Cookie", "Location")
_PORTS = {"http": 80, "https": 443}


class AddressRefused(httpx.RequestError):
    """The receiver's name resolves to an address that alerts must not be sent to."""


class SystemResolver:
    """Resolves names through the system, on its own threads.

    The event loop has few threads: a handful of unresponsive name servers would block all others.
    """

    def __init__(self, look_up: Callable[..., Sequence[Any]] = socket.getaddrinfo) -> None:
        self._look_up = look_up
        self._threads = ThreadPoolExecutor(_RESOLVER_THREADS, "alert-names")

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """The distinct addresses of a name, in the order of the system."""
        look_up = partial(self._look_up, host, port, type=socket.SOCK_STREAM)
        results = await asyncio.get_running_loop().run_in_executor(self._threads, look_up)
        return list(dict.fromkeys(str(address[0]) for *_, address in results))

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


class GuardedTransport(httpx.AsyncBaseTransport):
    """Checks the addresses of a name, then connects to a checked address.

    The name is not resolved a second time, so it cannot lead elsewhere in between. TLS still
    requires a certificate for the name, and the receiver still gets the name as its Host.
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
        failure: httpx.ConnectError | httpx.ConnectTimeout | None = None
        for address in await self._resolve_checked(request):
            try:
                response = await self._inner.handle_async_request(_pin(request, address))
                return _remove_ignored_headers(response)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
        raise failure or httpx.ConnectError("the name has no address", request=request)

    async def aclose(self) -> None:
        await self._inner.aclose()
        self._system.close()

    async def _resolve_checked(self, request: httpx.Request) -> Sequence[str]:
        host, port = request.url.host, request.url.port or _PORTS[request.url.scheme]
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            message = f"the name could not be resolved: {error}"
            raise httpx.ConnectError(message, request=request) from error
        # One refused address refuses the name: honest names do not mix both kinds.
        for address in addresses:
            if refusal := self._policy.refuse(address):
                raise AddressRefused(
                    f"{refusal}; TELEMETRY_ALERT_ALLOWED_NETWORKS can allow it", request=request
                )
        return addresses[:_MAX_ADDRESSES]


class _BoundedTransport(httpx.AsyncHTTPTransport):
    """Sets its own pool, as httpx has no parameter for the pool's network backend."""

    def __init__(self, ssl_context: ssl.SSLContext) -> None:
        super().__init__(verify=ssl_context, trust_env=False)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=ssl_context,
            max_connections=100,
            # The pool finds connections by address: one name's must not serve another name.
            max_keepalive_connections=0,
            network_backend=BoundedBackend(),
        )


def create_client(
    policy: AddressPolicy = EVERY_ADDRESS,
    *,
    resolve: Resolve | None = None,
    ssl_context: ssl.SSLContext | None = None,
) -> httpx.AsyncClient:
    """The client of HTTP channels; without a policy it is for addresses that operators set."""
    # httpx logs the whole URL of each request at INFO, and a webhook's URL is its password.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    bounded = _BoundedTransport(ssl_context or _system_ssl_context())
    transport = GuardedTransport(bounded, policy, resolve)
    return httpx.AsyncClient(transport=transport, follow_redirects=False, trust_env=False)


@cache
def _system_ssl_context() -> ssl.SSLContext:
    """Shared by all clients, as loading the system's certificates is slow."""
    return ssl.create_default_context()


def _remove_ignored_headers(response: httpx.Response) -> httpx.Response:
    """Remove what httpx would act on: cookies, which it stores, and redirects."""
    for name in _IGNORED_HEADERS:
        response.headers.pop(name, None)
    return response


def _pin(request: httpx.Request, address: str) -> httpx.Request:
    """The same request to `address`; its Host header and TLS name remain those of the URL."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )
