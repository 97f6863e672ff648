"""Sign-in and sign-out for browsers: an HttpOnly cookie, and a CSRF token beside it."""

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from telemetry_graph.accounts.credentials import csrf_token
from telemetry_graph.accounts.model import SESSION_LIFETIME
from telemetry_graph.accounts.service import Accounts
from telemetry_graph.api.authentication import SESSION_COOKIE, Credentials
from telemetry_graph.api.body import decoded, json_body
from telemetry_graph.kit.access import Developer
from telemetry_graph.kit.errors import Unauthenticated

_NOT_STORED = {"Cache-Control": "no-store"}


class SignIn(Struct, frozen=True, forbid_unknown_fields=True):
    email: str
    password: str


class ChangePassword(Struct, frozen=True, forbid_unknown_fields=True):
    current: str
    new: str


class Sessions:
    def __init__(self, accounts: Accounts, credentials: Credentials, *, is_https: bool) -> None:
        self._accounts = accounts
        self._credentials = credentials
        self._is_https = is_https

    def routes(self) -> list[Route]:
        return [
            Route("/sign-in", self.sign_in, methods=["POST"]),
            Route("/sign-out", self.sign_out, methods=["POST"]),
            Route("/session", self.session, methods=["GET"]),
            Route("/password", self.change_password, methods=["POST"]),
        ]

    async def sign_in(self, request: Request) -> Response:
        """`{email, password}` → the cookie, and `{email, csrfToken}`."""
        given = decoded(await json_body(request.scope, request.receive), SignIn)
        session = await self._accounts.sign_in(given.email, given.password)
        response = _described(given.email.strip().lower(), session.secret)
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
        await self._credentials.developer(request)
        if secret := request.cookies.get(SESSION_COOKIE):
            await self._accounts.sign_out(secret)
        response = Response(status_code=204)
        response.delete_cookie(
            SESSION_COOKIE, httponly=True, samesite="strict", secure=self._is_https
        )
        return response

    async def session(self, request: Request) -> Response:
        """Who the cookie stands for, or 204: what a page asks first, and nobody is no error."""
        try:
            developer, secret = await self._signed_in(request)
        except Unauthenticated:
            return Response(status_code=204, headers=_NOT_STORED)
        return _described(developer.email, secret)

    async def change_password(self, request: Request) -> Response:
        """`{current, new}` → 204; the person's other browser sessions are gone."""
        developer, secret = await self._signed_in(request)
        given = decoded(await json_body(request.scope, request.receive), ChangePassword)
        await self._accounts.change_password(developer, given.current, given.new, secret)
        return Response(status_code=204)

    async def _signed_in(self, request: Request) -> tuple[Developer, str]:
        secret = request.cookies.get(SESSION_COOKIE)
        if secret is None:
            raise Unauthenticated("Nobody is signed in.")
        return await self._credentials.developer(request), secret


def _described(email: str, secret: str) -> Response:
    body = {"email": email, "csrfToken": csrf_token(secret)}
    return JSONResponse(body, headers=_NOT_STORED)
