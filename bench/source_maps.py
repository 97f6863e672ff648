"""What source maps cost: decoding one at its upload, reading a stored one, mapping a trace."""

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


def figures() -> dict[str, float]:
    content = _bundle()
    start = time.perf_counter()
    found = decode_map(content)
    decoded = time.perf_counter()
    stored = pack_map(found)
    begun = time.perf_counter()
    unpack_map(stored)
    read = time.perf_counter() - begun
    chance = random.Random(7)
    traces = [
        "\n".join(
            f"    at a (https://x.example/app.js:1:{chance.randint(1, 8_000_000)})"
            for _ in range(_FRAMES)
        )
        for _ in range(_TRACES)
    ]
    begun = time.perf_counter()
    for trace in traces:
        rewrite_trace(trace, lambda _, line, column: found.find_source(line, column))
    mapped = time.perf_counter() - begun
    return {
        "source_map_bytes": len(content),
        "source_map_stored_bytes": len(stored),
        "source_map_segments_per_second": round(SEGMENTS / (decoded - start)),
        "source_map_read_ms": round(read * 1000, 1),
        "mapped_traces_per_second": round(_TRACES / mapped),
    }


def _bundle() -> bytes:
    """One line of code, as a minifier writes it."""
    chance, line, segments = random.Random(7), 0, []
    for _ in range(SEGMENTS):
        step = chance.randint(-min(line, 3), 4)
        line += step
        named = "A" if chance.random() < 0.3 else ""
        segments.append(f"{_vlq(chance.randint(1, 31))}A{_vlq(step)}A{named}")
    return json.dumps(
        {"version": 3, "sources": ["a.ts"], "names": ["total"], "mappings": ",".join(segments)}
    ).encode()


def _vlq(number: int) -> str:
    rest, digits = (-number << 1 | 1) if number < 0 else number << 1, ""
    while True:
        rest, digit = rest >> 5, rest & 31
        digits += _DIGITS[digit | 32 if rest else digit]
        if not rest:
            return digits
