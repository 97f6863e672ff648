"""A body that is no JSON, too large or too deep: one clear error, and nothing stored of it."""

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from tests.factories import batch, camel, event, snake
from tests.integration.api.sent import batch_body, camel_keys
from tests.integration.api.site import INGEST, JSON, Site, bearer, refusal

from telemetry_graph.kit.clock import utc_now

_MEGABYTE = 1_048_576


@pytest.mark.parametrize("depth", [300, 600, 900, 950, 990, 5_000, 100_000])
async def test_data_of_any_depth_is_refused(site: Site, depth: int) -> None:
    given = snake(batch(event(at=utc_now(), data="DEEP")))
    deep = "[" * depth + "]" * depth

    def sent(whole: Any) -> bytes:
        return json.dumps(whole).replace('"DEEP"', deep).encode()

    by_rest = await site.rest("POST", "/v1/telemetry/events", sent(given), secret=site.key)
    by_graphql = await site.rest(
        "POST",
        "/graphql",
        sent({"query": INGEST, "variables": {"input": camel_keys(given)}}),
        secret=site.key,
    )

    for answer in (by_rest, by_graphql):
        if answer.status_code == 200:
            assert '"INVALID_DATA"' in answer.text
        else:
            assert refusal(answer) == (400, "MALFORMED_BODY")
    assert await site.rows() == {}
    await site.still_serves()


_NO_JSON = [
    b"",
    b" ",
    b"{",
    b"{}}",
    b"{'app_id': 1}",
    b"app_id=com.example.notes",
    b"\xff\xfe\xfd",
    b'{"app_id": "\xff"}',
    b"<xml/>",
    b"NaN",
    b"[" * 900_000,
    b'{"a":' * 200_000,
    b'{"query":' + b"[" * 500_000 + b"]" * 500_000 + b"}",
]
_NO_OBJECT = [b"null", b"true", b"1", b'"text"', b"1.5", b"[1]", b"[null]", b"[]"]


@pytest.mark.parametrize("body", [*_NO_JSON, *_NO_OBJECT, b"{}"], ids=lambda body: repr(body[:20]))
@pytest.mark.parametrize("path", ["/v1/telemetry/events", "/v1/telemetry/crash", "/graphql"])
async def test_a_body_that_is_no_json_object_is_refused(site: Site, path: str, body: bytes) -> None:
    answer = await site.rest("POST", path, body, secret=site.key)

    if path == "/graphql" and body in (b"[1]", b"[null]"):  # a batch, each refused by itself
        (inner,) = answer.json()
        assert inner["errors"][0]["extensions"]["code"] == "MALFORMED_BODY"
    else:
        assert refusal(answer) == (400, "MALFORMED_BODY")
    assert len(answer.content) < 2_000
    assert await site.rows() == {}
    await site.still_serves()


@pytest.mark.parametrize(
    "media_type",
    [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"],
)
@pytest.mark.parametrize("path", ["/v1/telemetry/events", "/v1/telemetry/crash", "/graphql"])
async def test_a_body_that_is_not_announced_as_json_is_refused(
    site: Site, path: str, media_type: str | None
) -> None:
    headers = bearer(site.key) | ({"Content-Type": media_type} if media_type else {})
    body = json.dumps(batch_body()).encode()

    answer = await site.client.post(path, content=body, headers=headers)

    assert refusal(answer) == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert await site.rows() == {}
    await site.still_serves()


def _large(field: str) -> bytes:
    """A good batch or query but for 10 MB in one string."""
    whole = {"query": INGEST, "variables": {"input": camel(batch())}, **batch_body()}
    return json.dumps({**whole, field: "x" * 10_000_000}).encode()


async def _in_parts(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), 65_536):
        yield body[start : start + 65_536]


@pytest.mark.parametrize(
    "sent", [lambda body: body, _in_parts], ids=["with a length", "without a length"]
)
@pytest.mark.parametrize("path", ["/v1/telemetry/events", "/v1/telemetry/crash", "/graphql"])
@pytest.mark.parametrize("field", ["session_id", "query"])
async def test_a_body_with_a_string_of_10_megabytes_is_refused(
    site: Site, path: str, field: str, sent: Callable[[bytes], Any]
) -> None:
    headers = {**JSON, **bearer(site.key)}

    answer = await site.client.post(path, content=sent(_large(field)), headers=headers)

    assert refusal(answer) == (413, "BODY_TOO_LARGE")
    assert await site.rows() == {}
    await site.still_serves()


async def test_a_body_of_exactly_one_mebibyte_is_taken(site: Site) -> None:
    body = json.dumps(batch_body()).encode()
    padded = body + b" " * (_MEGABYTE - len(body))

    taken = await site.rest("POST", "/v1/telemetry/events", padded, secret=site.key)
    refused = await site.rest("POST", "/v1/telemetry/events", padded + b" ", secret=site.key)

    assert taken.json()["received"] == 1
    assert refusal(refused) == (413, "BODY_TOO_LARGE")
