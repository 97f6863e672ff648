"""Around every request: an id, security headers, and a last net for errors."""

import logging
import re
import secrets
from collections.abc import Sequence
from functools import lru_cache
from itertools import count

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from telemetry_graph.api.errors import public, rest_error

Header = tuple[bytes, bytes]

log = logging.getLogger(__name__)

_GIVEN_ID = re.compile(rb"[A-Za-z0-9_-]{8,64}")
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (
        b"content-security-policy",
        b"default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        b"form-action 'self'; frame-ancestors 'none'",
    ),
)


class Edge:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._process = secrets.token_hex(6).encode()
        self._count = count()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = self._request_id(scope)
        status = 0

        async def send_marked(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = _marked(message["headers"], request_id)
            await send(message)

        try:
            await self._app(scope, receive, send_marked)
        except ClientDisconnect:
            return  # nobody is there to be answered
        except Exception as error:
            if status:  # too late for an answer: let the server cut the connection
                raise
            await rest_error(public(error))(scope, receive, send_marked)
        if status >= 500:
            _log_failure(scope, status, request_id.decode())

    def _request_id(self, scope: Scope) -> bytes:
        """The caller's own, or one that no other request has."""
        for name, value in scope["headers"]:
            if name == b"x-request-id" and _GIVEN_ID.fullmatch(value):
                return bytes(value)
        return b"%b-%06x" % (self._process, next(self._count))


def _marked(headers: Sequence[Header], request_id: bytes) -> list[Header]:
    """With the request's id, and the security headers that are not there yet."""
    own = _missing(tuple([name for name, _ in headers]))
    return [*headers, *own, (b"x-request-id", request_id)]


@lru_cache(maxsize=256)  # answers have a few sets of header names, thousands of times a second
def _missing(present: tuple[bytes, ...]) -> tuple[Header, ...]:
    return tuple(header for header in _HEADERS if header[0] not in present)


def _log_failure(scope: Scope, status: int, request_id: str) -> None:
    labels = {"method": scope["method"], "path": scope["path"], "status": status}
    log.warning("request failed", extra={**labels, "request": request_id})
