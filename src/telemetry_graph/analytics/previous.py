"""Figures of the previous period, which are loaded only when a query selects them."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
M = TypeVar("M")
T = TypeVar("T")

Lookup = Callable[[], Awaitable[T | None]]
"""Loads one figure of the previous period; None when it has no data."""


class PreviousPeriod(Generic[K, M]):
    """The figures of the previous period by key, loaded once for all items of a list."""

    def __init__(self, load: Callable[[], Awaitable[Mapping[K, M]]]) -> None:
        self._load = load
        self._figures: Mapping[K, M] | None = None
        self._lock = asyncio.Lock()

    def lookup(self, key: K, convert: Callable[[M], T]) -> Lookup[T]:
        async def look_up() -> T | None:
            model = (await self._load_once()).get(key)
            return None if model is None else convert(model)

        return look_up

    async def _load_once(self) -> Mapping[K, M]:
        async with self._lock:
            if self._figures is None:
                self._figures = await self._load()
        return self._figures
