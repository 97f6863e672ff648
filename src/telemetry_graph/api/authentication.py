"""Finds the credential of a request, and the caller that it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from secrets import compare_digest
from typing import Any

from starlette.requests import HTTPConnection, Request

from telemetry_graph.accounts.credentials import Authenticator, make_csrf_token
from telemetry_graph.kit.access import Developer, Principal, require_developer
from telemetry_graph.kit.errors import CsrfRejected, Unauthenticated

SESSION_COOKIE = "telemetry_session"
CSRF_HEADER = "x-csrf-token"
_SAFE_METHODS = {"GET", "HEAD"}

_MISSING = "Send a credential: Authorization: Bearer <ingest key or access token>."
_INVALID = "This credential is unknown, expired or revoked."


@dataclass(frozen=True, slots=True)
class RequestAuthenticator:
    """Each method raises Unauthenticated without a valid credential."""

    authenticator: Authenticator

    async def require_caller(self, connection: HTTPConnection) -> Principal:
        """The caller, from a header or from the cookie of a browser session."""
        secret = read_header_secret(connection.headers)
        if secret is None:
            secret = _read_cookie_secret(connection)
        if secret is None:
            raise Unauthenticated(_MISSING)
        return await self._authenticate(secret)

    async def require_developer(self, request: Request) -> Developer:
        return require_developer(await self.require_caller(request))

    async def require_subscriber(
        self, connection: HTTPConnection, params: Mapping[str, Any]
    ) -> Principal:
        """The caller of a WebSocket, whose credential may be in its `connection_init`."""
        secret = params.get("authorization") or params.get("Authorization")
        if isinstance(secret, str):
            return await self._authenticate(secret.removeprefix("Bearer ").strip())
        return await self.require_caller(connection)

    async def _authenticate(self, secret: str) -> Principal:
        principal = await self.authenticator.authenticate(secret)
        if principal is None:
            raise Unauthenticated(_INVALID)
        return principal


def read_header_secret(headers: Mapping[str, str]) -> str | None:
    """The credential in `Authorization: Bearer` or `X-Api-Key`."""
    scheme, _, secret = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return secret.strip()
    return headers.get("x-api-key")


def _read_cookie_secret(connection: HTTPConnection) -> str | None:
    """The secret of the browser session. Unsafe requests must also send its CSRF token."""
    secret = connection.cookies.get(SESSION_COOKIE)
    is_unsafe = connection.scope.get("method", "GET") not in _SAFE_METHODS
    if secret is not None and is_unsafe:
        token = connection.headers.get(CSRF_HEADER, "")
        if not compare_digest(token.encode(), make_csrf_token(secret).encode()):
            raise CsrfRejected("Send the CSRF token of the session in the header X-CSRF-Token.")
    return secret
