"""What a crash report says beside the error: the screen, breadcrumbs, memory and uptime."""

from __future__ import annotations

from collections import deque
from typing import Any, NamedTuple

from telemetry_graph_sdk._encode import clean_text
from telemetry_graph_sdk._model import crash_type_of
from telemetry_graph_sdk._performance import read_memory_mb

MAX_CHARACTERS = 100
MAX_SURVIVED_IN_MINUTE = 60
MAX_BREADCRUMBS = 20
MAX_SCREEN = MAX_FINGERPRINT = 200
_CONTROL = dict.fromkeys((*range(32), 127), " ")


class CrashDetails(NamedTuple):
    """What the caller says about a crash."""

    is_fatal: bool
    screen: str | None
    fingerprint: str | None

    @property
    def type(self) -> str:
        return crash_type_of(is_fatal=self.is_fatal)


class Breadcrumbs:
    def __init__(self) -> None:
        self._lines: deque[tuple[float, str]] = deque(maxlen=MAX_BREADCRUMBS)

    def add(self, steady: float, line: str) -> None:
        self._lines.append((steady, clean_text(line, MAX_CHARACTERS).translate(_CONTROL)))

    def clear(self) -> None:
        self._lines.clear()

    def append_to(self, stack: str, steady: float) -> str:
        """Append the lines with their age, oldest first, to a stack that is not empty."""
        lines = [f"  {steady - then:.1f} s before: {line}" for then, line in list(self._lines)]
        if not stack or not lines:
            return stack
        return "\n".join([stack.rstrip("\n"), "breadcrumbs:", *lines])


class SurvivedLimit:
    """Admits a number of survived errors a minute: one in every request would fill the queue."""

    def __init__(self) -> None:
        self._since = float("-inf")
        self._count = 0

    def admits_one(self, steady: float) -> bool:
        if steady - self._since >= 60:
            self._since, self._count = steady, 0
        self._count += 1
        return self._count <= MAX_SURVIVED_IN_MINUTE


class Scene:
    """What the app was doing."""

    def __init__(self, started_at: float) -> None:
        self.screen: str | None = None
        self.breadcrumbs = Breadcrumbs()
        self.survived = SurvivedLimit()
        self._started_at = started_at

    def complete(
        self, crash: dict[str, Any], details: CrashDetails, steady: float
    ) -> dict[str, Any]:
        """Add to a crash what the app was doing at a steady time."""
        screen = details.screen or self.screen
        context = {
            "screen": clean_text(screen, MAX_SCREEN) if screen else None,
            "memory_mb": read_memory_mb(),
            "uptime_seconds": round(max(0.0, steady - self._started_at), 3),
        }
        completed = {
            **crash,
            "stack_trace": self.breadcrumbs.append_to(crash["stack_trace"], steady),
            "is_fatal": details.is_fatal,
            "context": {name: value for name, value in context.items() if value is not None},
        }
        if details.fingerprint:
            completed["fingerprint"] = clean_text(details.fingerprint, MAX_FINGERPRINT)
        return completed
