"""ASGI middleware: reports exceptions that leave the application."""

from __future__ import annotations

from collections.abc import Awaitable, MutableMapping
from typing import Any, Callable

import telemetry_graph_sdk
from telemetry_graph_sdk import _hooks
from telemetry_graph_sdk._client import Client

Scope = MutableMapping[str, Any]
Application = Callable[[Scope, Callable[..., Any], Callable[..., Any]], Awaitable[None]]


class TelemetryMiddleware:
    """Wraps an ASGI application, and reports what its event loop reports.

    A report names the route (`/notes/{id}`) where the framework leaves it in the scope; addresses
    and parameters of requests are not sent.
    """

    def __init__(self, app: Application, *, client: Client | None = None) -> None:
        self._app = app
        self._client = client
        self._has_loop = False

    async def __call__(
        self, scope: Scope, receive: Callable[..., Any], send: Callable[..., Any]
    ) -> None:
        client = self._client or telemetry_graph_sdk.get_client()
        if client is None:
            await self._app(scope, receive, send)
            return
        if not self._has_loop:
            self._has_loop = _hooks.watch_loop(client)
        try:
            await self._app(scope, receive, send)
        except Exception as error:
            client.capture_exception(error, screen=_route_of(scope))
            raise


def _route_of(scope: Scope) -> str | None:
    path = getattr(scope.get("route"), "path", None)
    return path if isinstance(path, str) else None
