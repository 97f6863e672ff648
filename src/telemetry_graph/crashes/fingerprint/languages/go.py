"""Frames of Go."""

import re

from telemetry_graph.crashes.fingerprint.names import normalize_qualified

GOROUTINE = "goroutine "
_PANICS = ("\npanic(", "\nruntime.gopanic(", "\nruntime.sigpanic(")
"""Frames above these are deferred calls."""
_LOCATION = re.compile(r"(\S.*?\.(?:go|s)):\d++(?: \+0x[0-9a-fA-F]++)?$")


def skip_panic(text: str) -> str:
    """The calls of the crashed goroutine below its last panic."""
    text = f"\n{text}".partition(f"\n{GOROUTINE}")[2].partition(f"\n\n{GOROUTINE}")[0]
    at = max(text.rfind(mark) for mark in _PANICS)
    below = text[at + 1 :].split("\n", 2)[2:] if at >= 0 else []
    return below[0] if below else text


def parse_file(line: str) -> str | None:
    """The file of a Go frame; its function is on the line before."""
    match = _LOCATION.match(line)
    return match[1] if match else None


def parse_function(line: str) -> str:
    """`github.com/team/pkg.(*T).method(0x…)` → `pkg.(*T).method`."""
    line = line.removeprefix("created by ").partition(" in goroutine ")[0]
    if line.endswith(")"):
        line = line[: line.rfind("(")]
    return normalize_qualified(line[line.rfind("/") + 1 :])
