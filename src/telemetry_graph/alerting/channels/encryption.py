"""Encrypts the addresses and signing keys of channels, which the database alone must not reveal."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from telemetry_graph.kit.errors import TelemetryError

_VERSION = b"\x01"
_KEY_ID_BYTES = 4
_NONCE_BYTES = 12
_TAG_BYTES = 16
_NONCE_START = len(_VERSION) + _KEY_ID_BYTES
_CONTENT_START = _NONCE_START + _NONCE_BYTES


class SecretUnreadable(TelemetryError):
    """A secret is damaged, or the key that encrypted it is not configured."""

    code = "SECRET_UNREADABLE"


class SecretBox:
    """AES-256-GCM: encrypts with the first of `keys`, decrypts with all of them."""

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise ValueError("a secret box needs a key")
        derived = [_derive(key, b"telemetry-graph alert secrets 1") for key in keys]
        self._current = _key_id(derived[0])
        self._ciphers = {_key_id(key): AESGCM(key) for key in derived}

    def __repr__(self) -> str:
        return f"SecretBox({len(self._ciphers)} keys)"

    def encrypt(self, text: str) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        head = _VERSION + self._current
        return head + nonce + self._ciphers[self._current].encrypt(nonce, text.encode(), head)

    def decrypt(self, secret: bytes) -> str:
        head, nonce, content = (
            secret[:_NONCE_START],
            secret[_NONCE_START:_CONTENT_START],
            secret[_CONTENT_START:],
        )
        cipher = self._ciphers.get(head[1:]) if head[:1] == _VERSION else None
        if cipher is None or len(content) < _TAG_BYTES:
            raise _unreadable()
        try:
            return cipher.decrypt(nonce, content, head).decode()
        except InvalidTag:
            raise _unreadable() from None

    def is_current(self, secret: bytes) -> bool:
        """Whether the first key encrypted it; encrypt it again before removing an old key."""
        return secret[:_NONCE_START] == _VERSION + self._current


def _unreadable() -> SecretUnreadable:
    return SecretUnreadable(
        "A secret is damaged, or its key is missing in TELEMETRY_ALERT_KEYS. "
        "Add the key, or enter the channel's address again."
    )


def _derive(key: str, purpose: bytes) -> bytes:
    return hmac.digest(key.encode(), purpose, hashlib.sha256)


def _key_id(key: bytes) -> bytes:
    """Identifies a key without revealing it."""
    return hmac.digest(key, b"key id", hashlib.sha256)[:_KEY_ID_BYTES]
