"""The trend of a group as a sparkline: a PNG for e-mail, a line of blocks for other formats."""

import struct
import zlib
from collections.abc import Sequence

from telemetry_graph.alerting.content.payload import TREND_DAYS

WIDTH = 280
HEIGHT = 48

_SCALE = 2  # twice the pixels, for screens of high resolution
_GAP_PIXELS = 8
_MIN_BAR_PIXELS = 4  # makes a day with a single crash visible
_BLOCKS = "▁▂▃▄▅▆▇█"
_GREY = (0x98, 0xA2, 0xB3)  # visible on white and on black
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PALETTE_8_BIT = struct.pack(">BBBBB", 8, 3, 0, 0, 0)


def format_sparkline(days: Sequence[int]) -> str:
    """One block per day; the lowest block for a day without crashes."""
    days = days[-TREND_DAYS:]
    top = max(days, default=0)
    return "".join(_BLOCKS[_scale(count, top, len(_BLOCKS) - 1)] for count in days)


def draw_sparkline(days: Sequence[int], colour: tuple[int, int, int]) -> bytes:
    """A PNG of grey bars on a transparent background, the last bar in `colour`."""
    width, height = WIDTH * _SCALE, HEIGHT * _SCALE
    columns = _draw_columns(days[-TREND_DAYS:], width, height)
    rows = [
        bytes(ink if height - y <= filled else 0 for filled, ink in columns) for y in range(height)
    ]
    return _encode_png(width, rows, palette=((0xFF, 0xFF, 0xFF), _GREY, colour))


def _draw_columns(days: Sequence[int], width: int, height: int) -> list[tuple[int, int]]:
    """For each column of pixels: how many are filled, and the index of their colour."""
    top, last = max(days, default=0), len(days) - 1
    day_pixels = width // max(len(days), 1)
    columns = []
    for place, count in enumerate(days):
        filled = max(_MIN_BAR_PIXELS, _scale(count, top, height)) if count > 0 else 1
        columns += [(filled, 2 if place == last else 1)] * (day_pixels - _GAP_PIXELS)
        columns += [(0, 0)] * _GAP_PIXELS
    return columns + [(0, 0)] * (width - len(columns))


def _scale(count: int, top: int, levels: int) -> int:
    return 0 if top <= 0 or count <= 0 else max(1, round(min(count / top, 1.0) * levels))


def _encode_png(
    width: int, rows: Sequence[bytes], *, palette: Sequence[tuple[int, int, int]]
) -> bytes:
    """An 8-bit palette image; the first colour is transparent."""
    return b"".join(
        (
            _SIGNATURE,
            _encode_chunk(b"IHDR", struct.pack(">II", width, len(rows)) + _PALETTE_8_BIT),
            _encode_chunk(b"PLTE", b"".join(map(bytes, palette))),
            _encode_chunk(b"tRNS", b"\x00"),
            _encode_chunk(b"IDAT", zlib.compress(b"".join(b"\x00" + row for row in rows), 9)),
            _encode_chunk(b"IEND", b""),
        )
    )


def _encode_chunk(name: bytes, content: bytes) -> bytes:
    body = name + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))
