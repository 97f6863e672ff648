"""Compressed bodies: as good as plain ones, and a bomb is refused before it goes off."""

import gzip
import json
import zlib
from collections.abc import Callable
from uuid import uuid4

import httpx
import pytest
import zstandard
from tests.factories import batch, camel, event, snake
from tests.integration.api.site import INGEST, JSON, Site, bearer, refusal

from telemetry_graph.kit.clock import utc_now

_MEBIBYTE = 1_048_576
_ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}
_DOORS = ("/graphql", "/v1/telemetry/events")


async def _post(site: Site, door: str, body: bytes, encoding: str) -> httpx.Response:
    headers = {**JSON, **bearer(site.key), "Content-Encoding": encoding}
    return await site.client.post(door, content=body, headers=headers)


def _body(door: str) -> bytes:
    given = batch(event("app_start", at=utc_now()), batch_id=uuid4())
    if door == "/graphql":
        return json.dumps({"query": INGEST, "variables": {"input": camel(given)}}).encode()
    return json.dumps(snake(given)).encode()


@pytest.mark.parametrize("door", _DOORS)
@pytest.mark.parametrize("encoding", [*_ENCODINGS, "GZIP", "identity"])
async def test_a_compressed_batch_is_stored_as_a_plain_one(
    site: Site, door: str, encoding: str
) -> None:
    compress = _ENCODINGS.get(encoding.lower(), bytes)

    answer = await _post(site, door, compress(_body(door)), encoding)

    assert answer.status_code == 200
    assert (await site.rows())["telemetry_events"] == 1


@pytest.mark.parametrize("door", _DOORS)
@pytest.mark.parametrize("encoding", _ENCODINGS)
async def test_a_bomb_is_refused_and_the_server_goes_on(
    site: Site, door: str, encoding: str
) -> None:
    bomb = _ENCODINGS[encoding](b" " * (256 * _MEBIBYTE) + _body(door))
    assert len(bomb) < _MEBIBYTE

    answer = await _post(site, door, bomb, encoding)

    assert refusal(answer) == (413, "BODY_TOO_LARGE")
    assert await site.rows() == {}
    await site.still_serves()


@pytest.mark.parametrize("door", _DOORS)
@pytest.mark.parametrize("encoding", _ENCODINGS)
async def test_a_body_of_one_mebibyte_expanded_is_taken_and_one_byte_more_is_not(
    site: Site, door: str, encoding: str
) -> None:
    compress, plain = _ENCODINGS[encoding], _body(door)
    padded = plain + b" " * (_MEBIBYTE - len(plain))

    taken = await _post(site, door, compress(padded), encoding)
    refused = await _post(site, door, compress(padded + b" "), encoding)

    assert taken.status_code == 200
    assert refusal(refused) == (413, "BODY_TOO_LARGE")


@pytest.mark.parametrize("door", _DOORS)
@pytest.mark.parametrize("encoding", _ENCODINGS)
@pytest.mark.parametrize("spoil", ["not compressed", "cut", "empty", "changed"])
async def test_a_spoilt_body_is_refused(site: Site, door: str, encoding: str, spoil: str) -> None:
    whole = _ENCODINGS[encoding](_body(door))
    spoilt = {
        "not compressed": _body(door),
        "cut": whole[: len(whole) // 2],
        "empty": b"",
        "changed": b"\x00" * 8 + whole[8:],
    }[spoil]

    answer = await _post(site, door, spoilt, encoding)

    assert refusal(answer) == (400, "MALFORMED_BODY")
    assert await site.rows() == {}
    await site.still_serves()


@pytest.mark.parametrize("door", _DOORS)
@pytest.mark.parametrize("encoding", ["br", "deflate", "gzip, gzip", "x" * 1_000])
async def test_an_encoding_that_is_not_understood_is_refused(
    site: Site, door: str, encoding: str
) -> None:
    answer = await _post(site, door, zlib.compress(_body(door)), encoding)

    assert refusal(answer) == (415, "UNSUPPORTED_ENCODING")
    assert await site.rows() == {}


@pytest.mark.parametrize("door", _DOORS)
async def test_a_frame_that_asks_for_gigabytes_of_window_is_refused(site: Site, door: str) -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=27, enable_ldm=True)
    writer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    frame = writer.compress(_body(door) + b" " * 1_000) + writer.flush()

    answer = await _post(site, door, frame, "zstd")

    assert refusal(answer) == (400, "MALFORMED_BODY")
    await site.still_serves()


@pytest.mark.parametrize("count", [501, 10_000])
async def test_a_batch_of_too_many_events_is_refused_whole(site: Site, count: int) -> None:
    given = batch(*[event("app_start", at=utc_now(), data={})] * count)

    answer = await _post(site, _DOORS[1], gzip.compress(json.dumps(snake(given)).encode()), "gzip")

    assert refusal(answer) in ((400, "INVALID_FIELD"), (413, "BODY_TOO_LARGE"))
    assert await site.rows() == {}
