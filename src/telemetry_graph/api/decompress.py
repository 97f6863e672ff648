"""Decompresses bodies up to a limit, so that a small body cannot expand to gigabytes.

A truncated body decompresses to truncated JSON, which the JSON decoder rejects.
"""

import zlib
from collections.abc import Callable

import zstandard

from telemetry_graph.kit.errors import BodyTooLarge, MalformedBody, TelemetryError

_MAX_WINDOW_BYTES = 8_388_608  # the zstd tools use up to this much at levels up to 19


class UnsupportedEncoding(TelemetryError):
    """The body's Content-Encoding is not supported."""

    code = "UNSUPPORTED_ENCODING"
    status = 415


def decompress(body: bytes, encoding: str, max_bytes: int) -> bytes:
    """Undo the content encoding; raise BodyTooLarge for more than `max_bytes`."""
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return body
    decompress_some = _ENCODINGS.get(name)
    if decompress_some is None:
        raise UnsupportedEncoding("Compress the body with gzip or zstd, or do not compress it.")
    plain = decompress_some(body, max_bytes + 1)
    if len(plain) > max_bytes:
        raise BodyTooLarge(f"The decompressed body is larger than {max_bytes} bytes.")
    return plain


def _decompress_gzip(body: bytes, max_bytes: int) -> bytes:
    try:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(body, max_bytes)
    except zlib.error as error:
        raise MalformedBody("The body is not gzip. Check its Content-Encoding.") from error


def _decompress_zstd(body: bytes, max_bytes: int) -> bytes:
    # The window is bounded, so that a frame's header cannot request gigabytes of memory.
    decompressor = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW_BYTES)
    try:
        with decompressor.stream_reader(body) as reader:
            return reader.read(max_bytes)
    except zstandard.ZstdError as error:
        raise MalformedBody("The body is not zstd. Check its Content-Encoding.") from error


_ENCODINGS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _decompress_gzip,
    "zstd": _decompress_zstd,
}
