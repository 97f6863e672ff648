"""Sketches of devices, in the format that postgresql-hll uses while a sketch is small and exact.

Source: HLL storage specification 1.0.0 (aggregateknowledge/hll-storage-spec), "EXPLICIT": a header
of three bytes, then the hashes as sorted signed 64-bit integers.
"""

import struct
from collections.abc import Collection

MAX_EXACT_DEVICES = 512

_VERSION_AND_EXPLICIT = 0x12
_REGISTER_WIDTH_5_LOG2M_14 = (5 - 1) << 5 | 14
_SPARSE_THRESHOLD_512 = 1 << 6 | 10  # 10 means 2 to the power of 10 - 1
_HEADER = bytes((_VERSION_AND_EXPLICIT, _REGISTER_WIDTH_5_LOG2M_14, _SPARSE_THRESHOLD_512))
_to_signed = struct.Struct(">q").unpack_from


def build_sketches(hashes: Collection[bytes]) -> list[bytes]:
    """Sketches of at most 512 hashes each.

    A hash is keyed and evenly distributed, so its first 8 bytes are used unchanged.
    """
    if len(hashes) == 1:  # as for most keys of most flushes
        (only,) = hashes
        return [_HEADER + only[:8]]
    prefixes = sorted({each[:8] for each in hashes}, key=_to_signed)
    return [
        _HEADER + b"".join(prefixes[first : first + MAX_EXACT_DEVICES])
        for first in range(0, len(prefixes), MAX_EXACT_DEVICES)
    ]
