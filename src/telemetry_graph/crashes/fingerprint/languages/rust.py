"""Frames of Rust."""

import re

from telemetry_graph.crashes.fingerprint.frame import Call
from telemetry_graph.crashes.fingerprint.names import normalize_qualified

_LINE_COLUMN = re.compile(r":\d++(?::\d++)?$")
_MAX_LOCATION_CHARACTERS = 300


def parse_frame(line: str) -> Call | None:
    """Parse `3: crate::module::function` and `3: 0x… - function`; the next line has the file."""
    name = line.partition(":")[2].lstrip()
    if name.startswith("0x"):
        name = name.partition(" - ")[2]
    return Call(normalize_qualified(name), "") if name else None


def parse_panic(text: str) -> Call | None:
    """Parse the file from the panic message of a Rust program without a backtrace."""
    line = text.partition("panicked at ")[2].partition("\n")[0][-_MAX_LOCATION_CHARACTERS:]
    location = line.rstrip(": ").rpartition(" ")[2]
    path = _LINE_COLUMN.sub("", location)
    return Call("", path) if path != location else None
