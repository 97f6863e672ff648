"""Encodes source maps for tests."""

import json
from collections.abc import Iterable
from itertools import groupby
from typing import Any

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

Segment = tuple[int, int, tuple[int, int, int] | None, int | None]
"""Line and column of the bundle; source index, line and column of the source; name index."""


def encode_vlq(number: int) -> str:
    rest, digits = (-number << 1 | 1) if number < 0 else number << 1, ""
    while True:
        rest, digit = rest >> 5, rest & 31
        digits += DIGITS[digit | 32 if rest else digit]
        if not rest:
            return digits


def encode_mappings(segments: Iterable[Segment]) -> str:
    lines: dict[int, list[str]] = {}
    source = line = column = name = 0
    for generated, of_line in groupby(segments, key=lambda each: each[0]):
        before = 0
        for _, start, original, name_index in of_line:
            text, before = encode_vlq(start - before), start
            if original is not None:
                text += encode_vlq(original[0] - source) + encode_vlq(original[1] - line)
                text += encode_vlq(original[2] - column)
                source, line, column = original
                if name_index is not None:
                    text, name = text + encode_vlq(name_index - name), name_index
            lines.setdefault(generated, []).append(text)
    last = max(lines, default=-1)
    return ";".join(",".join(lines.get(at, [])) for at in range(last + 1))


def source_map(*segments: Segment, **changes: Any) -> bytes:
    default = {
        "version": 3,
        "sources": ["src/cart.ts", "src/shop.ts"],
        "names": ["addItem", "openShop", "total"],
        "mappings": encode_mappings(segments),
    }
    return json.dumps({**default, **changes}).encode()


SIMPLE = source_map(
    (0, 10, (0, 4, 2), 0), (0, 50, (1, 19, 6), 1), (2, 0, (1, 7, 0), None), (2, 30, None, None)
)
