"""The stored form of decoded maps: compressed arrays that are loaded without decoding a map."""

import sys
from array import array

import msgspec
import zstandard
from msgspec import Struct

from telemetry_graph.crashes.sourcemaps.decode import MAX_SEGMENTS
from telemetry_graph.crashes.sourcemaps.model import DecodedMap

_FORMAT = 1
_COMPRESSION_LEVEL = 3
_COLUMN_TYPES = (("Q", 8), ("I", 4), ("I", 4), ("I", 4), ("I", 4))
_SEGMENT_BYTES = sum(width for _, width in _COLUMN_TYPES)
_MAX_BODY_BYTES = _SEGMENT_BYTES * MAX_SEGMENTS + 200_000_000
_LENGTH_BYTES = 8


class _Header(Struct, array_like=True):
    format: int
    byte_order: str
    segment_count: int
    sources: list[str]
    names: list[str]


class UnreadableMap(ValueError):
    """The stored content is damaged or has another format."""


def pack_map(source_map: DecodedMap) -> bytes:
    columns = (
        source_map.bundle_positions, source_map.source_indexes, source_map.lines,
        source_map.columns, source_map.name_indexes,
    )  # fmt: skip
    header = _Header(_FORMAT, sys.byteorder, len(columns[0]), source_map.sources, source_map.names)
    encoded = msgspec.msgpack.encode(header)
    length = len(encoded).to_bytes(_LENGTH_BYTES, "big")
    body = b"".join((length, encoded, *map(bytes, columns)))
    return zstandard.ZstdCompressor(level=_COMPRESSION_LEVEL).compress(body)


def unpack_map(content: bytes) -> DecodedMap:
    try:
        body = zstandard.ZstdDecompressor().decompress(content, max_output_size=_MAX_BODY_BYTES)
        header_end = _LENGTH_BYTES + int.from_bytes(body[:_LENGTH_BYTES], "big")
        header = msgspec.msgpack.decode(body[_LENGTH_BYTES:header_end], type=_Header)
    except (zstandard.ZstdError, msgspec.MsgspecError) as error:
        raise UnreadableMap(str(error)) from error
    if header.format != _FORMAT or header.byte_order != sys.byteorder:
        raise UnreadableMap("stored in another format")
    if len(body) != header_end + _SEGMENT_BYTES * header.segment_count:
        raise UnreadableMap("truncated")
    columns = _read_columns(body, header_end, header.segment_count)
    return DecodedMap(header.sources, header.names, *columns)


def _read_columns(body: bytes, at: int, segment_count: int) -> "list[array[int]]":
    columns = []
    for type_code, width in _COLUMN_TYPES:
        column = array(type_code)
        column.frombytes(body[at : at + width * segment_count])
        at += width * segment_count
        columns.append(column)
    return columns
