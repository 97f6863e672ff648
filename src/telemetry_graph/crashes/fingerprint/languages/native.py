"""Parses frames of compiled languages, one line each."""

import re

from telemetry_graph.crashes.fingerprint.v2.frame import Call
from telemetry_graph.crashes.fingerprint.v2.names import (
    normalize_native,
    normalize_qualified,
    normalize_swift,
)

_NUMBER = re.compile(r"(?:# *\d*+ *(?:\| *)?|\d++:? *)(?=\S)")
_ADDRESS = re.compile(r"(?:\[ra\] )?0x[0-9a-fA-F]++ (?:in |- )?")
_JAVA_LOCATION = re.compile(
    r"[\w$\-.]*+:-?\d++$|[\w$-]*+\.[a-z]{2,7}+$"
    r"|Native Method$|Unknown Source(?::\d++)?$|SourceFile$|PG$"
)
_OBFUSCATED_FILES = ("SourceFile", "Unknown Source", "PG")
_JAVA_COUNTER = re.compile(r"\$\d++(?=[.$]|$)")
_JAVA_GENERATED = (
    "$$Lambda", "$$ExternalSynthetic", "-$$", "$$FastClass", "$$Enhancer", "$$SpringCGLIB",
    "$Proxy", ".access$",
)  # fmt: skip
_GENERATED = "[generated]"
_MODULE_PREFIX = re.compile(r"[\w.@]*+/{1,2}(?=[\w$.]++$)")
_MAX_LOCATION_CHARACTERS = 300
_LINE_COLUMN = re.compile(r":\d++(?::\d++)?$")
_MODULE_OFFSET = re.compile(r"(\S++)\((.*?)(?:\+0x[0-9a-fA-F]++)?\) ?\[0x")
_QT = re.compile(r"(\S++) : (.+?)\+0x[0-9a-fA-F]++ +\[")
_BRACKETED = re.compile(r"(\S++) +0x[0-9a-fA-F]++ (.++)")
_APPLE = re.compile(r"\d++ +(\S(?:[^\t ]| (?! |0x))*+)\s++0x[0-9a-fA-F]++ (.++)")
_APPLE_LOCATION = re.compile(r" \(([^()\s:]++):\d++\)$")
_SWIFT = re.compile(r"(.+?)(?: \+ \d++)? in (\S++)(?: at (\S++))?$")
_CSHARP_CLOSURE = re.compile(r"\.<>c(?:__DisplayClass\d++_\d++)?|\[[\w, `.]*+\]|`\d++")
_CSHARP_STATE = re.compile(r"<(\w*+)>(?:[bd]__[\w|]*+|[bd](?!\w)|\$)")
_CSHARP_LOCAL = re.compile(r"<\w*+>g__(\w*+)\|[\w]*+")
_MONO_LOCATION = re.compile(r"(?: \[0x[0-9a-f]++\] in |\) \(at )")
_UNITY = re.compile(r"([\w.:<>`+$|]++) ?\(.{0,300}?\) \(at (.+)\)$")
_LLDB = re.compile(r"(?:\* )?frame #\d++: 0x[0-9a-f]++ (?:([^`\s]++)`)?(.++)")
_LLDB_LOCATION = re.compile(r"(?: at |\) \()([\w.+$-]++):\d++(?::\d++)?(?: \[opt\]|\))?$")
_GO_LOCATION = re.compile(r"(\S.*?\.(?:go|s)):\d++(?: \+0x[0-9a-fA-F]++)?$")


def parse_java(rest: str) -> Call | None:
    """Parse the text after `at `: `package.Class.method(File.java:12)`."""
    name, _, location = rest.partition("(")
    location = location.partition(")")[0]
    if not _JAVA_LOCATION.match(location) or " " in name:
        return None
    if "$" in name:
        if any(mark in name for mark in _JAVA_GENERATED):
            return Call("", _GENERATED)
        name = _JAVA_COUNTER.sub("", name)
    name = _MODULE_PREFIX.sub("", name) if "/" in name else name
    location = location.partition(":")[0]
    if location in _OBFUSCATED_FILES or location.startswith("r8-map-id"):
        location = ""
    return Call(normalize_qualified(name), location)


def parse_csharp(rest: str) -> Call:
    """Parse the text after `at `: `Namespace.Class.Method(Type name) in /path/File.cs:line 12`."""
    name, _, location = rest.partition(" in ")
    return Call(_normalize_csharp_name(name), location.rpartition(":line ")[0])


def parse_mono(rest: str) -> Call | None:
    """Parse the text after `at `: `Class.Method (Type name) [0x00012] in /path/File.cs:12`."""
    mark = _MONO_LOCATION.search(rest)
    if mark is None:
        return None
    location = _LINE_COLUMN.sub("", rest[mark.end() :])
    function = _normalize_csharp_name(rest[: mark.start()])
    return Call(function, "" if location[:1] == "<" else location)


def parse_unity(line: str) -> Call | None:
    """Parse `Class.Method (Type name) (at Assets/File.cs:12)`."""
    match = _UNITY.match(line) if line.endswith(")") else None
    if match is None:
        return None
    function = _normalize_csharp_name(match[1].replace(":", "."))
    return Call(function, "" if match[2][:1] == "<" else _LINE_COLUMN.sub("", match[2]))


