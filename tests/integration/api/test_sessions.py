"""Sign-in from a browser, and the rights of its cookie."""

from typing import Any

import httpx
import pytest
from tests.factories import APP, PASSWORD
from tests.integration.api.site import GROUPS, UPDATE, Site, read_error


async def _sign_in(site: Site, name: str = "owner") -> str:
    """Leaves the cookie with the client; responses the CSRF token."""
    response = await site.client.post(
        "/auth/sign-in", json={"email": f"{name}@example.com", "password": PASSWORD}
    )
    assert response.status_code == 200
    token: str = response.json()["csrfToken"]
    return token


async def _post(site: Site, query: str, variables: Any, **headers: str) -> httpx.Response:
    return await site.client.post(
        "/graphql", json={"query": query, "variables": variables}, headers=headers
    )


async def _sessions(site: Site) -> int:
    async with site.pool.connection() as conn:
        return int(await conn.fetchval("SELECT count(*) FROM browser_sessions"))


async def test_the_cookie_cannot_be_used_by_scripts_or_other_sites(
    site: Site,
) -> None:
    response = await site.client.post(
        "/auth/sign-in", json={"email": "Owner@example.com", "password": PASSWORD}
    )

    cookie = response.headers["set-cookie"].lower()
    assert cookie.startswith("telemetry_session=tgs_")
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "max-age=1209600" in cookie
    assert response.json()["email"] == "owner@example.com"
    assert response.headers["cache-control"] == "no-store"
    assert "tgs_" not in response.text


async def test_a_cookie_with_its_csrf_token_can_read_and_triage(site: Site) -> None:
    fingerprint = await site.report_crash()
    token = await _sign_in(site)
    given = {"input": {"appId": APP, "fingerprint": fingerprint, "status": "IGNORED"}}

    read = await _post(site, GROUPS, {"app": APP}, **{"X-CSRF-Token": token})
    changed = await _post(site, UPDATE, given, **{"X-CSRF-Token": token})

    assert read.json()["data"]["app"]["crashGroups"]["totalCount"] == 1
    assert changed.json()["data"]["updateCrashGroup"]["crashGroup"]["status"] == "IGNORED"
    assert await site.load_status(fingerprint) == "ignored"


@pytest.mark.parametrize("given", [None, "", "wrong", "0" * 64])
async def test_a_cookie_without_its_csrf_token_changes_nothing(
    site: Site, given: str | None
) -> None:
    fingerprint = await site.report_crash()
    await _sign_in(site)
    headers = {} if given is None else {"X-CSRF-Token": given}
    decision = {"input": {"appId": APP, "fingerprint": fingerprint, "status": "IGNORED"}}

    responses = [
        await _post(site, UPDATE, decision, **headers),
        await site.client.patch(
            f"/v1/apps/{APP}/crashes/{fingerprint}", json={"status": "ignored"}, headers=headers
        ),
        await site.client.post("/auth/sign-out", headers=headers),
    ]

    assert [read_error(response) for response in responses] == [(403, "CSRF_REJECTED")] * 3
    assert await site.load_status(fingerprint) == "open"
    assert await _sessions(site) == 1


async def test_a_mutation_by_get_changes_nothing(site: Site) -> None:
    fingerprint = await site.report_crash()
    await _sign_in(site)
    mutation = (
        f'mutation {{ updateCrashGroup(input: {{appId: "{APP}", fingerprint: "{fingerprint}", '
        "status: IGNORED}) { crashGroup { status } } }"
    )

    for accept in ("application/json", "text/event-stream"):
        response = await site.client.get(
            "/graphql", params={"query": mutation}, headers={"Accept": accept}
        )
        assert "IGNORED" not in response.text

    assert await site.load_status(fingerprint) == "open"


async def test_the_page_learns_who_is_sign_in(site: Site) -> None:
    nobody = await site.client.get("/auth/session")
    token = await _sign_in(site)
    owner = await site.client.get("/auth/session")

    assert (nobody.status_code, nobody.content) == (204, b"")
    assert owner.json() == {"email": "owner@example.com", "csrfToken": token}


async def test_signing_out_ends_the_session(site: Site) -> None:
    token = await _sign_in(site)
    cookie = site.client.cookies["telemetry_session"]

    response = await site.client.post("/auth/sign-out", headers={"X-CSRF-Token": token})
    site.client.cookies.set("telemetry_session", cookie)
    after = await _post(site, GROUPS, {"app": APP}, **{"X-CSRF-Token": token})

    assert response.status_code == 204
    assert read_error(after) == (401, "UNAUTHENTICATED")
    assert await _sessions(site) == 0


