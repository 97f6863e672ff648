"""The time, corrected by what the server states where the device's clock is wrong."""

from __future__ import annotations

import time
from collections.abc import Callable

TRUSTED_SECONDS = 300.0
"""A wall clock that is off by less is used as it is."""


def read_steady() -> float:
    """Read a clock that never jumps and, where there is one, counts while the machine sleeps."""
    return _read_steady()


def _choose_steady() -> Callable[[], float]:
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)
    if boot_time is None:
        return time.monotonic
    return lambda: time.clock_gettime(boot_time)


_read_steady = _choose_steady()


class Clock:
    """The device's two clocks, and the last time that a server stated."""

    def __init__(
        self, wall: Callable[[], float] = time.time, steady: Callable[[], float] = read_steady
    ) -> None:
        self.wall = wall
        self.steady = steady
        self._anchor: tuple[float, float] | None = None

    @property
    def is_known(self) -> bool:
        """Whether a server has stated the time."""
        return self._anchor is not None

    def set_server_time(self, seconds: float) -> None:
        self._anchor = (seconds, self.steady())

    def now(self) -> float:
        return self.correct(self.wall(), self.steady())

    def correct(self, wall: float, steady: float) -> float:
        """Return the true time of an instant that both clocks measured."""
        if self._anchor is None:
            return wall
        true = self._anchor[0] + steady - self._anchor[1]
        return wall if abs(wall - true) <= TRUSTED_SECONDS else true

    def steady_of(self, wall: float) -> float:
        """Estimate the steady time of a wall time of the last seconds."""
        return self.steady() - min(max(self.wall() - wall, 0.0), 5.0)