def _normalize_csharp_name(name: str) -> str:
    name = _CSHARP_CLOSURE.sub("", name.partition("(")[0].rstrip())
    if "<" in name:
        name = _CSHARP_LOCAL.sub(r"\1", name)
        name = _CSHARP_STATE.sub(r"\1", _CSHARP_STATE.sub(r"\1", name))
    return normalize_qualified(name.replace(".MoveNext", ""))


def parse_lldb(line: str) -> Call | None:
    """Parse `* frame #1: 0x… module`name(arguments) at file:10:9`."""
    match = _LLDB.match(line)
    if match is None:
        return None
    name, file = match[2], match[1] or ""
    if location := _LLDB_LOCATION.search(name):
        name, file = name[: location.start() + (name[location.start()] == ")")], location[1]
    return Call(normalize_swift(name.rpartition(" + ")[0] or name), file)


def parse_panic(text: str) -> Call | None:
    """Parse the file from the panic message of a Rust program without a backtrace."""
    line = text.partition("panicked at ")[2].partition("\n")[0][-_MAX_LOCATION_CHARACTERS:]
    location = line.rstrip(": ").rpartition(" ")[2]
    path = _LINE_COLUMN.sub("", location)
    return Call("", path) if path != location else None


def parse_numbered(line: str) -> Call | None:
    """Parse `#3 …` and `3: …`: gdb, lldb, sanitizers, tombstones, Windows stack walks, Rust."""
    number = _NUMBER.match(line)
    if number is None or (line[1:2] == " " and "0x" not in line):
        return None
    rest = line[number.end() :]
    if rest.startswith("pc "):
        return _parse_tombstone(rest)
    if match := _MODULE_OFFSET.match(rest):
        return Call(normalize_native(match[2]), match[1])
    if match := _BRACKETED.match(rest) if not rest.startswith("0x") else None:
        return _parse_stack_walk(match[1], match[2])
    rest = rest[match.end() :] if (match := _ADDRESS.match(rest)) else rest
    return _parse_debugger(rest)


def parse_rust(line: str) -> Call | None:
    """Parse `3: crate::module::function` and `3: 0x… - function`; the next line has the file."""
    name = line.partition(":")[2].lstrip()
    if name.startswith("0x"):
        name = name.partition(" - ")[2]
    return Call(normalize_qualified(name), "") if name else None


def _parse_debugger(rest: str) -> Call | None:
    for mark in (") at ", ") from "):
        head, separator, location = rest.rpartition(mark)
        if separator:
            return Call(normalize_native(head.partition(" (")[0]), _LINE_COLUMN.sub("", location))
    if "+0x" in rest and " (" in rest:
        name, _, location = rest.partition(" (")
        return Call(normalize_native(name), location.partition("+0x")[0])
    head, separator, location = rest.rpartition(" ")
    if separator and _LINE_COLUMN.search(location) and not f" {head}".endswith((",", " at")):
        return Call(normalize_native(head), _LINE_COLUMN.sub("", location))
    if separator and location.startswith("/"):
        return Call(normalize_native(head), location)
    return Call(normalize_native(rest), "") if rest else None


def _parse_tombstone(rest: str) -> Call | None:
    """`pc 0004f8e4  /system/lib64/libc.so (abort+160) (BuildId: …)`."""
    parts = rest.split(None, 2)
    if len(parts) < 3:
        return None
    path, *notes = parts[2].split(" (")
    names = [note for note in notes if not note.startswith(("BuildId", "offset", "deleted"))]
    name = names[0].partition("+")[0].partition(")")[0] if names else ""
    return Call(normalize_native(name), path)


def _parse_stack_walk(module: str, rest: str) -> Call:
    """`module.exe 0x… name(args)[ file : 12 ]`."""
    name, _, location = rest.partition("[ ")
    return Call(normalize_native(name), location.rpartition(" : ")[0] or module)


def parse_apple(line: str) -> Call | None:
    """Parse `3   App   0x… View.tap() + 120 (View.swift:42)`, and backtraces of Swift."""
    if match := _APPLE.match(line):
        name = _APPLE_LOCATION.sub("", match[2])
        location = _APPLE_LOCATION.search(match[2])
        file = location[1] if location else match[1]
        return Call(normalize_swift(name.rpartition(" + ")[0] or name), file)
    number = _NUMBER.match(line)
    rest = line[number.end() :] if number else ""
    address = _ADDRESS.match(rest)
    match = _SWIFT.match(rest, address.end()) if address else None
    if match is None:
        return None
    return Call(normalize_swift(match[1]), _LINE_COLUMN.sub("", match[3] or match[2]))


def parse_module(line: str) -> Call | None:
    """Parse `./program(name+0x12) [0x…]` and `library : name+0x12 [0x…]`."""
    match = _MODULE_OFFSET.match(line) or _QT.match(line)
    return Call(normalize_native(match[2]), match[1]) if match else None


def parse_go_file(line: str) -> str | None:
    """The file of a Go frame; its function is on the line before."""
    match = _GO_LOCATION.match(line)
    return match[1] if match else None


def parse_go_function(line: str) -> str:
    """`github.com/team/pkg.(*T).method(0x…)` → `pkg.(*T).method`."""
    line = line.removeprefix("created by ").partition(" in goroutine ")[0]
    if line.endswith(")"):
        line = line[: line.rfind("(")]
    return normalize_qualified(line[line.rfind("/") + 1 :])
