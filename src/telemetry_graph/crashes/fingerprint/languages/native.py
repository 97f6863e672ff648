"""Frames of C and C++: debuggers, sanitizers, tombstones of Android, and stack walks of Windows."""

import re

from telemetry_graph.crashes.fingerprint.frame import Call
from telemetry_graph.crashes.fingerprint.names import normalize_qualified

_NUMBER = re.compile(r"(?:# *\d*+ *(?:\| *)?|\d++:? *)(?=\S)")
_ADDRESS = re.compile(r"(?:\[ra\] )?0x[0-9a-fA-F]++ (?:in |- )?")
_LINE_COLUMN = re.compile(r":\d++(?::\d++)?$")
_MODULE_OFFSET = re.compile(r"(\S++)\((.*?)(?:\+0x[0-9a-fA-F]++)?\) ?\[0x")
_QT = re.compile(r"(\S++) : (.+?)\+0x[0-9a-fA-F]++ +\[")
_BRACKETED = re.compile(r"(\S++) +0x[0-9a-fA-F]++ (.++)")
_CLONE = re.compile(
    r"(?: \[clone [^\]]{0,100}\]|\.(?:isra|constprop|part|lto_priv|llvm)\.\d++|\.cold)++$"
)


def parse_numbered_frame(line: str) -> Call | None:
    """Parse `#3 …` and `3: …`: gdb, lldb, sanitizers, tombstones, Windows stack walks, Rust."""
    number = _NUMBER.match(line)
    if number is None or (line[1:2] == " " and "0x" not in line):
        return None
    rest = line[number.end() :]
    if rest.startswith("pc "):
        return _parse_tombstone(rest)
    if match := _MODULE_OFFSET.match(rest):
        return Call(_normalize_name(match[2]), match[1])
    if match := _BRACKETED.match(rest) if not rest.startswith("0x") else None:
        return _parse_stack_walk(match[1], match[2])
    rest = rest[match.end() :] if (match := _ADDRESS.match(rest)) else rest
    return _parse_debugger(rest)


def parse_module_frame(line: str) -> Call | None:
    """Parse `./program(name+0x12) [0x…]` and `library : name+0x12 [0x…]`."""
    match = _MODULE_OFFSET.match(line) or _QT.match(line)
    return Call(_normalize_name(match[2]), match[1]) if match else None


def _parse_debugger(rest: str) -> Call | None:
    for mark in (") at ", ") from "):
        head, separator, location = rest.rpartition(mark)
        if separator:
            return Call(_normalize_name(head.partition(" (")[0]), _LINE_COLUMN.sub("", location))
    if "+0x" in rest and " (" in rest:
        name, _, location = rest.partition(" (")
        return Call(_normalize_name(name), location.partition("+0x")[0])
    head, separator, location = rest.rpartition(" ")
    if separator and _LINE_COLUMN.search(location) and not f" {head}".endswith((",", " at")):
        return Call(_normalize_name(head), _LINE_COLUMN.sub("", location))
    if separator and location.startswith("/"):
        return Call(_normalize_name(head), location)
    return Call(_normalize_name(rest), "") if rest else None


def _parse_tombstone(rest: str) -> Call | None:
    """`pc 0004f8e4  /system/lib64/libc.so (abort+160) (BuildId: …)`."""
    parts = rest.split(None, 2)
    if len(parts) < 3:
        return None
    path, *notes = parts[2].split(" (")
    names = [note for note in notes if not note.startswith(("BuildId", "offset", "deleted"))]
    name = names[0].partition("+")[0].partition(")")[0] if names else ""
    return Call(_normalize_name(name), path)


def _parse_stack_walk(module: str, rest: str) -> Call:
    """`module.exe 0x… name(args)[ file : 12 ]`."""
    name, _, location = rest.partition("[ ")
    return Call(_normalize_name(name), location.rpartition(" : ")[0] or module)


def _normalize_name(name: str) -> str:
    """A function of C or C++, without the suffixes that optimizers add to copies."""
    name = name.strip()
    return normalize_qualified(_CLONE.sub("", name) if "." in name[1:] else name)
