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
    decoded_map,
)
from telemetry_graph.crashes.sourcemaps.model import Original
from telemetry_graph.crashes.sourcemaps.storage_format import UnreadableMap, packed, unpacked

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
).map(lambda found: sorted(found, key=lambda segment: segment[:2]))


def test_a_place_is_that_of_the_segment_before_it_on_its_line() -> None:
    found = decoded_map(SIMPLE)

    assert found.original(0, 10) == Original("src/cart.ts", 5, 3, "addItem", is_exact=True)
    assert found.original(0, 49) == Original("src/cart.ts", 5, 3, "addItem", is_exact=False)
    assert found.original(0, 9_999) == Original("src/shop.ts", 20, 7, "openShop", is_exact=False)
    assert found.original(2, 29) == Original("src/shop.ts", 8, 1, "", is_exact=False)
    assert found.original(0, 9) is None
    assert found.original(1, 5) is None
    assert found.original(2, 30) is None
    assert found.original(9, 0) is None


def test_without_a_column_the_line_counts() -> None:
    found = decoded_map(SIMPLE)

    by_line = found.original(0, None)

    assert by_line is not None
    assert (by_line.source, by_line.line) == ("src/cart.ts", 5)
    assert found.original(1, None) is None


@given(SEGMENTS)
def test_what_is_written_is_read(segments: list[Segment]) -> None:
    found = unpacked(packed(decoded_map(source_map(*segments))))

    assert len(found.starts) == len(segments)
    for line, column, original, name in segments:
        place = found.original(line, column)
        if original is None:
            assert place is None
            continue
        source, original_line, original_column = original
        assert place == Original(
            ["src/cart.ts", "src/shop.ts"][source],
            original_line + 1,
            original_column + 1,
            "" if name is None else ["addItem", "openShop", "total"][name],
            is_exact=True,
        )


def test_sections_begin_where_they_say() -> None:
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

    found = decoded_map(json.dumps(whole).encode())

    assert found.original(0, 10) == Original("src/cart.ts", 5, 3, "addItem", is_exact=True)
    assert found.original(9, 103) == Original("src/cart.ts", 1, 1, "total", is_exact=True)
    assert found.original(10, 4) == Original("src/cart.ts", 2, 1, "total", is_exact=True)
    assert found.original(21, 8) == Original("src/cart.ts", 1, 1, "total", is_exact=True)
    assert found.original(9, 102) is None


def test_a_guard_against_scripts_is_passed_over_and_roots_are_joined() -> None:
    content = b")]}'\n" + source_map(
        (0, 0, (0, 0, 0), None), sourceRoot="webpack://shop/", sources=["a.ts", None], file="x.js"
    )

    place = decoded_map(content).original(0, 0)

    assert place is not None
    assert place.source == "webpack://shop/a.ts"


def test_segments_out_of_order_are_put_in_order() -> None:
    found = decoded_map(source_map((0, 50, (1, 19, 6), 1), (0, 10, (0, 4, 2), 0)))

    assert list(found.starts) == [10, 50]
    assert found.original(0, 10) == Original("src/cart.ts", 5, 3, "addItem", is_exact=True)


def _nested(depth: int) -> bytes:
    document = SIMPLE.decode()
    for _ in range(depth):
        offset = '{"line": 0, "column": 0}'
        document = f'{{"version": 3, "sections": [{{"offset": {offset}, "map": {document}}}]}}'
    return document.encode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no source map"),
        (b"\x00\xff", "no source map"),
        (SIMPLE[: len(SIMPLE) // 2], "no source map"),
        (b"[" * 100_000, "no source map"),
        (b'"sections"', "no source map"),
        (source_map(version=2), "version 3"),
        (source_map(version="3"), "no source map"),
        (source_map(mappings=None), "no `mappings`"),
        (source_map(mappings="AA!A"), "no digit"),
        (source_map(mappings="AAéA"), "no digit"),
        (source_map(mappings="AAA"), "1, 4 or 5 numbers"),
        (source_map(mappings="AAAAAA"), "1, 4 or 5 numbers"),
        (source_map(mappings="AAAg"), "ends within a number"),
        (source_map(mappings="A" * 36), "longer than any"),
        (source_map(mappings="gggggggggE"), "too large"),
        (source_map(mappings="DAAA"), "not there"),
        (source_map(mappings="ADAA"), "not there"),
        (source_map(mappings="AEAA"), "not there"),
        (source_map(mappings="AAAAG"), "not there"),
        (source_map(mappings="AADA"), "not there"),
        (source_map(mappings=";" * 4_000_001 + "AAAA"), "lines"),
        (source_map(mappings="AAAA," * (MAX_SEGMENTS + 1)), "segments"),
        (source_map(sources=["x"] * 500_001), "sources and names"),
        (b" " * (MAX_MAP_BYTES + 1), "bytes"),
        (_nested(4), "nested"),
        (_nested(100), "nested"),
        (_nested(10_000), "recursion"),
        (
            b'{"version": 3, "sections": [{"offset": {"line": -1, "column": 0}, "map": {}}]}',
            "impossible place",
        ),
    ],
)
def test_what_is_no_good_map_is_one_clear_error(content: bytes, words: str) -> None:
    with pytest.raises(InvalidSourceMap, match=words):
        decoded_map(content)


def test_names_from_a_map_are_fit_to_be_shown() -> None:
    content = source_map(
        (0, 0, (0, 0, 0), 0), sources=["a\x1b[31m.ts" + "x" * 1_000], names=["<b>\u202e\n"]
    )

    place = decoded_map(content).original(0, 0)

    assert place is not None
    assert len(place.source) <= 300
    assert (place.source + place.name).isprintable()


def test_a_stored_map_that_was_damaged_is_told() -> None:
    stored = packed(decoded_map(SIMPLE))
    cut = replace(decoded_map(SIMPLE), starts=array("Q", [10]))

    for damaged in (b"", stored[:-5], b"x" * 50, packed(cut)):
        with pytest.raises(UnreadableMap):
            unpacked(damaged)
