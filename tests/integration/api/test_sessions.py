"""Signing in from a browser, and what its cookie may do."""

from typing import Any

import httpx
import pytest
from tests.factories import APP, PASSWORD
from tests.integration.api.site import GROUPS, UPDATE, Site, refusal


async def _signed_in(site: Site, who: str = "owner") -> str:
    """Leaves the cookie with the client; answers the CSRF token."""
    answer = await site.client.post(
        "/auth/sign-in", json={"email": f"{who}@example.com", "password": PASSWORD}
    )
    assert answer.status_code == 200
    token: str = answer.json()["csrfToken"]
    return token


async def _asked(site: Site, query: str, variables: Any, **headers: str) -> httpx.Response:
    return await site.client.post(
        "/graphql", json={"query": query, "variables": variables}, headers=headers
    )


async def _sessions(site: Site) -> int:
    async with site.pool.connection() as conn:
        return int(await conn.fetchval("SELECT count(*) FROM browser_sessions"))


async def test_signing_in_sets_a_cookie_that_scripts_and_other_sites_cannot_use(
    site: Site,
) -> None:
    answer = await site.client.post(
        "/auth/sign-in", json={"email": "Owner@example.com", "password": PASSWORD}
    )

    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("telemetry_session=tgs_")
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "max-age=1209600" in cookie
    assert answer.json()["email"] == "owner@example.com"
    assert answer.headers["cache-control"] == "no-store"
    assert "tgs_" not in answer.text


async def test_a_cookie_with_its_csrf_token_reads_and_triages(site: Site) -> None:
    fingerprint = await site.crash()
    token = await _signed_in(site)
    given = {"input": {"appId": APP, "fingerprint": fingerprint, "status": "IGNORED"}}

    read = await _asked(site, GROUPS, {"app": APP}, **{"X-CSRF-Token": token})
    changed = await _asked(site, UPDATE, given, **{"X-CSRF-Token": token})

    assert read.json()["data"]["app"]["crashGroups"]["totalCount"] == 1
    assert changed.json()["data"]["updateCrashGroup"]["crashGroup"]["status"] == "IGNORED"
    assert await site.status_of(fingerprint) == "ignored"


@pytest.mark.parametrize("given", [None, "", "wrong", "0" * 64])
async def test_a_cookie_without_its_csrf_token_changes_nothing(
    site: Site, given: str | None
) -> None:
    fingerprint = await site.crash()
    await _signed_in(site)
    headers = {} if given is None else {"X-CSRF-Token": given}
    decision = {"input": {"appId": APP, "fingerprint": fingerprint, "status": "IGNORED"}}

    answers = [
        await _asked(site, UPDATE, decision, **headers),
        await site.client.patch(
            f"/v1/apps/{APP}/crashes/{fingerprint}", json={"status": "ignored"}, headers=headers
        ),
        await site.client.post("/auth/sign-out", headers=headers),
    ]

    assert [refusal(answer) for answer in answers] == [(403, "CSRF_REJECTED")] * 3
    assert await site.status_of(fingerprint) == "open"
    assert await _sessions(site) == 1


async def test_a_mutation_by_get_changes_nothing(site: Site) -> None:
    fingerprint = await site.crash()
    await _signed_in(site)
    mutation = (
        f'mutation {{ updateCrashGroup(input: {{appId: "{APP}", fingerprint: "{fingerprint}", '
        "status: IGNORED}) { crashGroup { status } } }"
    )

    for accept in ("application/json", "text/event-stream"):
        answer = await site.client.get(
            "/graphql", params={"query": mutation}, headers={"Accept": accept}
        )
        assert "IGNORED" not in answer.text

    assert await site.status_of(fingerprint) == "open"


async def test_the_page_learns_who_is_signed_in(site: Site) -> None:
    nobody = await site.client.get("/auth/session")
    token = await _signed_in(site)
    owner = await site.client.get("/auth/session")

    assert (nobody.status_code, nobody.content) == (204, b"")
    assert owner.json() == {"email": "owner@example.com", "csrfToken": token}


async def test_signing_out_ends_the_session(site: Site) -> None:
    token = await _signed_in(site)
    cookie = site.client.cookies["telemetry_session"]

    answer = await site.client.post("/auth/sign-out", headers={"X-CSRF-Token": token})
    site.client.cookies.set("telemetry_session", cookie)
    after = await _asked(site, GROUPS, {"app": APP}, **{"X-CSRF-Token": token})

    assert answer.status_code == 204
    assert refusal(after) == (401, "UNAUTHENTICATED")
    assert await _sessions(site) == 0


