"""Reads frames of compiled languages: one line in, a call or nothing out."""

import re

from telemetry_graph.crashes.fingerprint.v2.frame import Call
from telemetry_graph.crashes.fingerprint.v2.names import (
    native_function,
    qualified_function,
    swift_function,
)

_NUMBER = re.compile(r"(?:# *\d*+ *(?:\| *)?|\d++:? *)(?=\S)")
_ADDRESS = re.compile(r"(?:\[ra\] )?0x[0-9a-fA-F]++ (?:in |- )?")
_JAVA_PLACE = re.compile(
    r"[\w$\-.]*+:-?\d++$|[\w$-]*+\.[a-z]{2,7}+$"
    r"|Native Method$|Unknown Source(?::\d++)?$|SourceFile$|PG$"
)
_JAVA_COUNTER = re.compile(r"\$\d++(?=[.$]|$)")
_JAVA_GENERATED = (
    "$$Lambda", "$$ExternalSynthetic", "-$$", "$$FastClass", "$$Enhancer", "$$SpringCGLIB",
    "$Proxy", ".access$",
)  # fmt: skip
_GENERATED = "[generated]"
_MODULE_PREFIX = re.compile(r"[\w.@]*+/{1,2}(?=[\w$.]++$)")
_LONGEST_PLACE = 300
_LINE_COLUMN = re.compile(r":\d++(?::\d++)?$")
_IN_MODULE = re.compile(r"(\S++)\((.*?)(?:\+0x[0-9a-fA-F]++)?\) ?\[0x")
_QT = re.compile(r"(\S++) : (.+?)\+0x[0-9a-fA-F]++ +\[")
_BRACKETED = re.compile(r"(\S++) +0x[0-9a-fA-F]++ (.++)")
_APPLE = re.compile(r"\d++ +(\S(?:[^\t ]| (?! |0x))*+)\s++0x[0-9a-fA-F]++ (.++)")
_APPLE_PLACE = re.compile(r" \(([^()\s:]++):\d++\)$")
_SWIFT = re.compile(r"(.+?)(?: \+ \d++)? in (\S++)(?: at (\S++))?$")
_CSHARP_CLOSURE = re.compile(r"\.<>c(?:__DisplayClass\d++_\d++)?|\[[\w, `.]*+\]|`\d++")
_CSHARP_STATE = re.compile(r"<(\w*+)>(?:[bd]__[\w|]*+|[bd](?!\w)|\$)")
_CSHARP_LOCAL = re.compile(r"<\w*+>g__(\w*+)\|[\w]*+")
_MONO_PLACE = re.compile(r"(?: \[0x[0-9a-f]++\] in |\) \(at )")
_UNITY = re.compile(r"([\w.:<>`+$|]++) ?\(.{0,300}?\) \(at (.+)\)$")
_LLDB = re.compile(r"(?:\* )?frame #\d++: 0x[0-9a-f]++ (?:([^`\s]++)`)?(.++)")
_LLDB_PLACE = re.compile(r"(?: at |\) \()([\w.+$-]++):\d++(?::\d++)?(?: \[opt\]|\))?$")
_GO_PLACE = re.compile(r"(\S.*?\.(?:go|s)):\d++(?: \+0x[0-9a-fA-F]++)?$")


def java_frame(rest: str) -> Call | None:
    """What follows `at `: `package.Class.method(File.java:12)`."""
    name, _, place = rest.partition("(")
    place = place.partition(")")[0]
    if not _JAVA_PLACE.match(place) or " " in name:
        return None
    if "$" in name:
        if any(mark in name for mark in _JAVA_GENERATED):
            return Call("", _GENERATED)
        name = _JAVA_COUNTER.sub("", name)
    name = _MODULE_PREFIX.sub("", name) if "/" in name else name
    place = place.partition(":")[0]
    obscured = place in ("SourceFile", "Unknown Source", "PG") or place.startswith("r8-map-id")
    return Call(qualified_function(name), "" if obscured else place)


def csharp_frame(rest: str) -> Call:
    """What follows `at `: `Namespace.Class.Method(Type name) in /path/File.cs:line 12`."""
    name, _, place = rest.partition(" in ")
    return Call(_csharp_name(name), place.rpartition(":line ")[0])


def mono_frame(rest: str) -> Call | None:
    """What follows `at `: `Class.Method (Type name) [0x00012] in /path/File.cs:12`."""
    mark = _MONO_PLACE.search(rest)
    if mark is None:
        return None
    place = _LINE_COLUMN.sub("", rest[mark.end() :])
    return Call(_csharp_name(rest[: mark.start()]), "" if place[:1] == "<" else place)


def unity_frame(line: str) -> Call | None:
    """`Class.Method (Type name) (at Assets/File.cs:12)`."""
    match = _UNITY.match(line) if line.endswith(")") else None
    if match is None:
        return None
    name = match[1].replace(":", ".")
    return Call(_csharp_name(name), "" if match[2][:1] == "<" else _LINE_COLUMN.sub("", match[2]))


