"""Adds an id and security headers to every response, and turns errors into responses."""

import logging
import re
import secrets
from collections.abc import Sequence
from functools import lru_cache
from http import HTTPStatus
from itertools import count

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from telemetry_graph.api.errors import to_response

Header = tuple[bytes, bytes]

log = logging.getLogger(__name__)

_GIVEN_ID = re.compile(rb"[A-Za-z0-9_-]{8,64}")
_SECURITY_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (
        b"content-security-policy",
        b"default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        b"form-action 'self'; frame-ancestors 'none'",
    ),
)


class RequestMiddleware:
    """Handles all errors of routes. Unexpected errors are masked."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._process = secrets.token_hex(6).encode()
        self._count = count()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["app"] = self  # so that Starlette's router raises HTTPException
        request_id = self._request_id(scope)
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = _add_headers(message["headers"], request_id)
            await send(message)

        try:
            await self._app(scope, receive, send_with_headers)
        except ClientDisconnect:
            return
        except Exception as error:
            if status:  # the response has begun, so the server must close the connection
                raise
            await to_response(error, scope["path"])(scope, receive, send_with_headers)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            _log_failure(scope, status, request_id.decode())

    def _request_id(self, scope: Scope) -> bytes:
        """The id that the client sent, or a unique one."""
        for name, value in scope["headers"]:
            if name == b"x-request-id" and _GIVEN_ID.fullmatch(value):
                return bytes(value)
        return b"%b-%06x" % (self._process, next(self._count))


def _add_headers(headers: Sequence[Header], request_id: bytes) -> list[Header]:
    """Add the request's id, and the security headers that are missing."""
    missing = _find_missing_headers(tuple([name for name, _ in headers]))
    return [*headers, *missing, (b"x-request-id", request_id)]


@lru_cache(
    maxsize=256
)  # there are few different sets of headers, and thousands of responses per second
def _find_missing_headers(present: tuple[bytes, ...]) -> tuple[Header, ...]:
    return tuple(header for header in _SECURITY_HEADERS if header[0] not in present)


def _log_failure(scope: Scope, status: int, request_id: str) -> None:
    labels = {"method": scope["method"], "path": scope["path"], "status": status}
    log.warning("request failed", extra={**labels, "request_id": request_id})
