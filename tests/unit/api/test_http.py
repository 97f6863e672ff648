from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from tests.factories import batch, to_snake

from telemetry_graph.api.http import (
    UnsupportedMediaType,
    decode,
    parse_json,
    read_body,
    read_json_body,
)
from telemetry_graph.api.limits import MAX_BODY_BYTES
from telemetry_graph.ingest.wire import EventBatchInput
from telemetry_graph.kit.errors import BodyTooLarge, MalformedBody


class _Small(Struct, forbid_unknown_fields=True):
    name: str
    size: int = 0


class _Sender:
    """Sends a body in parts, and counts how many were received."""

    def __init__(self, *parts: bytes, headers: dict[str, str] | None = None) -> None:
        self._parts = list(parts)
        self._headers = headers or {}
        self.received = 0

    @property
    def headers(self) -> dict[bytes, bytes]:
        return {name.encode(): value.encode() for name, value in self._headers.items()}

    async def body(self) -> bytes:
        return await read_body(self.headers, self._receive)

    async def json_body(self) -> bytes:
        return await read_json_body(
            {"type": "http", "headers": list(self.headers.items())}, self._receive
        )

    async def _receive(self) -> dict[str, Any]:
        self.received += 1
        body = self._parts.pop(0) if self._parts else b""
        return {"type": "http.request", "body": body, "more_body": bool(self._parts)}


async def test_the_parts_of_a_body_are_joined() -> None:
    assert await _Sender(b"ab", b"", b"cd").body() == b"abcd"
    assert await _Sender().body() == b""


async def test_a_body_may_have_one_mebibyte() -> None:
    half = b"x" * (MAX_BODY_BYTES // 2)

    assert await _Sender(half, half).body() == half * 2


async def test_a_body_with_too_large_a_content_length_is_not_read() -> None:
    sender = _Sender(b"x", headers={"content-length": str(MAX_BODY_BYTES + 1)})

    with pytest.raises(BodyTooLarge):
        await sender.body()

    assert sender.received == 0


async def test_reading_stops_when_a_body_becomes_too_large() -> None:
    half = b"x" * (MAX_BODY_BYTES // 2)
    sender = _Sender(half, half, b"x", b"more", b"and more")

    with pytest.raises(BodyTooLarge):
        await sender.body()

    assert sender.received == 3


async def test_a_wrong_content_length_does_not_avoid_the_limit() -> None:
    sender = _Sender(b"x" * (MAX_BODY_BYTES + 1), headers={"content-length": "1"})

    with pytest.raises(BodyTooLarge):
        await sender.body()


@pytest.mark.parametrize(
    "media_type", ["application/json", "Application/JSON; charset=utf-8", " application/json ;"]
)
async def test_a_body_with_the_media_type_of_json_is_read(media_type: str) -> None:
    assert await _Sender(b"{}", headers={"content-type": media_type}).json_body() == b"{}"


@pytest.mark.parametrize(
    "media_type",
    ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json"],
)
async def test_a_body_of_another_media_type_is_rejected_without_reading_it(media_type: str) -> None:
    sender = _Sender(b"{}", headers={"content-type": media_type} if media_type else {})

    with pytest.raises(UnsupportedMediaType):
        await sender.json_body()

    assert sender.received == 0


def test_a_valid_body_is_decode() -> None:
    given = batch()

    assert decode(b'{"name": "a"}', _Small) == _Small("a", 0)
    assert decode(msgspec.json.encode(to_snake(given)), EventBatchInput) == given


def test_lone_surrogates_are_decoded() -> None:
    assert decode(rb'{"name": "a\ud800"}', _Small) == _Small("a\ud800", 0)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"{",
        b'{"name": "a"',
        b'{"name": "a"} x',
        b"{'name': 'a'}",
        b'{"name": "a",}',
        b'{"name": "\xff"}',
        b"\xff\xfe",
        b"name=a",
        b"NaN",
        b'{"name": NaN}',
        b'{"name": "a", "size": Infinity}',
        b'{"name": "a", "size": ' + b"9" * 5_000 + b"}",
        b"null",
        b"1",
        b'"text"',
        b"[]",
        b"[{}]",
        b"{}",
        b'{"name": null}',
        b'{"name": 1}',
        b'{"name": "a", "size": "1"}',
        b'{"name": "a", "size": 1.5}',
        b'{"name": "a", "size": true}',
        b'{"name": "a", "extra": 1}',
        rb'{"name": "\ud800", "extra": 1}',
        rb'{"name": "\ud800", "size": "1"}',
        b"[" * 500_000,
        b'{"name":' * 100_000,
        b'{"name": "a", "size": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        rb'{"name": "\ud800", "size": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
    ids=lambda body: repr(body[:30]),
)
def test_an_invalid_body_is_rejected(body: bytes) -> None:
    with pytest.raises(MalformedBody):
        decode(body, _Small)


@given(st.binary())
def test_any_bytes_are_decoded_or_rejected_as_malformed(body: bytes) -> None:
    with pytest.raises(MalformedBody):
        decode(body, EventBatchInput)


@pytest.mark.parametrize("body", [b"", b"{", b"NaN", b"-Infinity", b"[" * 500_000, b"\xff"])
def test_invalid_json_is_rejected(body: bytes) -> None:
    with pytest.raises(MalformedBody):
        parse_json(body)


def test_json_may_contain_lone_surrogates() -> None:
    assert parse_json(rb'["\ud800"]') == ["\ud800"]
