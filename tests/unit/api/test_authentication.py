from uuid import uuid4

import pytest
from starlette.requests import HTTPConnection
from tests.factories import APP

from telemetry_graph.accounts.credentials import Authenticator, csrf_token, digest
from telemetry_graph.api.authentication import Credentials, header_secret
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
async def credentials() -> Credentials:
    """Over accounts that remember three callers, and whose database is not there."""
    pool = await Pool.open("postgresql://nobody@127.0.0.1:1/none", size=1)
    authenticator = Authenticator.over(pool, utc_now)
    known: list[tuple[str, Principal]] = [
        (_KEY, _DEVICE),
        (_TOKEN, _BY_TOKEN),
        (_SESSION, _BY_SESSION),
    ]
    for secret, principal in known:
        authenticator.devices.put(digest(secret), principal)
    authenticator.devices.put(digest("tgp_wrong"), None)
    return Credentials(authenticator)


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
def test_a_secret_is_found_in_either_header(headers: dict[str, str], secret: str | None) -> None:
    assert header_secret(headers) == secret


async def test_a_key_or_token_says_who_calls(credentials: Credentials) -> None:
    by_key = _connection(authorization=f"Bearer {_KEY}")
    by_token = _connection(x_api_key=_TOKEN)

    assert await credentials.caller(by_key) == _DEVICE
    assert await credentials.caller(by_token) == _BY_TOKEN


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
async def test_without_a_good_credential_nobody_calls(
    credentials: Credentials, connection: HTTPConnection
) -> None:
    with pytest.raises(Unauthenticated):
        await credentials.caller(connection)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_a_cookie_is_enough_to_look(credentials: Credentials, method: str) -> None:
    connection = _connection(method, cookie=f"telemetry_session={_SESSION}")

    assert await credentials.caller(connection) == _BY_SESSION


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE", "PUT"])
@pytest.mark.parametrize("given", [None, "", "wrong", csrf_token("tgs_other"), "\xe9" * 64])
async def test_a_cookie_alone_is_not_enough_to_change_something(
    credentials: Credentials, method: str, given: str | None
) -> None:
    headers = {"cookie": f"telemetry_session={_SESSION}"}
    if given is not None:
        headers["x_csrf_token"] = given

    with pytest.raises(CsrfRejected):
        await credentials.caller(_connection(method, **headers))


async def test_a_cookie_with_its_csrf_token_is_enough(credentials: Credentials) -> None:
    connection = _connection(
        cookie=f"telemetry_session={_SESSION}", x_csrf_token=csrf_token(_SESSION)
    )

    assert await credentials.caller(connection) == _BY_SESSION


async def test_a_header_comes_before_the_cookie(credentials: Credentials) -> None:
    connection = _connection(
        authorization=f"Bearer {_TOKEN}", cookie=f"telemetry_session={_SESSION}"
    )

    assert await credentials.caller(connection) == _BY_TOKEN


@pytest.mark.parametrize("name", ["authorization", "Authorization"])
@pytest.mark.parametrize("value", [f"Bearer {_TOKEN}", _TOKEN])
async def test_a_websocket_may_bring_its_credential_in_its_first_message(
    credentials: Credentials, name: str, value: str
) -> None:
    assert await credentials.watcher(_connection(None), {name: value}) == _BY_TOKEN


@pytest.mark.parametrize("params", [{}, {"authorization": 1}, {"authorization": ""}])
async def test_a_websocket_without_a_credential_is_refused(
    credentials: Credentials, params: dict[str, object]
) -> None:
    with pytest.raises(Unauthenticated):
        await credentials.watcher(_connection(None), params)
