"""Browser sessions: sign-in and sign-out with an HttpOnly cookie and a CSRF token."""

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from telemetry_graph.accounts.credentials import make_csrf_token
from telemetry_graph.accounts.model import SESSION_LIFETIME
from telemetry_graph.accounts.service import Accounts
from telemetry_graph.api.authentication import SESSION_COOKIE, RequestAuthenticator
from telemetry_graph.api.http import decode, read_json_body
from telemetry_graph.kit.access import Developer
from telemetry_graph.kit.errors import Unauthenticated

_NO_STORE = {"Cache-Control": "no-store"}


class SignInBody(Struct, frozen=True, forbid_unknown_fields=True):
    email: str
    password: str


class PasswordBody(Struct, frozen=True, forbid_unknown_fields=True):
    current: str
    new: str


class SessionRoutes:
    def __init__(
        self, accounts: Accounts, authenticator: RequestAuthenticator, *, is_https: bool
    ) -> None:
        self._accounts = accounts
        self._authenticator = authenticator
        self._is_https = is_https

    @property
    def routes(self) -> list[Route]:
        return [
            Route("/sign-in", self.sign_in, methods=["POST"]),
            Route("/sign-out", self.sign_out, methods=["POST"]),
            Route("/session", self.get_session, methods=["GET"]),
            Route("/password", self.change_password, methods=["POST"]),
        ]

    async def sign_in(self, request: Request) -> Response:
        """Accepts `{email, password}`; returns the cookie and `{email, csrfToken}`."""
        body = decode(await read_json_body(request.scope, request.receive), SignInBody)
        session = await self._accounts.sign_in(body.email, body.password)
        response = _make_session_response(body.email.strip().lower(), session.secret)
        response.set_cookie(
            SESSION_COOKIE,
            session.secret,
            max_age=int(SESSION_LIFETIME.total_seconds()),
            httponly=True,
            samesite="strict",
            secure=self._is_https,
        )
        return response

    async def sign_out(self, request: Request) -> Response:
        await self._authenticator.require_developer(request)
        if secret := request.cookies.get(SESSION_COOKIE):
            await self._accounts.sign_out(secret)
        response = Response(status_code=204)
        response.delete_cookie(
            SESSION_COOKIE, httponly=True, samesite="strict", secure=self._is_https
        )
        return response

    async def get_session(self, request: Request) -> Response:
        """The session of the cookie, or 204 for a browser that is not signed in."""
        try:
            developer, secret = await self._require_session(request)
        except Unauthenticated:
            return Response(status_code=204, headers=_NO_STORE)
        return _make_session_response(developer.email, secret)

    async def change_password(self, request: Request) -> Response:
        """Accepts `{current, new}`; returns 204 and ends the other sessions of the user."""
        developer, secret = await self._require_session(request)
        body = decode(await read_json_body(request.scope, request.receive), PasswordBody)
        await self._accounts.change_password(developer, body.current, body.new, secret)
        return Response(status_code=204)

    async def _require_session(self, request: Request) -> tuple[Developer, str]:
        secret = request.cookies.get(SESSION_COOKIE)
        if secret is None:
            raise Unauthenticated("Not signed in.")
        return await self._authenticator.require_developer(request), secret


def _make_session_response(email: str, secret: str) -> Response:
    body = {"email": email, "csrfToken": make_csrf_token(secret)}
    return JSONResponse(body, headers=_NO_STORE)
