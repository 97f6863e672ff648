"""Password hashing (argon2id), in threads and at most two at a time."""

import asyncio
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_MAX_CONCURRENT_HASHES = 2  # each uses 64 MB and one core


class Passwords:
    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._slots = asyncio.Semaphore(_MAX_CONCURRENT_HASHES)

    @cached_property
    def _decoy_hash(self) -> str:
        return self._hasher.hash("no user has this password")

    async def hash(self, password: str) -> str:
        async with self._slots:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def verify(self, password: str, stored_hash: str | None) -> bool:
        """Takes as long for an unknown user, who has no `stored_hash`, as for a known one."""
        async with self._slots:
            is_match = await asyncio.to_thread(self._verify, password, stored_hash)
        return is_match and stored_hash is not None

    def _verify(self, password: str, stored_hash: str | None) -> bool:
        try:
            return self._hasher.verify(stored_hash or self._decoy_hash, password)
        except (VerificationError, InvalidHashError, UnicodeEncodeError):
            return False
