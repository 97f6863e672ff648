"""Decoded maps as they are stored: compressed, and read again without decoding anything."""

import sys
from array import array

import msgspec
import zstandard
from msgspec import Struct

from telemetry_graph.crashes.sourcemaps.decode import MAX_SEGMENTS
from telemetry_graph.crashes.sourcemaps.model import SourceMap

_FORMAT = 1
_LEVEL = 3
_WIDTHS = (("Q", 8), ("I", 4), ("I", 4), ("I", 4), ("I", 4))
_LARGEST = 24 * MAX_SEGMENTS + 200_000_000


class _Head(Struct, array_like=True):
    format: int
    order: str
    """Of the bytes of a number."""
    segments: int
    sources: list[str]
    names: list[str]


class UnreadableMap(ValueError):
    """What is stored is not what was stored."""


def packed(found: SourceMap) -> bytes:
    head = _Head(_FORMAT, sys.byteorder, len(found.starts), found.sources, found.names)
    encoded = msgspec.msgpack.encode(head)
    columns = (found.starts, found.of_source, found.lines, found.columns, found.of_name)
    body = b"".join((len(encoded).to_bytes(8, "big"), encoded, *(map(bytes, columns))))
    return zstandard.ZstdCompressor(level=_LEVEL).compress(body)


def unpacked(content: bytes) -> SourceMap:
    try:
        body = zstandard.ZstdDecompressor().decompress(content, max_output_size=_LARGEST)
        size = int.from_bytes(body[:8], "big")
        head = msgspec.msgpack.decode(body[8 : 8 + size], type=_Head)
    except (zstandard.ZstdError, msgspec.MsgspecError) as error:
        raise UnreadableMap(str(error)) from error
    if head.format != _FORMAT or head.order != sys.byteorder:
        raise UnreadableMap("stored in another format")
    if len(body) != 8 + size + 24 * head.segments:
        raise UnreadableMap("cut short")
    return SourceMap(head.sources, head.names, *_columns(body, 8 + size, head.segments))


def _columns(body: bytes, at: int, segments: int) -> "list[array[int]]":
    found = []
    for kind, width in _WIDTHS:
        column = array(kind)
        column.frombytes(body[at : at + width * segments])
        at += width * segments
        found.append(column)
    return found
