from uuid import uuid4

import pytest
from starlette.requests import HTTPConnection
from tests.factories import APP

from telemetry_graph.accounts.credentials import Authenticator, digest, make_csrf_token
from telemetry_graph.api.authentication import RequestAuthenticator, read_header_secret
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.access import Developer, Device, Principal, Role
from telemetry_graph.kit.clock import utc_now
from telemetry_graph.kit.errors import CsrfRejected, Unauthenticated
from telemetry_graph.kit.ids import UserId

_KEY, _TOKEN, _SESSION = "tgi_key", "tgp_token", "tgs_session"
_DEVICE = Device(APP, uuid4())
_BY_TOKEN = Developer(UserId(uuid4()), "token@example.com", {APP: Role.OWNER})
_BY_SESSION = Developer(UserId(uuid4()), "session@example.com", {APP: Role.OWNER})


@pytest.fixture
async def authenticator() -> RequestAuthenticator:
    """With three callers in the cache, and without a database."""
    pool = await Pool.open("postgresql://unused@127.0.0.1:1/unused", size=1)
    cached = Authenticator.over(pool, utc_now)
    callers: list[tuple[str, Principal]] = [
        (_KEY, _DEVICE),
        (_TOKEN, _BY_TOKEN),
        (_SESSION, _BY_SESSION),
    ]
    for secret, principal in callers:
        cached.devices.put(digest(secret), principal)
    cached.devices.put(digest("tgp_wrong"), None)
    return RequestAuthenticator(cached)


def _connection(method: str | None = "POST", **headers: str) -> HTTPConnection:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http" if method else "websocket", "headers": raw}
    return HTTPConnection({**scope, "method": method} if method else scope)


@pytest.mark.parametrize(
    ("headers", "secret"),
    [
        ({"authorization": "Bearer abc"}, "abc"),
        ({"authorization": "bearer  abc "}, "abc"),
        ({"authorization": "Bearer"}, ""),
        ({"x-api-key": "abc"}, "abc"),
        ({"authorization": "Basic dXNlcg==", "x-api-key": "abc"}, "abc"),
        ({"authorization": "Bearer abc", "x-api-key": "def"}, "abc"),
        ({"authorization": "Basic dXNlcg=="}, None),
        ({}, None),
    ],
)
def test_a_secret_may_be_in_either_header(headers: dict[str, str], secret: str | None) -> None:
    assert read_header_secret(headers) == secret


async def test_a_key_or_token_identifies_the_caller(authenticator: RequestAuthenticator) -> None:
    by_key = _connection(authorization=f"Bearer {_KEY}")
    by_token = _connection(x_api_key=_TOKEN)

    assert await authenticator.require_caller(by_key) == _DEVICE
    assert await authenticator.require_caller(by_token) == _BY_TOKEN


@pytest.mark.parametrize(
    "connection",
    [
        _connection(),
        _connection(authorization="Basic dXNlcg=="),
        _connection(authorization="Bearer "),
        _connection(authorization="Bearer tgp_wrong"),
        _connection(authorization="Bearer admin"),
        _connection(x_api_key=""),
        _connection(cookie="other=tgs_session"),
    ],
)
async def test_a_request_without_a_valid_credential_is_unauthenticated(
    authenticator: RequestAuthenticator, connection: HTTPConnection
) -> None:
    with pytest.raises(Unauthenticated):
        await authenticator.require_caller(connection)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_a_cookie_is_enough_for_a_safe_request(
    authenticator: RequestAuthenticator, method: str
) -> None:
    connection = _connection(method, cookie=f"telemetry_session={_SESSION}")

    assert await authenticator.require_caller(connection) == _BY_SESSION


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE", "PUT"])
@pytest.mark.parametrize("token", [None, "", "wrong", make_csrf_token("tgs_other"), "\xe9" * 64])
async def test_an_unsafe_request_requires_the_csrf_token(
    authenticator: RequestAuthenticator, method: str, token: str | None
) -> None:
    headers = {"cookie": f"telemetry_session={_SESSION}"}
    if token is not None:
        headers["x_csrf_token"] = token

    with pytest.raises(CsrfRejected):
        await authenticator.require_caller(_connection(method, **headers))


async def test_a_cookie_with_its_csrf_token_is_enough_for_an_unsafe_request(
    authenticator: RequestAuthenticator,
) -> None:
    connection = _connection(
        cookie=f"telemetry_session={_SESSION}", x_csrf_token=make_csrf_token(_SESSION)
    )

    assert await authenticator.require_caller(connection) == _BY_SESSION


async def test_a_header_takes_precedence_over_the_cookie(
    authenticator: RequestAuthenticator,
) -> None:
    connection = _connection(
        authorization=f"Bearer {_TOKEN}", cookie=f"telemetry_session={_SESSION}"
    )

    assert await authenticator.require_caller(connection) == _BY_TOKEN


@pytest.mark.parametrize("name", ["authorization", "Authorization"])
@pytest.mark.parametrize("value", [f"Bearer {_TOKEN}", _TOKEN])
async def test_a_websocket_may_send_its_credential_in_connection_init(
    authenticator: RequestAuthenticator, name: str, value: str
) -> None:
    assert await authenticator.require_subscriber(_connection(None), {name: value}) == _BY_TOKEN


@pytest.mark.parametrize("params", [{}, {"authorization": 1}, {"authorization": ""}])
async def test_a_websocket_without_a_credential_is_unauthenticated(
    authenticator: RequestAuthenticator, params: dict[str, object]
) -> None:
    with pytest.raises(Unauthenticated):
        await authenticator.require_subscriber(_connection(None), params)