def _csharp_name(name: str) -> str:
    name = _CSHARP_CLOSURE.sub("", name.partition("(")[0].rstrip())
    if "<" in name:
        name = _CSHARP_LOCAL.sub(r"\1", name)
        name = _CSHARP_STATE.sub(r"\1", _CSHARP_STATE.sub(r"\1", name))
    return qualified_function(name.replace(".MoveNext", ""))


def lldb_frame(line: str) -> Call | None:
    """`* frame #1: 0x… module`name(arguments) at file:10:9`."""
    match = _LLDB.match(line)
    if match is None:
        return None
    place = _LLDB_PLACE.search(match[2])
    name = match[2][: place.start() + (match[2][place.start()] == ")")] if place else match[2]
    return Call(
        swift_function(name.rpartition(" + ")[0] or name), place[1] if place else match[1] or ""
    )


def panic_place(text: str) -> Call | None:
    """The file where a Rust program without a backtrace says that it panicked."""
    line = text.partition("panicked at ")[2].partition("\n")[0][-_LONGEST_PLACE:]
    place = line.rstrip(": ").rpartition(" ")[2]
    path = _LINE_COLUMN.sub("", place)
    return Call("", path) if path != place else None


def numbered_frame(line: str) -> Call | None:
    """`#3 …` and `3: …`: gdb, lldb, sanitizers, tombstones, Windows stack walks, Rust."""
    number = _NUMBER.match(line)
    if number is None or (line[1:2] == " " and "0x" not in line):
        return None
    rest = line[number.end() :]
    if rest.startswith("pc "):
        return _tombstone(rest)
    if match := _IN_MODULE.match(rest):
        return Call(native_function(match[2]), match[1])
    if match := _BRACKETED.match(rest) if not rest.startswith("0x") else None:
        return _stack_walk(match[1], match[2])
    rest = rest[match.end() :] if (match := _ADDRESS.match(rest)) else rest
    return _debugger(rest)


def rust_frame(line: str) -> Call | None:
    """`3: crate::module::function` and `3: 0x… - function`; the place is on the next line."""
    name = line.partition(":")[2].lstrip()
    if name.startswith("0x"):
        name = name.partition(" - ")[2]
    return Call(qualified_function(name), "") if name else None


def _debugger(rest: str) -> Call | None:
    for mark in (") at ", ") from "):
        head, found, place = rest.rpartition(mark)
        if found:
            return Call(native_function(head.partition(" (")[0]), _LINE_COLUMN.sub("", place))
    if "+0x" in rest and " (" in rest:
        name, _, place = rest.partition(" (")
        return Call(native_function(name), place.partition("+0x")[0])
    head, found, place = rest.rpartition(" ")
    if found and _LINE_COLUMN.search(place) and not f" {head}".endswith((",", " at")):
        return Call(native_function(head), _LINE_COLUMN.sub("", place))
    if found and place.startswith("/"):
        return Call(native_function(head), place)
    return Call(native_function(rest), "") if rest else None


def _tombstone(rest: str) -> Call | None:
    """`pc 0004f8e4  /system/lib64/libc.so (abort+160) (BuildId: …)`."""
    parts = rest.split(None, 2)
    if len(parts) < 3:
        return None
    path, *notes = parts[2].split(" (")
    names = [note for note in notes if not note.startswith(("BuildId", "offset", "deleted"))]
    name = names[0].partition("+")[0].partition(")")[0] if names else ""
    return Call(native_function(name), path)


def _stack_walk(module: str, rest: str) -> Call:
    """`module.exe 0x… name(args)[ file : 12 ]`."""
    name, _, place = rest.partition("[ ")
    return Call(native_function(name), place.rpartition(" : ")[0] or module)


def apple_frame(line: str) -> Call | None:
    """`3   App   0x… View.tap() + 120 (View.swift:42)`, and Swift's own backtraces."""
    if match := _APPLE.match(line):
        name = _APPLE_PLACE.sub("", match[2])
        place = _APPLE_PLACE.search(match[2])
        return Call(
            swift_function(name.rpartition(" + ")[0] or name), place[1] if place else match[1]
        )
    number = _NUMBER.match(line)
    rest = line[number.end() :] if number else ""
    address = _ADDRESS.match(rest)
    match = _SWIFT.match(rest, address.end()) if address else None
    if match is None:
        return None
    return Call(swift_function(match[1]), _LINE_COLUMN.sub("", match[3] or match[2]))


def module_frame(line: str) -> Call | None:
    """`./program(name+0x12) [0x…]` and `library : name+0x12 [0x…]`."""
    match = _IN_MODULE.match(line) or _QT.match(line)
    return Call(native_function(match[2]), match[1]) if match else None


def go_place(line: str) -> str | None:
    """The file of a Go frame; its function stands on the line before."""
    match = _GO_PLACE.match(line)
    return match[1] if match else None


def go_function(line: str) -> str:
    """`github.com/team/pkg.(*T).method(0x…)` → `pkg.(*T).method`."""
    line = line.removeprefix("created by ").partition(" in goroutine ")[0]
    if line.endswith(")"):
        line = line[: line.rfind("(")]
    return qualified_function(line[line.rfind("/") + 1 :])
