"""Compressed bodies, expanded up to a limit: a bomb costs no more than an honest body.

A body that is cut short expands to JSON that is cut short, and is refused as such.
"""

import zlib
from collections.abc import Callable

import zstandard

from telemetry_graph.kit.errors import BodyTooLarge, MalformedBody, TelemetryError

_WINDOW_BYTES = 8_388_608  # what zstd's own tools use up to level 19


class UnsupportedEncoding(TelemetryError):
    """The body is compressed in a way that is not understood here."""

    code = "UNSUPPORTED_ENCODING"
    status = 415


def expanded(body: bytes, encoding: str, limit: int) -> bytes:
    """The body without its content encoding; BODY_TOO_LARGE once it exceeds `limit` bytes."""
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return body
    expand = _ENCODINGS.get(name)
    if expand is None:
        raise UnsupportedEncoding("Compress the body with gzip or zstd, or not at all.")
    plain = expand(body, limit)
    if len(plain) > limit:
        raise BodyTooLarge(f"The expanded body is larger than {limit} bytes.")
    return plain


def _gzip(body: bytes, limit: int) -> bytes:
    try:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(body, limit + 1)
    except zlib.error as error:
        raise MalformedBody("The body is not gzip, as its Content-Encoding says.") from error


def _zstd(body: bytes, limit: int) -> bytes:
    # A bounded window, so that a frame's header cannot ask for gigabytes of memory.
    unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW_BYTES)
    try:
        with unpacker.stream_reader(body) as reader:
            return reader.read(limit + 1)
    except zstandard.ZstdError as error:
        raise MalformedBody("The body is not zstd, as its Content-Encoding says.") from error


_ENCODINGS: dict[str, Callable[[bytes, int], bytes]] = {"gzip": _gzip, "zstd": _zstd}
