"""Checks the fields that batches and crash reports share: the sender, texts and timestamps."""

import hashlib
import re
from datetime import datetime
from functools import lru_cache

import msgspec

from telemetry_graph.db.copy import EPOCH
from telemetry_graph.ingest.model import Sender
from telemetry_graph.ingest.wire import ConsentInput, SenderFields
from telemetry_graph.kit.errors import InvalidField, InvalidText
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.text import is_storable

_DEVICE_ID = re.compile(r"[0-9a-f]{64}")
_MAX_VERSION_CHARACTERS = 64
_MAX_SESSION_CHARACTERS = 64
_MAX_TIMESTAMP_CHARACTERS = 40
_HASH_BYTES = 16

DEFAULT_CONSENT = ConsentInput()


def check_sender(fields: SenderFields, pepper: bytes) -> Sender:
    """Return the sender with its device id hashed; raise InvalidField or InvalidText."""
    if not _DEVICE_ID.fullmatch(fields.device_id):
        raise InvalidField(
            "`deviceId` (device_id in REST) must be a SHA-256 in 64 lowercase hex digits.",
            field="deviceId",
        )
    return Sender(
        AppId(fields.app_id),
        hash_device(fields.device_id, pepper),
        check_text("sessionId", fields.session_id, _MAX_SESSION_CHARACTERS),
        check_text("appVersion", fields.app_version, _MAX_VERSION_CHARACTERS),
        check_text("mosisVersion", fields.mosis_version, _MAX_VERSION_CHARACTERS),
        fields.consent or DEFAULT_CONSENT,
    )


def hash_device(device_id: str, pepper: bytes) -> bytes:
    """The hash of a device's id, keyed with `pepper`: 16 bytes."""
    return hashlib.blake2b(device_id.encode(), key=pepper, digest_size=_HASH_BYTES).digest()


def check_text(field: str, text: str | None, max_characters: int) -> str | None:
    """Return the text, or None for an empty one; raise InvalidField or InvalidText."""
    if not text:
        return None
    if len(text) > max_characters:
        raise InvalidField(f"`{field}` must have at most {max_characters} characters.", field=field)
    # Printable text is always storable, and checking that is one call in C.
    if not text.isprintable() and not is_storable(text):
        raise InvalidText(f"`{field}` contains NUL characters or lone surrogates.", field=field)
    return text


def parse_timestamp(text: str) -> int | None:
    """Microseconds since 2000 of an RFC 3339 timestamp; None for an invalid one."""
    return _parse_timestamp(text) if len(text) <= _MAX_TIMESTAMP_CHARACTERS else None


@lru_cache(maxsize=16_384)  # devices send whole seconds, and most events are only minutes old
def _parse_timestamp(text: str) -> int | None:
    try:
        since = msgspec.convert(text, datetime) - EPOCH
    except (ValueError, OverflowError, TypeError):  # TypeError: without a time zone
        return None
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
