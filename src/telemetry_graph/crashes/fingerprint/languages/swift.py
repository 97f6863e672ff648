"""Frames of Swift and Objective-C: crash reports of Apple, backtraces of Swift, and lldb."""

import re

from telemetry_graph.crashes.fingerprint.frame import Call
from telemetry_graph.crashes.fingerprint.names import normalize_qualified

_NUMBER = re.compile(r"(?:# *\d*+ *(?:\| *)?|\d++:? *)(?=\S)")
_ADDRESS = re.compile(r"(?:\[ra\] )?0x[0-9a-fA-F]++ (?:in |- )?")
_REPORTED = re.compile(r"\d++ +(\S(?:[^\t ]| (?! |0x))*+)\s++0x[0-9a-fA-F]++ (.++)")
_LOCATION = re.compile(r" \(([^()\s:]++):\d++\)$")
_BACKTRACE = re.compile(r"(.+?)(?: \+ \d++)? in (\S++)(?: at (\S++))?$")
_LLDB = re.compile(r"(?:\* )?frame #\d++: 0x[0-9a-f]++ (?:([^`\s]++)`)?(.++)")
_LLDB_LOCATION = re.compile(r"(?: at |\) \()([\w.+$-]++):\d++(?::\d++)?(?: \[opt\]|\))?$")
_LINE_COLUMN = re.compile(r":\d++(?::\d++)?$")
_ROLE = re.compile(
    r"(?:\(\d++\) |(?:await resume|suspend resume) partial function for |@objc |@nonobjc |static "
    r"|(?:generic )?specialized |(?:generic )?specialization <[^>]{0,200}+> of |merged "
    r"|partial apply for |dispatch thunk of )++"
)


def parse_frame(line: str) -> Call | None:
    """Parse `3   App   0x… View.tap() + 120 (View.swift:42)`, and backtraces of Swift."""
    if match := _REPORTED.match(line):
        name = _LOCATION.sub("", match[2])
        location = _LOCATION.search(match[2])
        file = location[1] if location else match[1]
        return Call(_normalize_name(name.rpartition(" + ")[0] or name), file)
    number = _NUMBER.match(line)
    rest = line[number.end() :] if number else ""
    address = _ADDRESS.match(rest)
    match = _BACKTRACE.match(rest, address.end()) if address else None
    if match is None:
        return None
    return Call(_normalize_name(match[1]), _LINE_COLUMN.sub("", match[3] or match[2]))


def parse_lldb_frame(line: str) -> Call | None:
    """Parse `* frame #1: 0x… module`name(arguments) at file:10:9`."""
    match = _LLDB.match(line)
    if match is None:
        return None
    name, file = match[2], match[1] or ""
    if location := _LLDB_LOCATION.search(name):
        name, file = name[: location.start() + (name[location.start()] == ")")], location[1]
    return Call(_normalize_name(name.rpartition(" + ")[0] or name), file)


def _normalize_name(name: str) -> str:
    """A Swift function, without the compiler's marks of specialized copies and parts."""
    return normalize_qualified(_ROLE.sub("", name.strip()))