async def test_a_session_can_read_only_its_users_apps(site: Site) -> None:
    token = await _sign_in(site, "stranger")

    response = await _post(site, GROUPS, {"app": APP}, **{"X-CSRF-Token": token})

    assert read_error(response) == (404, "APP_NOT_FOUND")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"email": "owner@example.com", "password": "wrong"}, 401, "UNAUTHENTICATED"),
        ({"email": "unknown@example.com", "password": PASSWORD}, 401, "UNAUTHENTICATED"),
        ({"email": "", "password": ""}, 401, "UNAUTHENTICATED"),
        ({"email": "x" * 500_000, "password": "x" * 500_000}, 401, "UNAUTHENTICATED"),
        ({"email": "owner@example.com"}, 400, "MALFORMED_BODY"),
        ({"email": 1, "password": PASSWORD}, 400, "MALFORMED_BODY"),
        ({"email": "a", "password": "b", "remember": True}, 400, "MALFORMED_BODY"),
        ([], 400, "MALFORMED_BODY"),
    ],
)
async def test_an_invalid_sign_in_is_rejected(
    site: Site, body: Any, status: int, code: str
) -> None:
    response = await site.client.post("/auth/sign-in", json=body)

    assert read_error(response) == (status, code)
    assert "set-cookie" not in response.headers
    assert await _sessions(site) == 0


@pytest.mark.parametrize(
    "body",
    [
        rb'{"email": "a\u0000@b.c", "password": "correct horse battery"}',
        rb'{"email": "\ud800@b.c", "password": "correct horse battery"}',
        rb'{"email": "owner@example.com", "password": "\ud800"}',
        rb'{"email": "owner@example.com", "password": "\u0000"}',
    ],
)
async def test_a_sign_in_with_unstorable_text_is_rejected(site: Site, body: bytes) -> None:
    response = await site.client.post(
        "/auth/sign-in", content=body, headers={"Content-Type": "application/json"}
    )

    assert read_error(response) in {(401, "UNAUTHENTICATED"), (400, "INVALID_TEXT")}
    assert await _sessions(site) == 0


async def test_sign_in_attempts_are_limited_with_retry_after(site: Site) -> None:
    wrong = {"email": "owner@example.com", "password": "a wrong password"}
    for _ in range(10):
        assert (await site.client.post("/auth/sign-in", json=wrong)).status_code == 401

    right = {"email": "owner@example.com", "password": PASSWORD}
    response = await site.client.post("/auth/sign-in", json=right)

    assert read_error(response) == (429, "RATE_LIMITED")
    assert 1 <= int(response.headers["retry-after"]) <= 300
    assert await _sessions(site) == 0


NEW_PASSWORD = "a better one than before"


async def _change_password(site: Site, csrf: str, **given: str) -> httpx.Response:
    return await site.client.post("/auth/password", json=given, headers={"X-CSRF-Token": csrf})


async def test_a_new_password_ends_the_other_sessions(site: Site) -> None:
    await _sign_in(site)
    site.client.cookies.clear()
    csrf = await _sign_in(site)
    assert await _sessions(site) == 2

    response = await _change_password(site, csrf, current=PASSWORD, new=NEW_PASSWORD)

    assert response.status_code == 204
    assert await _sessions(site) == 1
    assert (await site.client.get("/auth/session")).status_code == 200
    for password, status in ((PASSWORD, 401), (NEW_PASSWORD, 200)):
        given = {"email": "owner@example.com", "password": password}
        assert (await site.client.post("/auth/sign-in", json=given)).status_code == status


@pytest.mark.parametrize(
    ("current", "new"), [("wrong", NEW_PASSWORD), (PASSWORD, "short"), (PASSWORD, "x" * 257)]
)
async def test_a_wrong_or_short_password_is_rejected(site: Site, current: str, new: str) -> None:
    csrf = await _sign_in(site)

    assert read_error(await _change_password(site, csrf, current=current, new=new)) == (
        400,
        "INVALID_FIELD",
    )

    given = {"email": "owner@example.com", "password": PASSWORD}
    assert (await site.client.post("/auth/sign-in", json=given)).status_code == 200


async def test_changing_a_password_requires_the_csrf_token(site: Site) -> None:
    csrf = await _sign_in(site)
    other_page = await _change_password(site, "", current=PASSWORD, new=NEW_PASSWORD)
    assert read_error(other_page) == (403, "CSRF_REJECTED")

    site.client.cookies.clear()
    nobody = await _change_password(site, csrf, current=PASSWORD, new=NEW_PASSWORD)
    assert read_error(nobody) == (401, "UNAUTHENTICATED")
