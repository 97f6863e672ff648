"""The fields that a batch and a crash report share: who sent it, from which version."""

import hashlib
import re
from dataclasses import dataclass
from typing import Protocol

from telemetry_graph.ingest.wire import ConsentInput
from telemetry_graph.kit.errors import InvalidField, InvalidText
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.text import is_storable

_DEVICE_ID = re.compile(r"[0-9a-f]{64}")
_LONGEST_VERSION = 64
_LONGEST_SESSION = 64
_DEVICE_BYTES = 16

DEFAULT_CONSENT = ConsentInput()


class Sender(Protocol):
    """What a batch and a crash report have in common."""

    @property
    def app_id(self) -> str: ...
    @property
    def app_version(self) -> str | None: ...
    @property
    def mosis_version(self) -> str | None: ...
    @property
    def device_id(self) -> str: ...
    @property
    def session_id(self) -> str | None: ...
    @property
    def consent(self) -> ConsentInput | None: ...


@dataclass(frozen=True, slots=True)
class Identity:
    app_id: AppId
    device_id: bytes
    session_id: str | None
    app_version: str | None
    mosis_version: str | None
    consent: ConsentInput


def identified(sender: Sender, pepper: bytes) -> Identity:
    """The sender, checked; the device only as a hash keyed with `pepper` (16 bytes)."""
    if not _DEVICE_ID.fullmatch(sender.device_id):
        raise InvalidField(
            "`deviceId` (device_id in REST) must be a SHA-256 in 64 lowercase hex digits.",
            field="deviceId",
        )
    return Identity(
        AppId(sender.app_id),
        hashed_device(sender.device_id, pepper),
        short_text("sessionId", sender.session_id, _LONGEST_SESSION),
        short_text("appVersion", sender.app_version, _LONGEST_VERSION),
        short_text("mosisVersion", sender.mosis_version, _LONGEST_VERSION),
        sender.consent or DEFAULT_CONSENT,
    )


def hashed_device(device_id: str, pepper: bytes) -> bytes:
    return hashlib.blake2b(device_id.encode(), key=pepper, digest_size=_DEVICE_BYTES).digest()


def short_text(field: str, text: str | None, longest: int) -> str | None:
    """The text when it can be stored and is short enough; an empty one counts as none."""
    if not text:
        return None
    if len(text) > longest:
        raise InvalidField(f"`{field}` is longer than {longest} characters.", field=field)
    if not is_storable(text):
        raise InvalidText(f"`{field}` holds NUL characters or lone surrogates.", field=field)
    return text
