"""The trend of a group, as an image and as a line of text."""

import struct
import zlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_graph.alerting.content.sparkline import (
    HEIGHT,
    WIDTH,
    draw_sparkline,
    format_sparkline,
)

RED = (200, 0, 0)


def chunks(png: bytes) -> dict[bytes, bytes]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    found, place = {}, 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        name, content = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        (checksum,) = struct.unpack(">I", png[place + 8 + length : place + 12 + length])
        assert checksum == zlib.crc32(name + content)
        found[name] = content
        place += 12 + length
    assert list(found) == [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"]
    return found


def rows(png: bytes) -> list[bytes]:
    parts = chunks(png)
    width, height, *kind = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    assert (width, height, kind) == (2 * WIDTH, 2 * HEIGHT, [8, 3, 0, 0, 0])
    lines = zlib.decompress(parts[b"IDAT"])
    assert len(lines) == height * (width + 1)
    assert set(lines[:: width + 1]) == {0}
    return [lines[y * (width + 1) + 1 : (y + 1) * (width + 1)] for y in range(height)]


def heights(png: bytes, days: int) -> list[int]:
    """The height of each bar."""
    lines, each = rows(png), 2 * WIDTH // days
    return [sum(line[day * each] != 0 for line in lines) for day in range(days)]


@given(st.lists(st.integers(min_value=-5, max_value=10**12), max_size=40))
def test_any_counts_make_a_valid_image_and_a_line(days: Sequence[int]) -> None:
    png, line = draw_sparkline(days, RED), format_sparkline(days)

    assert len(rows(png)) == 2 * HEIGHT
    assert len(png) < 5_000
    assert len(line) == min(len(days), 14)


def test_the_height_of_a_bar_is_the_count_of_its_day() -> None:
    png = draw_sparkline([0, 1, 50, 100], RED)

    assert heights(png, 4) == [1, 4, 48, 96]
    assert chunks(png)[b"PLTE"].endswith(bytes(RED))
    last_column = rows(png)[-1][3 * 140]
    assert last_column == 2  # the last day in the given colour
    assert rows(png)[-1][0] == 1


@pytest.mark.parametrize(
    ("days", "line"),
    [
        ([], ""),
        ([0, 0], "▁▁"),
        ([1], "█"),
        ([0, 1, 4, 8], "▁▂▅█"),
        ([10**9, 1], "█▂"),
        (range(14), "▁▂▂▃▃▄▄▅▅▆▆▇▇█"),
        ([*range(100), *[0] * 13, 5], "▁▁▁▁▁▁▁▁▁▁▁▁▁█"),
    ],
)
def test_a_line_has_one_block_per_day(days: Sequence[int], line: str) -> None:
    assert format_sparkline(days) == line