async def test_a_session_sees_its_own_apps_only(site: Site) -> None:
    token = await _signed_in(site, "stranger")

    answer = await _asked(site, GROUPS, {"app": APP}, **{"X-CSRF-Token": token})

    assert refusal(answer) == (404, "APP_NOT_FOUND")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"email": "owner@example.com", "password": "wrong"}, 401, "UNAUTHENTICATED"),
        ({"email": "nobody@example.com", "password": PASSWORD}, 401, "UNAUTHENTICATED"),
        ({"email": "", "password": ""}, 401, "UNAUTHENTICATED"),
        ({"email": "x" * 500_000, "password": "x" * 500_000}, 401, "UNAUTHENTICATED"),
        ({"email": "owner@example.com"}, 400, "MALFORMED_BODY"),
        ({"email": 1, "password": PASSWORD}, 400, "MALFORMED_BODY"),
        ({"email": "a", "password": "b", "remember": True}, 400, "MALFORMED_BODY"),
        ([], 400, "MALFORMED_BODY"),
    ],
)
async def test_a_bad_sign_in_is_refused_and_opens_no_session(
    site: Site, body: Any, status: int, code: str
) -> None:
    answer = await site.client.post("/auth/sign-in", json=body)

    assert refusal(answer) == (status, code)
    assert "set-cookie" not in answer.headers
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
async def test_a_sign_in_with_text_that_cannot_be_stored_is_refused(
    site: Site, body: bytes
) -> None:
    answer = await site.client.post(
        "/auth/sign-in", content=body, headers={"Content-Type": "application/json"}
    )

    assert refusal(answer) in {(401, "UNAUTHENTICATED"), (400, "INVALID_TEXT")}
    assert await _sessions(site) == 0


async def test_guessing_is_slowed_down_and_says_how_long_to_wait(site: Site) -> None:
    wrong = {"email": "owner@example.com", "password": "a wrong password"}
    for _ in range(10):
        assert (await site.client.post("/auth/sign-in", json=wrong)).status_code == 401

    right = {"email": "owner@example.com", "password": PASSWORD}
    answer = await site.client.post("/auth/sign-in", json=right)

    assert refusal(answer) == (429, "RATE_LIMITED")
    assert 1 <= int(answer.headers["retry-after"]) <= 300
    assert await _sessions(site) == 0


NEW_PASSWORD = "a better one than before"


async def _changed(site: Site, csrf: str, **given: str) -> httpx.Response:
    return await site.client.post("/auth/password", json=given, headers={"X-CSRF-Token": csrf})


async def test_a_new_password_ends_the_other_sessions(site: Site) -> None:
    await _signed_in(site)
    site.client.cookies.clear()
    csrf = await _signed_in(site)
    assert await _sessions(site) == 2

    answer = await _changed(site, csrf, current=PASSWORD, new=NEW_PASSWORD)

    assert answer.status_code == 204
    assert await _sessions(site) == 1
    assert (await site.client.get("/auth/session")).status_code == 200
    for password, status in ((PASSWORD, 401), (NEW_PASSWORD, 200)):
        given = {"email": "owner@example.com", "password": password}
        assert (await site.client.post("/auth/sign-in", json=given)).status_code == status


@pytest.mark.parametrize(
    ("current", "new"), [("wrong", NEW_PASSWORD), (PASSWORD, "short"), (PASSWORD, "x" * 257)]
)
async def test_a_password_is_not_changed_without_the_present_one_or_to_a_poor_one(
    site: Site, current: str, new: str
) -> None:
    csrf = await _signed_in(site)

    assert refusal(await _changed(site, csrf, current=current, new=new)) == (400, "INVALID_FIELD")

    given = {"email": "owner@example.com", "password": PASSWORD}
    assert (await site.client.post("/auth/sign-in", json=given)).status_code == 200


async def test_a_password_is_changed_by_its_own_page_only(site: Site) -> None:
    csrf = await _signed_in(site)
    other_page = await _changed(site, "", current=PASSWORD, new=NEW_PASSWORD)
    assert refusal(other_page) == (403, "CSRF_REJECTED")

    site.client.cookies.clear()
    nobody = await _changed(site, csrf, current=PASSWORD, new=NEW_PASSWORD)
    assert refusal(nobody) == (401, "UNAUTHENTICATED")
