"""Identifiers: device ids, UUIDv7, and a session's position for sampling."""

from __future__ import annotations

import hashlib
import os

_POSITIONS = 0x1_0000_0000


def hash_device_id(raw_id: str, app_id: str) -> str:
    """Return the id under which a device is sent: different per app, never reversed."""
    text = f"{raw_id}mosis_salt_{app_id}"
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def make_uuid7(seconds: float, random: bytes | None = None) -> str:
    """Make a UUID whose first 48 bits are a Unix time in milliseconds (RFC 9562)."""
    milliseconds = max(0, int(seconds * 1000)) & 0xFFFF_FFFF_FFFF
    bits = int.from_bytes((random or os.urandom(10))[:10], "big")
    high, low = (bits >> 64) & 0xFFF, bits & 0x3FFF_FFFF_FFFF_FFFF
    digits = f"{milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def uuid7_seconds(value: str) -> float:
    return int(value.replace("-", "")[:12], 16) / 1000


def derive_uuid7(parent: str, part: str) -> str:
    """Make the id of a part of a batch, the same each time, so that a retry adds nothing."""
    random = hashlib.sha256(f"{parent}/{part}".encode()).digest()
    return make_uuid7(uuid7_seconds(parent), random)


def sampling_position(session_id: str) -> float:
    """Return the session's place in 0 … 1; it is kept at every rate above that."""
    digits = hashlib.sha256(session_id.encode("utf-8", "replace")).hexdigest()
    return int(digits[:8], 16) / _POSITIONS
