"""A group's last days as a small picture: a PNG for mails, a line of blocks for everything else."""

import struct
import zlib
from collections.abc import Sequence

from telemetry_graph.alerting.content.payload import TREND_DAYS

SHOWN_WIDTH = 280
SHOWN_HEIGHT = 48

_SCALE = 2  # twice the pixels, for sharp screens
_GAP = 8
_LEAST = 4  # a day with a single crash is still seen
_BLOCKS = "▁▂▃▄▅▆▇█"
_GREY = (0x98, 0xA2, 0xB3)  # seen on white and on black
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PALETTE_8_BIT = struct.pack(">BBBBB", 8, 3, 0, 0, 0)


def text_sparkline(days: Sequence[int]) -> str:
    """One block a day; a day without is the lowest one."""
    days = days[-TREND_DAYS:]
    top = max(days, default=0)
    return "".join(_BLOCKS[_level(count, top, len(_BLOCKS) - 1)] for count in days)


def sparkline_png(days: Sequence[int], colour: tuple[int, int, int]) -> bytes:
    """Bars on a transparent ground, the last day in `colour`."""
    width, height = SHOWN_WIDTH * _SCALE, SHOWN_HEIGHT * _SCALE
    columns = _columns(days[-TREND_DAYS:], width, height)
    rows = [
        bytes(ink if height - y <= filled else 0 for filled, ink in columns) for y in range(height)
    ]
    return _png(width, rows, palette=((0xFF, 0xFF, 0xFF), _GREY, colour))


def _columns(days: Sequence[int], width: int, height: int) -> list[tuple[int, int]]:
    """For each column of pixels how much of it is filled, and with which colour."""
    top, last = max(days, default=0), len(days) - 1
    each = width // max(len(days), 1)
    columns = []
    for place, count in enumerate(days):
        filled = max(_LEAST, _level(count, top, height)) if count > 0 else 1
        columns += [(filled, 2 if place == last else 1)] * (each - _GAP) + [(0, 0)] * _GAP
    return columns + [(0, 0)] * (width - len(columns))


def _level(count: int, top: int, levels: int) -> int:
    return 0 if top <= 0 or count <= 0 else max(1, round(min(count / top, 1.0) * levels))


def _png(width: int, rows: Sequence[bytes], *, palette: Sequence[tuple[int, int, int]]) -> bytes:
    """An 8-bit palette image whose first colour is transparent."""
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", struct.pack(">II", width, len(rows)) + _PALETTE_8_BIT),
            _chunk(b"PLTE", b"".join(map(bytes, palette))),
            _chunk(b"tRNS", b"\x00"),
            _chunk(b"IDAT", zlib.compress(b"".join(b"\x00" + row for row in rows), 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    checked = name + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))
