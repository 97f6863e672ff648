"""Subscriptions over Server-Sent Events, from a server that listens."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from httpx_sse import EventSource, aconnect_sse
from tests.factories import APP, OTHER_APP
from tests.integration.api.site import JSON, Site, bearer, refusal

_FEED = "subscription Feed($app: ID!) { crashFeed(appId: $app) { id fingerprint message } }"
_GROUPS = "subscription New($app: ID!) { newCrashGroups(appId: $app) { fingerprint } }"
_SSE = {"Accept": "text/event-stream"}


def _body(query: str = _FEED, app: Any = APP) -> dict[str, Any]:
    return {"query": query, "variables": {"app": app}}


@asynccontextmanager
async def _opened(
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
    """The next message that says something."""
    async for event in source.aiter_sse():
        if event.event == "next":
            return json.loads(event.data)
    raise AssertionError("the stream ended")


async def _posted(address: str, secret: str | None, content: bytes) -> httpx.Response:
    headers = {**_SSE, **JSON, **(bearer(secret) if secret else {})}
    async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=30) as client:
        return await client.post("/graphql", content=content, headers=headers)


@pytest.mark.parametrize("who", ["owner", "teammate"])
async def test_a_member_sees_a_crash_as_it_is_stored(site: Site, address: str, who: str) -> None:
    token = getattr(site.people, who).token
    async with (
        _opened(address, token, _body()) as feed,
        _opened(address, token, _body(_GROUPS)) as groups,
    ):
        assert feed.response.status_code == 200
        fingerprint = await _crash_once_heard(site, feed)

        assert (await _next(groups))["data"]["newCrashGroups"]["fingerprint"] == fingerprint


async def _crash_once_heard(site: Site, feed: EventSource) -> str:
    """Crashes of one group until the feed, which takes a moment to listen, shows one."""
    shown = asyncio.create_task(_next(feed))
    fingerprint = ""
    while not shown.done():
        fingerprint = await site.crash()
        await asyncio.wait({shown}, timeout=0.1)
    assert (await shown)["data"]["crashFeed"]["fingerprint"] == fingerprint
    return fingerprint


@pytest.mark.parametrize("query", [_FEED, _GROUPS])
@pytest.mark.parametrize("secret", [None, "", "tgp_" + "x" * 43])
async def test_without_a_credential_nothing_is_streamed(
    site: Site, address: str, query: str, secret: str | None
) -> None:
    answer = await _posted(address, secret, json.dumps(_body(query)).encode())

    assert refusal(answer) == (401, "UNAUTHENTICATED")


@pytest.mark.parametrize("query", [_FEED, _GROUPS])
@pytest.mark.parametrize("named", [APP, "com.example.none", "\x00", "\ud800"])
async def test_a_stranger_sees_nothing_of_an_app(
    site: Site, address: str, query: str, named: str
) -> None:
    await site.crash()

    answer = await _posted(
        address, site.people.stranger.token, json.dumps(_body(query, named)).encode()
    )

    assert "APP_NOT_FOUND" in answer.text
    assert "fingerprint" not in answer.text


@pytest.mark.parametrize("query", [_FEED, _GROUPS])
async def test_an_ingest_key_sees_nothing(site: Site, address: str, query: str) -> None:
    await site.crash()

    answer = await _posted(address, site.key, json.dumps(_body(query)).encode())

    assert "FORBIDDEN" in answer.text
    assert "fingerprint" not in answer.text


async def test_a_member_of_another_app_sees_that_one_only(site: Site, address: str) -> None:
    token = site.people.stranger.token
    async with _opened(address, token, _body(app=OTHER_APP)) as theirs:
        async with _opened(address, site.people.owner.token, _body()) as ours:
            await _crash_once_heard(site, ours)

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
async def test_a_bad_subscription_is_refused_and_the_server_goes_on(
    site: Site, address: str, content: bytes
) -> None:
    answer = await _posted(address, site.people.owner.token, content)

    assert answer.status_code in {200, 400}
    assert '"data":{' not in answer.text.replace(" ", "")
    assert '"code":' in answer.text
    assert "INTERNAL" not in answer.text
    await site.still_serves()


async def test_a_subscription_that_is_not_announced_as_json_is_refused(
    site: Site, address: str
) -> None:
    async with httpx.AsyncClient(base_url=address, trust_env=False) as client:
        answer = await client.post(
            "/graphql",
            content=json.dumps(_body()),
            headers={**_SSE, **bearer(site.people.owner.token), "Content-Type": "text/plain"},
        )

    assert refusal(answer) == (415, "UNSUPPORTED_MEDIA_TYPE")


async def test_a_subscription_larger_than_a_mebibyte_is_refused(site: Site, address: str) -> None:
    answer = await _posted(address, site.people.owner.token, b"x" * 1_048_577)

    assert refusal(answer) == (413, "BODY_TOO_LARGE")
