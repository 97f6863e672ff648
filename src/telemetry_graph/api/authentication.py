"""Finds the credential in a request, and says whom it stands for."""

from collections.abc import Mapping
from dataclasses import dataclass
from secrets import compare_digest
from typing import Any

from starlette.requests import HTTPConnection, Request

from telemetry_graph.accounts.credentials import Authenticator, csrf_token
from telemetry_graph.kit.access import Developer, Principal, require_developer
from telemetry_graph.kit.errors import CsrfRejected, Unauthenticated

SESSION_COOKIE = "telemetry_session"
CSRF_HEADER = "x-csrf-token"
_SAFE_METHODS = {"GET", "HEAD"}

MISSING = "Send a credential: Authorization: Bearer <ingest key or access token>."
REFUSED = "This credential is unknown, expired or revoked."


@dataclass(frozen=True, slots=True)
class Credentials:
    authenticator: Authenticator

    async def caller(self, connection: HTTPConnection) -> Principal:
        """Whom the request's own credential stands for, or UNAUTHENTICATED."""
        secret = header_secret(connection.headers)
        if secret is None:
            secret = _cookie_secret(connection)
        if secret is None:
            raise Unauthenticated(MISSING)
        return await self._known(secret)

    async def developer(self, request: Request) -> Developer:
        return require_developer(await self.caller(request))

    async def watcher(self, connection: HTTPConnection, params: Mapping[str, Any]) -> Principal:
        """The same for a WebSocket, which may bring its credential in `connection_init`."""
        given = params.get("authorization") or params.get("Authorization")
        if isinstance(given, str):
            return await self._known(given.removeprefix("Bearer ").strip())
        return await self.caller(connection)

    async def _known(self, secret: str) -> Principal:
        principal = await self.authenticator.authenticate(secret)
        if principal is None:
            raise Unauthenticated(REFUSED)
        return principal


def header_secret(headers: Mapping[str, str]) -> str | None:
    scheme, _, secret = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return secret.strip()
    return headers.get("x-api-key")


def _cookie_secret(connection: HTTPConnection) -> str | None:
    """The browser session; a request that may change something must prove it is our page's."""
    secret = connection.cookies.get(SESSION_COOKIE)
    is_unsafe = connection.scope.get("method", "GET") not in _SAFE_METHODS
    if secret is not None and is_unsafe:
        given = connection.headers.get(CSRF_HEADER, "")
        if not compare_digest(given.encode(), csrf_token(secret).encode()):
            raise CsrfRejected("Send the session's CSRF token in X-CSRF-Token.")
    return secret
