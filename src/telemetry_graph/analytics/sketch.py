"""The parameters of sketches of devices. They must never change: stored sketches have them.

Sketches are in the format that postgresql-hll uses while a sketch is small and exact. Source: HLL
storage specification 1.0.0 (aggregateknowledge/hll-storage-spec), "EXPLICIT": a header of three
bytes, then the hashes as sorted signed 64-bit integers.
"""

MAX_EXACT_DEVICES = 512
HASH_BYTES = 8

_VERSION_AND_EXPLICIT = 0x12
_REGISTER_WIDTH_5_LOG2M_14 = (5 - 1) << 5 | 14
_SPARSE_THRESHOLD_512 = 1 << 6 | 10  # 10 means 2 to the power of 10 - 1
HEADER = bytes((_VERSION_AND_EXPLICIT, _REGISTER_WIDTH_5_LOG2M_14, _SPARSE_THRESHOLD_512))
