"""What a figure was over the period just before: asked of the database only when it is selected."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
T = TypeVar("T")


class Before(Generic[K, V]):
    """Asked once for all rows of an answer."""

    def __init__(self, ask: Callable[[], Awaitable[Mapping[K, V]]]) -> None:
        self._ask = ask
        self._found: Mapping[K, V] | None = None
        self._once = asyncio.Lock()

    async def of(self, key: K) -> V | None:
        async with self._once:
            if self._found is None:
                self._found = await self._ask()
        return self._found.get(key)


async def shown_before(before: Before[K, V] | None, key: K, shown: Callable[[V], T]) -> T | None:
    """What `key` had then, as it is shown; None if nothing, or nothing can be asked for."""
    found = await before.of(key) if before else None
    return shown(found) if found else None
