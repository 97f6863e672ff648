"""The links of a message: to the dashboard, and signed links that act without signing in."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import quote
from uuid import UUID

from telemetry_graph.alerting.content.payload import CHANNEL_CHECKS, AlertKind, AlertPayload
from telemetry_graph.kit.errors import BadInput

ANSWER_LIFETIME = timedelta(days=7)
CONFIRM_LIFETIME = timedelta(days=1)
UNSUBSCRIBE_LIFETIME = timedelta(days=90)

_SUBJECT_BYTES = 16
_EXPIRY_BYTES = 6
_MAC_BYTES = 16
_TOKEN_BYTES = _SUBJECT_BYTES + _EXPIRY_BYTES + _MAC_BYTES
_MAX_TOKEN_CHARS = 4 * (_TOKEN_BYTES + 2) // 3
_INVALID = "This link is invalid or incomplete. Copy the whole link."


class LinkInvalid(BadInput):
    """The installation did not sign this link, or signed it for another purpose."""

    code = "LINK_INVALID"


class LinkExpired(BadInput):
    code = "LINK_EXPIRED"
    status = 410


class LinkPurpose(StrEnum):
    """What a signed link does; also a part of its path."""

    ACKNOWLEDGE = "acknowledge"
    MUTE = "mute"
    CONFIRM = "confirm"
    UNSUBSCRIBE = "unsubscribe"


@dataclass(frozen=True, slots=True)
class MessageLinks:
    """The links of one message; None for those that it does not offer."""

    open: str
    """The page of the dashboard about the alert."""
    acknowledge: str | None = None
    mute: str | None = None
    confirm: str | None = None
    unsubscribe: str | None = None


@dataclass(frozen=True, slots=True)
class LinkedDelivery:
    """What the links of one delivery refer to."""

    delivery_id: UUID
    alert_id: UUID
    kind: AlertKind
    payload: AlertPayload
    raised_at: datetime
    """Lifetimes count from here, so that every attempt sends the same links."""
    can_unsubscribe: bool


class SignedLinks:
    """Signs with HMAC-SHA256 under the first of `keys`; accepts signatures under all of them.

    A token contains its subject and expiry, so nothing is stored for it. Its signature also covers
    its purpose.
    """

    def __init__(self, keys: Sequence[str], *, public_url: str) -> None:
        if not keys:
            raise ValueError("signed links need a key")
        self._keys = [
            hmac.digest(key.encode(), b"telemetry-graph alert links 1", hashlib.sha256)
            for key in keys
        ]
        self.public_url = public_url.rstrip("/")

    def create_links(self, delivery: LinkedDelivery) -> MessageLinks:
        kind = delivery.kind
        can_answer = kind not in CHANNEL_CHECKS
        is_verification = kind is AlertKind.VERIFICATION
        can_mute = can_answer and delivery.payload.summary is None

        def sign(purpose: LinkPurpose, subject: UUID, lifetime: timedelta) -> str:
            return self.create_url(purpose, subject, delivery.raised_at + lifetime)

        def answer(purpose: LinkPurpose) -> str:
            return sign(purpose, delivery.alert_id, ANSWER_LIFETIME)

        return MessageLinks(
            open=dashboard_url(self.public_url, kind, delivery.payload),
            acknowledge=answer(LinkPurpose.ACKNOWLEDGE) if can_answer else None,
            mute=answer(LinkPurpose.MUTE) if can_mute else None,
            confirm=sign(LinkPurpose.CONFIRM, delivery.delivery_id, CONFIRM_LIFETIME)
            if is_verification
            else None,
            unsubscribe=sign(LinkPurpose.UNSUBSCRIBE, delivery.delivery_id, UNSUBSCRIBE_LIFETIME)
            if delivery.can_unsubscribe and not is_verification
            else None,
        )

    def create_url(self, purpose: LinkPurpose, subject: UUID, expires_at: datetime) -> str:
        token = self.create_token(purpose, subject, expires_at)
        return f"{self.public_url}/alerts/{purpose}/{token}"

    def create_token(self, purpose: LinkPurpose, subject: UUID, expires_at: datetime) -> str:
        expiry = int(expires_at.timestamp()).to_bytes(_EXPIRY_BYTES)
        content = subject.bytes + expiry
        return _encode(content + _sign(self._keys[0], purpose, content))

    def verify(self, purpose: LinkPurpose, token: str, now: datetime) -> UUID:
        """Return the subject of a token; raise LinkInvalid or LinkExpired."""
        decoded = _decode(token)
        content, mac = decoded[:-_MAC_BYTES], decoded[-_MAC_BYTES:]
        # All keys are compared, so that the duration does not reveal which one matched.
        matches = [hmac.compare_digest(mac, _sign(key, purpose, content)) for key in self._keys]
        if not any(matches):
            raise LinkInvalid(_INVALID)
        if now.timestamp() >= int.from_bytes(content[_SUBJECT_BYTES:]):
            raise LinkExpired("This link has expired. Sign in to the dashboard instead.")
        return UUID(bytes=content[:_SUBJECT_BYTES])


def dashboard_url(public_url: str, kind: AlertKind, payload: AlertPayload) -> str:
    """The page of the dashboard about an alert."""
    app = f"{public_url.rstrip('/')}/apps/{quote(payload.app_id, safe='')}"
    if payload.crash is not None:
        return f"{app}/crashes/{quote(payload.crash.fingerprint, safe='')}"
    if payload.summary is not None:
        return f"{app}/crashes"
    return f"{app}/alerts" if kind in CHANNEL_CHECKS else app


def _sign(key: bytes, purpose: LinkPurpose, content: bytes) -> bytes:
    # No purpose contains NUL, so different pairs of purpose and content differ when joined.
    return hmac.digest(key, purpose.encode() + b"\0" + content, hashlib.sha256)[:_MAC_BYTES]


def _encode(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _decode(token: str) -> bytes:
    """The content of a token; accepts its canonical encoding only."""
    try:
        padded = token[:_MAX_TOKEN_CHARS].encode("ascii") + b"=="
        content = base64.urlsafe_b64decode(padded)
    except (UnicodeEncodeError, binascii.Error):
        content = b""
    if len(content) != _TOKEN_BYTES or _encode(content) != token:
        raise LinkInvalid(_INVALID)
    return content
