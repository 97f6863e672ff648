"""Frames of Java and Kotlin, also on Android."""

import re

from telemetry_graph.crashes.fingerprint.frame import Call
from telemetry_graph.crashes.fingerprint.names import normalize_qualified

_LOCATION = re.compile(
    r"[\w$\-.]*+:-?\d++$|[\w$-]*+\.[a-z]{2,7}+$"
    r"|Native Method$|Unknown Source(?::\d++)?$|SourceFile$|PG$"
)
_OBFUSCATED_FILES = ("SourceFile", "Unknown Source", "PG")
_COUNTER = re.compile(r"\$\d++(?=[.$]|$)")
_GENERATED_NAMES = (
    "$$Lambda", "$$ExternalSynthetic", "-$$", "$$FastClass", "$$Enhancer", "$$SpringCGLIB",
    "$Proxy", ".access$",
)  # fmt: skip
_GENERATED = "[generated]"
_MODULE_PREFIX = re.compile(r"[\w.@]*+/{1,2}(?=[\w$.]++$)")


def parse_frame(rest: str) -> Call | None:
    """Parse the text after `at `: `package.Class.method(File.java:12)`."""
    name, _, location = rest.partition("(")
    location = location.partition(")")[0]
    if not _LOCATION.match(location) or " " in name:
        return None
    if "$" in name:
        if any(mark in name for mark in _GENERATED_NAMES):
            return Call("", _GENERATED)
        name = _COUNTER.sub("", name)
    name = _MODULE_PREFIX.sub("", name) if "/" in name else name
    location = location.partition(":")[0]
    if location in _OBFUSCATED_FILES or location.startswith("r8-map-id"):
        location = ""
    return Call(normalize_qualified(name), location)
