import json
from array import array
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.crashes.source_map_writer import SIMPLE, Segment, source_map

from telemetry_graph.crashes.sourcemaps.decode import (
    MAX_MAP_BYTES,
    MAX_SEGMENTS,
    InvalidSourceMap,
    decode_map,
)
from telemetry_graph.crashes.sourcemaps.model import SourcePosition
from telemetry_graph.crashes.sourcemaps.storage_format import UnreadableMap, pack_map, unpack_map

SEGMENTS = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.integers(0, 90_000),
        st.one_of(
            st.none(), st.tuples(st.integers(0, 1), st.integers(0, 5_000), st.integers(0, 500))
        ),
        st.one_of(st.none(), st.integers(0, 2)),
    ),
    unique_by=lambda segment: segment[:2],
).map(lambda segments: sorted(segments, key=lambda segment: segment[:2]))


def test_a_position_has_the_source_of_the_last_segment_before_it_on_the_line() -> None:
    cart = decode_map(SIMPLE)

    assert cart.find_source(0, 10) == SourcePosition("src/cart.ts", 5, 3, "addItem", is_exact=True)
    assert cart.find_source(0, 49) == SourcePosition("src/cart.ts", 5, 3, "addItem", is_exact=False)
    assert cart.find_source(0, 9_999) == SourcePosition(
        "src/shop.ts", 20, 7, "openShop", is_exact=False
    )
    assert cart.find_source(2, 29) == SourcePosition("src/shop.ts", 8, 1, "", is_exact=False)
    assert cart.find_source(0, 9) is None
    assert cart.find_source(1, 5) is None
    assert cart.find_source(2, 30) is None
    assert cart.find_source(9, 0) is None


def test_without_a_column_the_first_segment_of_the_line_counts() -> None:
    cart = decode_map(SIMPLE)

    by_line = cart.find_source(0, None)

    assert by_line is not None
    assert (by_line.source, by_line.line) == ("src/cart.ts", 5)
    assert cart.find_source(1, None) is None


@given(SEGMENTS)
def test_a_map_is_unchanged_after_encoding_storing_and_loading(segments: list[Segment]) -> None:
    loaded = unpack_map(pack_map(decode_map(source_map(*segments))))

    assert len(loaded.bundle_positions) == len(segments)
    for line, column, original, name in segments:
        position = loaded.find_source(line, column)
        if original is None:
            assert position is None
            continue
        source, original_line, original_column = original
        assert position == SourcePosition(
            ["src/cart.ts", "src/shop.ts"][source],
            original_line + 1,
            original_column + 1,
            "" if name is None else ["addItem", "openShop", "total"][name],
            is_exact=True,
        )


def test_sections_begin_at_their_offsets() -> None:
    first, second = (
        json.loads(SIMPLE),
        json.loads(source_map((0, 3, (0, 0, 0), 2), (1, 4, (0, 1, 0), 2))),
    )
    nested = {"version": 3, "sections": [{"offset": {"line": 1, "column": 5}, "map": second}]}
    whole = {
        "version": 3,
        "sections": [
            {"offset": {"line": 0, "column": 0}, "map": first},
            {"offset": {"line": 9, "column": 100}, "map": second},
            {"offset": {"line": 20, "column": 7}, "map": nested},
        ],
    }

    cart = decode_map(json.dumps(whole).encode())

    assert cart.find_source(0, 10) == SourcePosition("src/cart.ts", 5, 3, "addItem", is_exact=True)
    assert cart.find_source(9, 103) == SourcePosition("src/cart.ts", 1, 1, "total", is_exact=True)
    assert cart.find_source(10, 4) == SourcePosition("src/cart.ts", 2, 1, "total", is_exact=True)
    assert cart.find_source(21, 8) == SourcePosition("src/cart.ts", 1, 1, "total", is_exact=True)
    assert cart.find_source(9, 102) is None


def test_a_script_guard_is_skipped_and_the_source_root_is_added() -> None:
    content = b")]}'\n" + source_map(
        (0, 0, (0, 0, 0), None), sourceRoot="webpack://shop/", sources=["a.ts", None], file="x.js"
    )

    position = decode_map(content).find_source(0, 0)

    assert position is not None
    assert position.source == "webpack://shop/a.ts"


def test_segments_are_sorted() -> None:
    cart = decode_map(source_map((0, 50, (1, 19, 6), 1), (0, 10, (0, 4, 2), 0)))

    assert list(cart.bundle_positions) == [10, 50]
    assert cart.find_source(0, 10) == SourcePosition("src/cart.ts", 5, 3, "addItem", is_exact=True)


def _nested(depth: int) -> bytes:
    document = SIMPLE.decode()
    for _ in range(depth):
        offset = '{"line": 0, "column": 0}'
        document = f'{{"version": 3, "sections": [{{"offset": {offset}, "map": {document}}}]}}'
    return document.encode()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a source map"),
        (b"\x00\xff", "not a source map"),
        (SIMPLE[: len(SIMPLE) // 2], "not a source map"),
        (b"[" * 100_000, "not a source map"),
        (b'"sections"', "not a source map"),
        (source_map(version=2), "version 3"),
        (source_map(version="3"), "not a source map"),
        (source_map(mappings=None), "no `mappings`"),
        (source_map(mappings="AA!A"), "not a base64 digit"),
        (source_map(mappings="AAéA"), "not a base64 digit"),
        (source_map(mappings="AAA"), "1, 4 or 5 numbers"),
        (source_map(mappings="AAAAAA"), "1, 4 or 5 numbers"),
        (source_map(mappings="AAAg"), "ends inside a number"),
        (source_map(mappings="A" * 36), "at most 35 characters"),
        (source_map(mappings="gggggggggE"), "too large"),
        (source_map(mappings="DAAA"), "out of range"),
        (source_map(mappings="ADAA"), "out of range"),
        (source_map(mappings="AEAA"), "out of range"),
        (source_map(mappings="AAAAG"), "out of range"),
        (source_map(mappings="AADA"), "out of range"),
        (source_map(mappings=";" * 4_000_001 + "AAAA"), "lines"),
        (source_map(mappings="AAAA," * (MAX_SEGMENTS + 1)), "segments"),
        (source_map(sources=["x"] * 500_001), "sources and names"),
        (b" " * (MAX_MAP_BYTES + 1), "bytes"),
        (_nested(4), "nested"),
        (_nested(100), "nested"),
        (_nested(10_000), "recursion"),
        (
            b'{"version": 3, "sections": [{"offset": {"line": -1, "column": 0}, "map": {}}]}',
            "invalid offset",
        ),
    ],
)
def test_an_invalid_map_raises_an_error_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(InvalidSourceMap, match=reason):
        decode_map(content)


def test_names_of_a_map_are_short_and_printable() -> None:
    content = source_map(
        (0, 0, (0, 0, 0), 0), sources=["a\x1b[31m.ts" + "x" * 1_000], names=["<b>\u202e\n"]
    )

    position = decode_map(content).find_source(0, 0)

    assert position is not None
    assert len(position.source) <= 300
    assert (position.source + position.name).isprintable()


def test_a_damaged_stored_map_raises_an_error() -> None:
    stored = pack_map(decode_map(SIMPLE))
    cut = replace(decode_map(SIMPLE), bundle_positions=array("Q", [10]))

    for damaged in (b"", stored[:-5], b"x" * 50, pack_map(cut)):
        with pytest.raises(UnreadableMap):
            unpack_map(damaged)
