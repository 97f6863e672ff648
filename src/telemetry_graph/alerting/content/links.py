"""Links in alerts: into the dashboard, and signed ones that act without signing in."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from urllib.parse import quote
from uuid import UUID

from telemetry_graph.alerting.content.payload import ABOUT_A_CHANNEL, AlertFacts, AlertKind
from telemetry_graph.kit.errors import BadInput

_SUBJECT_BYTES = 16
_EXPIRY_BYTES = 6
_MAC_BYTES = 16
_TOKEN_BYTES = _SUBJECT_BYTES + _EXPIRY_BYTES + _MAC_BYTES
_LONGEST_TOKEN = 4 * (_TOKEN_BYTES + 2) // 3


class LinkInvalid(BadInput):
    """A signed link that this installation did not make, or made for something else."""

    code = "LINK_INVALID"


class LinkExpired(BadInput):
    """A signed link that was good once."""

    code = "LINK_EXPIRED"
    status = 410


class LinkPurpose(StrEnum):
    """What a signed link does; also a part of its address."""

    ACKNOWLEDGE = "acknowledge"
    MUTE = "mute"
    CONFIRM = "confirm"
    UNSUBSCRIBE = "unsubscribe"


class SignedLinks:
    """HMAC-SHA256 under the first of `keys`; what any of them signed is accepted until it expires.

    A token holds its subject and expiry, so nothing is stored for it. It is bound to its purpose.
    """

    def __init__(self, keys: Sequence[str], *, public_url: str) -> None:
        if not keys:
            raise ValueError("signed links need a key")
        self._keys = [
            hmac.digest(key.encode(), b"telemetry-graph alert links 1", hashlib.sha256)
            for key in keys
        ]
        self._public_url = public_url.rstrip("/")

    def url(self, purpose: LinkPurpose, subject: UUID, expires_at: datetime) -> str:
        return f"{self._public_url}/alerts/{purpose}/{self.sign(purpose, subject, expires_at)}"

    def sign(self, purpose: LinkPurpose, subject: UUID, expires_at: datetime) -> str:
        expiry = int(expires_at.timestamp()).to_bytes(_EXPIRY_BYTES)
        said = subject.bytes + expiry
        return _encoded(said + _mac(self._keys[0], purpose, said))

    def verify(self, purpose: LinkPurpose, token: str, now: datetime) -> UUID:
        """The subject; raises LinkInvalid or LinkExpired."""
        content = _decoded(token)
        said, mac = content[:-_MAC_BYTES], content[-_MAC_BYTES:]
        # All keys are tried, so that the time taken tells nothing.
        matches = [hmac.compare_digest(mac, _mac(key, purpose, said)) for key in self._keys]
        if not any(matches):
            raise LinkInvalid("This link is not one of ours, or it was cut off. Copy it whole.")
        if now.timestamp() >= int.from_bytes(said[_SUBJECT_BYTES:]):
            raise LinkExpired("This link has expired. Sign in to the dashboard instead.")
        return UUID(bytes=said[:_SUBJECT_BYTES])


def dashboard_url(public_url: str, kind: AlertKind, facts: AlertFacts) -> str:
    """The page that shows what an alert is about."""
    app = f"{public_url.rstrip('/')}/apps/{quote(facts.app_id, safe='')}"
    if facts.crash is not None:
        return f"{app}/crashes/{quote(facts.crash.fingerprint, safe='')}"
    if facts.summary is not None:
        return f"{app}/crashes"
    return f"{app}/alerts" if kind in ABOUT_A_CHANNEL else app


def _mac(key: bytes, purpose: LinkPurpose, said: bytes) -> bytes:
    # Purposes are words without NUL, so no purpose and content can be read as another pair.
    return hmac.digest(key, purpose.encode() + b"\0" + said, hashlib.sha256)[:_MAC_BYTES]


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _decoded(token: str) -> bytes:
    """The content of `token`, in its one spelling only."""
    try:
        padded = token[:_LONGEST_TOKEN].encode("ascii") + b"=="
        content = base64.urlsafe_b64decode(padded)
    except (UnicodeEncodeError, binascii.Error):
        content = b""
    if len(content) != _TOKEN_BYTES or _encoded(content) != token:
        raise LinkInvalid("This link is not one of ours, or it was cut off. Copy it whole.")
    return content
