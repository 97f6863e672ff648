"""Performance figures of the process."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator

from telemetry_graph_sdk._clock import Clock

_MEGABYTE = 1024 * 1024
MAX_FRAMES = 10_000
FRAME_SECONDS = 60.0


def read_memory_mb() -> float | None:
    """Read the resident memory; None where the platform does not show it."""
    try:
        with open("/proc/self/statm", "rb") as file:
            pages = int(file.read().split()[1])
        return round(pages * os.sysconf("SC_PAGE_SIZE") / _MEGABYTE, 1)
    except (OSError, ValueError, AttributeError, IndexError):
        return _read_peak_mb()


def _read_peak_mb() -> float | None:
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / _MEGABYTE if sys.platform == "darwin" else peak / 1024, 1)


def read_process_age() -> float | None:
    """Read the seconds since this process began; None where the platform does not show it."""
    try:
        with open("/proc/self/stat", encoding="ascii", errors="replace") as file:
            ticks = int(file.read().rsplit(")", 1)[1].split()[19])
        return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, AttributeError, IndexError):
        return None


class FrameTimes:
    """Frame times since the last summary."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._frames: list[float] = []
        self._seen = 0

    def add(self, milliseconds: float) -> None:
        """Add a frame; of more than `MAX_FRAMES` the latest ones count."""
        with self._lock:
            if len(self._frames) < MAX_FRAMES:
                self._frames.append(milliseconds)
            else:
                self._frames[self._seen % MAX_FRAMES] = milliseconds
            self._seen += 1

    def take_summary(self) -> dict[str, float] | None:
        """Return average and 95th percentile in milliseconds, and begin again."""
        with self._lock:
            frames, self._frames, self._seen = sorted(self._frames), [], 0
        if not frames:
            return None
        rank = max(0, -(-95 * len(frames) // 100) - 1)
        return {"avg_ms": round(sum(frames) / len(frames), 3), "p95_ms": round(frames[rank], 3)}


class Figures:
    """The figures that are recorded at intervals, and when they are due (steady time)."""

    def __init__(self, clock: Clock, memory_seconds: float) -> None:
        self._clock = clock
        self._memory_seconds = memory_seconds
        self._frames = FrameTimes()
        self._next_frame = float("inf")
        self._next_memory = float("inf")

    def start(self) -> None:
        if self._memory_seconds:
            self._next_memory = self._clock.steady() + self._memory_seconds

    def add_frame(self, milliseconds: float) -> bool:
        """Add a frame time; True for the first one of a summary."""
        self._frames.add(milliseconds)
        is_first = self._next_frame == float("inf")
        if is_first:
            self._next_frame = self._clock.steady() + FRAME_SECONDS
        return is_first

    def take_due(self) -> Iterator[tuple[str, dict[str, float]]]:
        """Yield the events that are due, as type and data."""
        now = self._clock.steady()
        if now >= self._next_frame:
            self._next_frame = float("inf")
            summary = self._frames.take_summary()
            if summary is not None:
                yield "perf_frame", summary
        if now >= self._next_memory:
            self._next_memory = now + self._memory_seconds
            used = read_memory_mb()
            if used is not None:
                yield "perf_memory", {"used_mb": used}

    def seconds_until_due(self) -> float | None:
        wait = min(self._next_frame, self._next_memory) - self._clock.steady()
        return None if wait == float("inf") else max(0.0, wait)
