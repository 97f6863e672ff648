"""Compressed bodies are accepted, up to the limit of their decompressed size."""

import gzip
import json
import zlib
from collections.abc import Callable
from uuid import uuid4

import httpx
import pytest
import zstandard
from tests.factories import batch, event, to_camel, to_snake
from tests.integration.api.site import INGEST, JSON, Site, bearer, read_error

from telemetry_graph.kit.clock import utc_now

_MEBIBYTE = 1_048_576
_ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}
_APIS = ("/graphql", "/v1/telemetry/events")


async def _post(site: Site, api: str, body: bytes, encoding: str) -> httpx.Response:
    headers = {**JSON, **bearer(site.key), "Content-Encoding": encoding}
    return await site.client.post(api, content=body, headers=headers)


def _body(api: str) -> bytes:
    given = batch(event("app_start", at=utc_now()), batch_id=uuid4())
    if api == "/graphql":
        return json.dumps({"query": INGEST, "variables": {"input": to_camel(given)}}).encode()
    return json.dumps(to_snake(given)).encode()


@pytest.mark.parametrize("api", _APIS)
@pytest.mark.parametrize("encoding", [*_ENCODINGS, "GZIP", "identity"])
async def test_a_compressed_batch_is_stored(site: Site, api: str, encoding: str) -> None:
    compress = _ENCODINGS.get(encoding.lower(), bytes)

    response = await _post(site, api, compress(_body(api)), encoding)

    assert response.status_code == 200
    assert (await site.count_rows())["telemetry_events"] == 1


@pytest.mark.parametrize("api", _APIS)
@pytest.mark.parametrize("encoding", _ENCODINGS)
async def test_a_body_that_expands_too_much_is_rejected(
    site: Site, api: str, encoding: str
) -> None:
    bomb = _ENCODINGS[encoding](b" " * (256 * _MEBIBYTE) + _body(api))
    assert len(bomb) < _MEBIBYTE

    response = await _post(site, api, bomb, encoding)

    assert read_error(response) == (413, "BODY_TOO_LARGE")
    assert await site.count_rows() == {}
    await site.check_still_serves()


@pytest.mark.parametrize("api", _APIS)
@pytest.mark.parametrize("encoding", _ENCODINGS)
async def test_the_limit_of_a_decompressed_body_is_one_mebibyte(
    site: Site, api: str, encoding: str
) -> None:
    compress, plain = _ENCODINGS[encoding], _body(api)
    padded = plain + b" " * (_MEBIBYTE - len(plain))

    accepted = await _post(site, api, compress(padded), encoding)
    rejected = await _post(site, api, compress(padded + b" "), encoding)

    assert accepted.status_code == 200
    assert read_error(rejected) == (413, "BODY_TOO_LARGE")


@pytest.mark.parametrize("api", _APIS)
@pytest.mark.parametrize("encoding", _ENCODINGS)
@pytest.mark.parametrize("damage", ["not compressed", "cut", "empty", "changed"])
async def test_a_damaged_body_is_rejected(site: Site, api: str, encoding: str, damage: str) -> None:
    whole = _ENCODINGS[encoding](_body(api))
    damaget = {
        "not compressed": _body(api),
        "cut": whole[: len(whole) // 2],
        "empty": b"",
        "changed": b"\x00" * 8 + whole[8:],
    }[damage]

    response = await _post(site, api, damaget, encoding)

    assert read_error(response) == (400, "MALFORMED_BODY")
    assert await site.count_rows() == {}
    await site.check_still_serves()


@pytest.mark.parametrize("api", _APIS)
@pytest.mark.parametrize("encoding", ["br", "deflate", "gzip, gzip", "x" * 1_000])
async def test_an_unsupported_encoding_is_rejected(site: Site, api: str, encoding: str) -> None:
    response = await _post(site, api, zlib.compress(_body(api)), encoding)

    assert read_error(response) == (415, "UNSUPPORTED_ENCODING")
    assert await site.count_rows() == {}


@pytest.mark.parametrize("api", _APIS)
async def test_a_frame_with_a_window_of_gigabytes_is_rejected(site: Site, api: str) -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=27, enable_ldm=True)
    writer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    frame = writer.compress(_body(api) + b" " * 1_000) + writer.flush()

    response = await _post(site, api, frame, "zstd")

    assert read_error(response) == (400, "MALFORMED_BODY")
    await site.check_still_serves()


@pytest.mark.parametrize("count", [501, 10_000])
async def test_a_batch_with_too_many_events_is_rejected(site: Site, count: int) -> None:
    given = batch(*[event("app_start", at=utc_now(), data={})] * count)

    response = await _post(
        site, _APIS[1], gzip.compress(json.dumps(to_snake(given)).encode()), "gzip"
    )

    assert read_error(response) in ((400, "INVALID_FIELD"), (413, "BODY_TOO_LARGE"))
    assert await site.count_rows() == {}
