"""WSGI middleware: reports exceptions that leave the application."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Callable

import telemetry_graph_sdk
from telemetry_graph_sdk._client import Client

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class TelemetryMiddleware:
    """Wraps a WSGI application. Addresses and parameters of requests are not sent."""

    def __init__(self, app: Application, *, client: Client | None = None) -> None:
        self._app = app
        self._client = client

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        try:
            response = self._app(environ, start_response)
        except Exception as error:
            self._report(error)
            raise
        if isinstance(response, (list, tuple)):
            return response
        return _Response(response, self._report)

    def _report(self, error: Exception) -> None:
        client = self._client or telemetry_graph_sdk.get_client()
        if client is not None:
            client.capture_exception(error)


class _Response:
    """A response that is made while it is sent."""

    def __init__(self, response: Iterable[bytes], report: Callable[[Exception], None]) -> None:
        self._response = response
        self._report = report
        self._parts: Iterator[bytes] | None = None

    def __iter__(self) -> _Response:
        return self

    def __next__(self) -> bytes:
        try:
            if self._parts is None:
                self._parts = iter(self._response)
            return next(self._parts)
        except StopIteration:
            raise
        except Exception as error:
            self._report(error)
            raise

    def close(self) -> None:
        close = getattr(self._response, "close", None)
        if close is not None:
            close()
