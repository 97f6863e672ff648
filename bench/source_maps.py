"""Measures source maps: decoding an upload, loading a stored map, symbolicating traces."""

import json
import random
import time

from telemetry_graph.crashes.sourcemaps.decode import decode_map
from telemetry_graph.crashes.sourcemaps.rewrite import rewrite_trace
from telemetry_graph.crashes.sourcemaps.storage_format import pack_map, unpack_map

SEGMENTS = 500_000
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_FRAMES = 30
_TRACES = 300


def measure() -> dict[str, float]:
    content, traces = _encode_map(), _make_traces()
    start = time.perf_counter()
    source_map = decode_map(content)
    decode_seconds = time.perf_counter() - start
    stored = pack_map(source_map)
    start = time.perf_counter()
    unpack_map(stored)
    load_seconds = time.perf_counter() - start
    start = time.perf_counter()
    for trace in traces:
        rewrite_trace(trace, lambda _, line, column: source_map.find_source(line, column))
    rewrite_seconds = time.perf_counter() - start
    return {
        "source_map_bytes": len(content),
        "source_map_stored_bytes": len(stored),
        "source_map_segments_per_second": round(SEGMENTS / decode_seconds),
        "source_map_load_ms": round(load_seconds * 1000, 1),
        "symbolicated_traces_per_second": round(_TRACES / rewrite_seconds),
    }


def _make_traces() -> list[str]:
    chance = random.Random(7)
    return [
        "\n".join(
            f"    at a (https://x.example/app.js:1:{chance.randint(1, 8_000_000)})"
            for _ in range(_FRAMES)
        )
        for _ in range(_TRACES)
    ]


def _encode_map() -> bytes:
    """The map of a bundle with one line of code, as minifiers generate it."""
    chance, line, segments = random.Random(7), 0, []
    for _ in range(SEGMENTS):
        step = chance.randint(-min(line, 3), 4)
        line += step
        name = "A" if chance.random() < 0.3 else ""
        segments.append(f"{_encode_vlq(chance.randint(1, 31))}A{_encode_vlq(step)}A{name}")
    return json.dumps(
        {"version": 3, "sources": ["a.ts"], "names": ["total"], "mappings": ",".join(segments)}
    ).encode()


def _encode_vlq(number: int) -> str:
    rest, digits = (-number << 1 | 1) if number < 0 else number << 1, ""
    while True:
        rest, digit = rest >> 5, rest & 31
        digits += _DIGITS[digit | 32 if rest else digit]
        if not rest:
            return digits
