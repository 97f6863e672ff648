"""Frames of C# and its relatives: .NET, Mono and Unity."""

import re

from telemetry_graph.crashes.fingerprint.frame import Call
from telemetry_graph.crashes.fingerprint.names import normalize_qualified

_LINE_COLUMN = re.compile(r":\d++(?::\d++)?$")
_CLOSURE = re.compile(r"\.<>c(?:__DisplayClass\d++_\d++)?|\[[\w, `.]*+\]|`\d++")
_STATE = re.compile(r"<(\w*+)>(?:[bd]__[\w|]*+|[bd](?!\w)|\$)")
_LOCAL = re.compile(r"<\w*+>g__(\w*+)\|[\w]*+")
_MONO_LOCATION = re.compile(r"(?: \[0x[0-9a-f]++\] in |\) \(at )")
_UNITY = re.compile(r"([\w.:<>`+$|]++) ?\(.{0,300}?\) \(at (.+)\)$")


def parse_frame(rest: str) -> Call:
    """Parse the text after `at `: `Namespace.Class.Method(Type name) in /path/File.cs:line 12`."""
    name, _, location = rest.partition(" in ")
    return Call(_normalize_name(name), location.rpartition(":line ")[0])


def parse_mono_frame(rest: str) -> Call | None:
    """Parse the text after `at `: `Class.Method (Type name) [0x00012] in /path/File.cs:12`."""
    mark = _MONO_LOCATION.search(rest)
    if mark is None:
        return None
    location = _LINE_COLUMN.sub("", rest[mark.end() :])
    function = _normalize_name(rest[: mark.start()])
    return Call(function, "" if location[:1] == "<" else location)


def parse_unity_frame(line: str) -> Call | None:
    """Parse `Class.Method (Type name) (at Assets/File.cs:12)`."""
    match = _UNITY.match(line) if line.endswith(")") else None
    if match is None:
        return None
    function = _normalize_name(match[1].replace(":", "."))
    return Call(function, "" if match[2][:1] == "<" else _LINE_COLUMN.sub("", match[2]))


def _normalize_name(name: str) -> str:
    name = _CLOSURE.sub("", name.partition("(")[0].rstrip())
    if "<" in name:
        name = _LOCAL.sub(r"\1", name)
        name = _STATE.sub(r"\1", _STATE.sub(r"\1", name))
    return normalize_qualified(name.replace(".MoveNext", ""))
