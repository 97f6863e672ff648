"""Types of identifiers, and UUIDv7."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import NewType
from uuid import UUID

AppId = NewType("AppId", str)
"""Reverse-domain name of an app, such as `com.developer.myapp`."""

UserId = NewType("UserId", UUID)

Fingerprint = NewType("Fingerprint", str)
"""16 lowercase hex digits that name a crash group within an app."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST_MILLISECONDS = 253_402_300_799_000
_VERSION_7 = 0x7 << 76
_VARIANT = 0b10 << 62


def uuid7(now: datetime) -> UUID:
    """Make a UUID whose first 48 bits are `now` in milliseconds (RFC 9562, section 5.7)."""
    milliseconds = int(now.timestamp() * 1000) & 0xFFFF_FFFF_FFFF
    random_a, random_b = secrets.randbits(12), secrets.randbits(62)
    return UUID(int=milliseconds << 80 | _VERSION_7 | random_a << 64 | _VARIANT | random_b)


def read_uuid7_time(value: UUID) -> datetime | None:
    """The time in a UUIDv7; None for other versions and for times after the year 9999."""
    milliseconds = value.int >> 80
    if value.version != 7 or milliseconds > _LATEST_MILLISECONDS:
        return None
    return _EPOCH + timedelta(milliseconds=milliseconds)
