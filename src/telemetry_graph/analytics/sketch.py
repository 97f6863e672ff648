"""Device sketches, as postgresql-hll stores them while they are small enough to be exact.

The format is «EXPLICIT» of the HLL storage specification 1.0.0 (aggregateknowledge/
hll-storage-spec): three bytes of header, then the hashes as sorted signed 64-bit integers.
"""

import struct
from collections.abc import Collection

EXACT_DEVICES = 512

_VERSION_AND_EXPLICIT = 0x12
_REGISTER_WIDTH_5_LOG2M_14 = (5 - 1) << 5 | 14
_SPARSE_THRESHOLD_512 = 1 << 6 | 10  # 10 stands for 2 to the power of 10 - 1
_HEADER = bytes((_VERSION_AND_EXPLICIT, _REGISTER_WIDTH_5_LOG2M_14, _SPARSE_THRESHOLD_512))
_signed = struct.Struct(">q").unpack_from


def sketches(devices: Collection[bytes]) -> list[bytes]:
    """The set of device hashes (16 bytes each) as sketches of at most 512 devices each.

    A device hash is keyed and evenly spread already, so its first 8 bytes serve as they are.
    """
    if len(devices) == 1:  # as for most keys of most flushes
        (device,) = devices
        return [_HEADER + device[:8]]
    hashes = sorted({device[:8] for device in devices}, key=_signed)
    return [
        _HEADER + b"".join(hashes[first : first + EXACT_DEVICES])
        for first in range(0, len(hashes), EXACT_DEVICES)
    ]
