"""Seals the secrets of alert channels, so that the database alone tells none of them."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from telemetry_graph.kit.errors import TelemetryError

_FORMAT = b"\x01"
_KEY_ID_BYTES = 4
_NONCE_BYTES = 12
_TAG_BYTES = 16
_NONCE_AT = len(_FORMAT) + _KEY_ID_BYTES
_CONTENT_AT = _NONCE_AT + _NONCE_BYTES


class SecretUnreadable(TelemetryError):
    """Something was sealed under a key that is no longer given, or is damaged."""

    code = "SECRET_UNREADABLE"


class SecretBox:
    """AES-256-GCM under the first of `keys`; what any of them sealed can be opened."""

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise ValueError("a secret box needs a key")
        derived = [_derived(key, b"telemetry-graph alert secrets 1") for key in keys]
        self._current = _key_id(derived[0])
        self._ciphers = {_key_id(key): AESGCM(key) for key in derived}

    def __repr__(self) -> str:
        return f"SecretBox({len(self._ciphers)} keys)"

    def seal(self, text: str) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        head = _FORMAT + self._current
        return head + nonce + self._ciphers[self._current].encrypt(nonce, text.encode(), head)

    def open(self, sealed: bytes) -> str:
        head, nonce, content = (
            sealed[:_NONCE_AT],
            sealed[_NONCE_AT:_CONTENT_AT],
            sealed[_CONTENT_AT:],
        )
        cipher = self._ciphers.get(head[1:]) if head[:1] == _FORMAT else None
        if cipher is None or len(content) < _TAG_BYTES:
            raise _unreadable()
        try:
            return cipher.decrypt(nonce, content, head).decode()
        except InvalidTag:
            raise _unreadable() from None

    def is_current(self, sealed: bytes) -> bool:
        """Whether the first key sealed it; if not, sealing it anew lets an old key go."""
        return sealed[:_NONCE_AT] == _FORMAT + self._current


def _unreadable() -> SecretUnreadable:
    return SecretUnreadable(
        "A secret was sealed under a key that TELEMETRY_ALERT_KEYS does not hold, "
        "or it is damaged. Add the key, or give the channel its address anew."
    )


def _derived(key: str, purpose: bytes) -> bytes:
    return hmac.digest(key.encode(), purpose, hashlib.sha256)


def _key_id(key: bytes) -> bytes:
    """Names a key without telling anything of it."""
    return hmac.digest(key, b"key id", hashlib.sha256)[:_KEY_ID_BYTES]
