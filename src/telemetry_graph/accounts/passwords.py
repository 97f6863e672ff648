"""Password hashing (argon2id), off the event loop and never more than two at a time."""

import asyncio
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_MOST_AT_ONCE = 2  # each takes 64 MB and a core for a moment


class Passwords:
    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._turn = asyncio.Semaphore(_MOST_AT_ONCE)

    @cached_property
    def _decoy(self) -> str:
        return self._hasher.hash("no user has this password")

    async def hashed(self, password: str) -> str:
        async with self._turn:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def matches(self, password: str, stored: str | None) -> bool:
        """Takes as long for an unknown user (`stored` is None) as for a known one."""
        async with self._turn:
            verified = await asyncio.to_thread(self._verify, password, stored)
        return verified and stored is not None

    def _verify(self, password: str, stored: str | None) -> bool:
        try:
            return self._hasher.verify(stored or self._decoy, password)
        except (VerificationError, InvalidHashError, UnicodeEncodeError):
            return False
