"""A body that is not JSON, too large or too deep is rejected with one error, and not stored."""

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from tests.factories import batch, event, to_camel, to_snake
from tests.integration.api.bodies import batch_body, to_camel_keys
from tests.integration.api.site import INGEST, JSON, Site, bearer, read_error

from telemetry_graph.kit.clock import utc_now

_MEGABYTE = 1_048_576


@pytest.mark.parametrize("depth", [300, 600, 900, 950, 990, 5_000, 100_000])
async def test_deeply_nested_data_is_rejected(site: Site, depth: int) -> None:
    given = to_snake(batch(event(at=utc_now(), data="DEEP")))
    deep = "[" * depth + "]" * depth

    def encode(value: Any) -> bytes:
        return json.dumps(value).replace('"DEEP"', deep).encode()

    by_rest = await site.rest("POST", "/v1/telemetry/events", encode(given), secret=site.key)
    by_graphql = await site.rest(
        "POST",
        "/graphql",
        encode({"query": INGEST, "variables": {"input": to_camel_keys(given)}}),
        secret=site.key,
    )

    for response in (by_rest, by_graphql):
        if response.status_code == 200:
            assert '"INVALID_DATA"' in response.text
        else:
            assert read_error(response) == (400, "MALFORMED_BODY")
    assert await site.count_rows() == {}
    await site.check_still_serves()


_NOT_JSON = [
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
_NOT_OBJECTS = [b"null", b"true", b"1", b'"text"', b"1.5", b"[1]", b"[null]", b"[]"]


@pytest.mark.parametrize(
    "body", [*_NOT_JSON, *_NOT_OBJECTS, b"{}"], ids=lambda body: repr(body[:20])
)
@pytest.mark.parametrize("path", ["/v1/telemetry/events", "/v1/telemetry/crash", "/graphql"])
async def test_a_body_that_is_not_a_json_object_is_rejected(
    site: Site, path: str, body: bytes
) -> None:
    response = await site.rest("POST", path, body, secret=site.key)

    if path == "/graphql" and body in (
        b"[1]",
        b"[null]",
    ):  # operations, each rejected alone
        (inner,) = response.json()
        assert inner["errors"][0]["extensions"]["code"] == "MALFORMED_BODY"
    else:
        assert read_error(response) == (400, "MALFORMED_BODY")
    assert len(response.content) < 2_000
    assert await site.count_rows() == {}
    await site.check_still_serves()


@pytest.mark.parametrize(
    "media_type",
    [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"],
)
@pytest.mark.parametrize("path", ["/v1/telemetry/events", "/v1/telemetry/crash", "/graphql"])
async def test_a_body_of_another_media_type_is_rejected(
    site: Site, path: str, media_type: str | None
) -> None:
    headers = bearer(site.key) | ({"Content-Type": media_type} if media_type else {})
    body = json.dumps(batch_body()).encode()

    response = await site.client.post(path, content=body, headers=headers)

    assert read_error(response) == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert await site.count_rows() == {}
    await site.check_still_serves()


def _large(field: str) -> bytes:
    """A valid batch or query, except for a string of 10 MB."""
    value = {"query": INGEST, "variables": {"input": to_camel(batch())}, **batch_body()}
    return json.dumps({**value, field: "x" * 10_000_000}).encode()


async def _split(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), 65_536):
        yield body[start : start + 65_536]


@pytest.mark.parametrize(
    "transfer", [lambda body: body, _split], ids=["with a length", "without a length"]
)
@pytest.mark.parametrize("path", ["/v1/telemetry/events", "/v1/telemetry/crash", "/graphql"])
@pytest.mark.parametrize("field", ["session_id", "query"])
async def test_a_body_with_a_string_of_10_megabytes_is_rejected(
    site: Site, path: str, field: str, transfer: Callable[[bytes], Any]
) -> None:
    headers = {**JSON, **bearer(site.key)}

    response = await site.client.post(path, content=transfer(_large(field)), headers=headers)

    assert read_error(response) == (413, "BODY_TOO_LARGE")
    assert await site.count_rows() == {}
    await site.check_still_serves()


async def test_a_body_of_one_mebibyte_is_accepted(site: Site) -> None:
    body = json.dumps(batch_body()).encode()
    padded = body + b" " * (_MEGABYTE - len(body))

    accepted = await site.rest("POST", "/v1/telemetry/events", padded, secret=site.key)
    rejected = await site.rest("POST", "/v1/telemetry/events", padded + b" ", secret=site.key)

    assert accepted.json()["received"] == 1
    assert read_error(rejected) == (413, "BODY_TOO_LARGE")
