"""Subscriptions over Server-Sent Events, from a real server."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from httpx_sse import EventSource, aconnect_sse
from tests.factories import APP, OTHER_APP
from tests.integration.api.site import JSON, Site, bearer, read_error

_FEED = "subscription Feed($app: ID!) { crashFeed(appId: $app) { id fingerprint message } }"
_GROUPS = "subscription New($app: ID!) { newCrashGroups(appId: $app) { fingerprint } }"
_SSE = {"Accept": "text/event-stream"}


def _body(query: str = _FEED, app: Any = APP) -> dict[str, Any]:
    return {"query": query, "variables": {"app": app}}


@asynccontextmanager
async def _open(
    address: str, secret: str | None, body: dict[str, Any]
) -> AsyncIterator[EventSource]:
    headers = bearer(secret) if secret else {}
    async with (
        asyncio.timeout(30),
        httpx.AsyncClient(base_url=address, trust_env=False, timeout=30) as client,
        aconnect_sse(client, "POST", "/graphql", json=body, headers=headers) as source,
    ):
        yield source


async def _next(source: EventSource) -> Any:
    """The next message with data."""
    async for event in source.aiter_sse():
        if event.event == "next":
            return json.loads(event.data)
    raise AssertionError("the stream ended")


async def _post(address: str, secret: str | None, content: bytes) -> httpx.Response:
    headers = {**_SSE, **JSON, **(bearer(secret) if secret else {})}
    async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=30) as client:
        return await client.post("/graphql", content=content, headers=headers)


@pytest.mark.parametrize("role", ["owner", "teammate"])
async def test_a_member_receives_a_crash_as_it_is_stored(
    site: Site, address: str, role: str
) -> None:
    token = getattr(site.people, role).token
    async with (
        _open(address, token, _body()) as feed,
        _open(address, token, _body(_GROUPS)) as groups,
    ):
        assert feed.response.status_code == 200
        fingerprint = await _crash_until_received(site, feed)

        assert (await _next(groups))["data"]["newCrashGroups"]["fingerprint"] == fingerprint


async def _crash_until_received(site: Site, feed: EventSource) -> str:
    """Report crashes of one group until the feed, which starts after a moment, sends one."""
    shown = asyncio.create_task(_next(feed))
    fingerprint = ""
    while not shown.done():
        fingerprint = await site.report_crash()
        await asyncio.wait({shown}, timeout=0.1)
    assert (await shown)["data"]["crashFeed"]["fingerprint"] == fingerprint
    return fingerprint


@pytest.mark.parametrize("query", [_FEED, _GROUPS])
@pytest.mark.parametrize("secret", [None, "", "tgp_" + "x" * 43])
async def test_a_stream_requires_a_credential(
    site: Site, address: str, query: str, secret: str | None
) -> None:
    response = await _post(address, secret, json.dumps(_body(query)).encode())

    assert read_error(response) == (401, "UNAUTHENTICATED")


@pytest.mark.parametrize("query", [_FEED, _GROUPS])
@pytest.mark.parametrize("app_id", [APP, "com.example.none", "\x00", "\ud800"])
async def test_others_cannot_stream_an_app(
    site: Site, address: str, query: str, app_id: str
) -> None:
    await site.report_crash()

    response = await _post(
        address, site.people.stranger.token, json.dumps(_body(query, app_id)).encode()
    )

    assert "APP_NOT_FOUND" in response.text
    assert "fingerprint" not in response.text


@pytest.mark.parametrize("query", [_FEED, _GROUPS])
async def test_an_ingest_key_cannot_stream(site: Site, address: str, query: str) -> None:
    await site.report_crash()

    response = await _post(address, site.key, json.dumps(_body(query)).encode())

    assert "FORBIDDEN" in response.text
    assert "fingerprint" not in response.text


async def test_a_feed_has_only_crashes_of_its_app(site: Site, address: str) -> None:
    token = site.people.stranger.token
    async with _open(address, token, _body(app=OTHER_APP)) as theirs:
        async with _open(address, site.people.owner.token, _body()) as ours:
            await _crash_until_received(site, ours)

        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await _next(theirs)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"1",
        b"null",
        b"\xff",
        b"[" * 500_000,
        b'{"query": 1}',
        b'{"query": "{"}',
        b'{"query": "subscription { nothing }"}',
        rb'{"query": "subscription { \ud800 }"}',
        b'{"query": "subscription { crashFeed { id } }"}',
        b'{"query": "subscription { crashFeed(appId: \\"a\\", since: \\"noon\\") { id } }"}',
        b'{"query": "' + b"{a" * 900 + b'"}',
    ],
    ids=lambda content: repr(content[:50]),
)
async def test_an_invalid_subscription_is_rejected(
    site: Site, address: str, content: bytes
) -> None:
    response = await _post(address, site.people.owner.token, content)

    assert response.status_code in {200, 400}
    assert '"data":{' not in response.text.replace(" ", "")
    assert '"code":' in response.text
    assert "INTERNAL" not in response.text
    await site.check_still_serves()


async def test_a_subscription_of_another_media_type_is_rejected(site: Site, address: str) -> None:
    async with httpx.AsyncClient(base_url=address, trust_env=False) as client:
        response = await client.post(
            "/graphql",
            content=json.dumps(_body()),
            headers={**_SSE, **bearer(site.people.owner.token), "Content-Type": "text/plain"},
        )

    assert read_error(response) == (415, "UNSUPPORTED_MEDIA_TYPE")


async def test_a_subscription_larger_than_a_mebibyte_is_rejected(site: Site, address: str) -> None:
    response = await _post(address, site.people.owner.token, b"x" * 1_048_577)

    assert read_error(response) == (413, "BODY_TOO_LARGE")
