"""Frames and messages of Lua 5.1 to 5.4, LuaJIT and their hosts."""

import re
from collections.abc import Sequence
from functools import lru_cache

from telemetry_graph.crashes.fingerprint.frame import Call, normalize_script

_POSITION = re.compile(r":(?:-?\d++|\?)(?::\d++)?\)?$")
_CHUNK = re.compile(r'\[(?:string|love) "[@=]?([^"]*+)"\]?')
_CODE_MARKS = frozenset("(=;")
_NUMBER = re.compile(r"\d++")
_NUMBERED = re.compile(r"\d++\. (.*?) - (.++)")
_SCRIPT_LINE = re.compile(r"\.(?:lua|luau|nse)(?::| line )\d++: ?")
_LUA_5_1_WORDING = re.compile(
    r"(attempt to [a-z ]{3,30}?) ((?:local|global|field|method|upvalue|constant) '[^']{0,200}')"
    r" \((a \w{1,20} value)\)"
)
_MAX_FILE_CHARACTERS = 100
_FILE_STEM = re.compile(r"[^\s/\\:'\"(<>@\[\]]*$")
_REFERENCE = re.compile(r"> (\S++) \((@?[^\s:()]++):\d++")
_STACK_TRACE_PLUS = re.compile(
    r"\(\d++\) +(?:Lua|C|main|global|local)?(.{0,200}?) at line \d++ of chunk (.++)"
)
_MARKDOWN = re.compile(r"- (\S.*?):\d++(?: _in_ \*\*(.+)\*\*)?$")
_KINDS = frozenset(
    ("function", "field", "upvalue", "local", "method", "global", "metamethod", "hook", "constant")
)


def parse_frame(line: str) -> Call | None:
    """Parse `path:12: in function 'name'`."""
    location, separator, description = line.partition(": in ")
    if not separator:
        return None
    number = _POSITION.search(location)
    path = location[: number.start()] if number else location
    return Call(_parse_name(description), _parse_path(path), number[0] if number else "")


def parse_short_frame(line: str) -> Call | None:
    """Parse `[string "@file.lua"]:12: name()` and `[C]: ?`."""
    if line.startswith("[C]"):
        return Call("", "[C]")
    location, separator, description = line.partition('"]:')
    if not separator:
        return None
    name = _parse_name(description.partition(": ")[2].removesuffix("()"))
    return Call(name, _parse_path(location + '"]'))


def parse_listed_frame(line: str) -> Call | None:
    """Parse `1. name - file.lua:12` of Garry's Mod."""
    match = _NUMBERED.match(line)
    return Call(normalize_script(match[1]), _POSITION.sub("", match[2])) if match else None


def parse_bulleted_frame(line: str) -> Call | None:
    """Parse `- file.lua:12 _in_ **name**` and `> name (@file.lua:12)`."""
    if match := _REFERENCE.match(line):
        return Call(normalize_script(match[1]), match[2])
    if match := _MARKDOWN.match(line):
        return Call(normalize_script(match[2] or ""), match[1])
    return None


def parse_stack_trace_plus(line: str) -> Call | None:
    """Parse `(3) Lua function 'name' at line 12 of chunk 'file.lua'` of StackTracePlus."""
    match = _STACK_TRACE_PLUS.match(line)
    return Call(_parse_name(match[1].strip()), match[2].strip("'\"]. ")) if match else None


def clear_inline_name(calls: Sequence[Call]) -> Sequence[Call]:
    """Clear the name of a function that raised an error on the line of its caller.

    Such a function is an argument of the call and has no name: LuaJIT shows the name by which it
    was called, other interpreters show none.
    """
    if len(calls) < 3 or calls[0].path != "[C]" or not calls[1].line:
        return calls
    raising, caller = calls[1], calls[2]
    if raising[1:] != caller[1:] or raising.function == caller.function:
        return calls
    return [calls[0], raising._replace(function=""), *calls[2:]]


@lru_cache(maxsize=4_096)
def _parse_name(description: str) -> str:
    """The name in `function 'game.score'`, `upvalue 'run'` or `main chunk`."""
    kind, _, name = description.partition(" ")
    if description.startswith("main chunk"):
        return "main chunk"
    quoted = name if kind in _KINDS else description
    quoted = quoted.lstrip()
    if not quoted or quoted[0] not in "'`\"*":
        return (
            "" if kind in _KINDS and quoted[:1] in "<?" else normalize_script(quoted.split(" ")[0])
        )
    end = min((at for at in (quoted.find(mark, 1) for mark in "'`\"") if at > 0), default=None)
    return normalize_script(quoted[1:end] if end else quoted)


def _parse_path(location: str) -> str:
    """The path without the prefix that a log wrote."""
    if '"' in location and (chunk := _CHUNK.search(location)):
        return _normalize_chunk(chunk[1])
    return location[max(location.rfind("\t"), location.rfind("] ")) + 1 :].strip()


def _normalize_chunk(name: str) -> str:
    """The name of a chunk; if that is its source code, without numbers."""
    is_code = not _CODE_MARKS.isdisjoint(name) or (" " in name and "." not in name)
    return _NUMBER.sub("0", name) if is_code else name


def split_message(message: str) -> tuple[str, str]:
    """The script at the beginning of a Lua message, and the statement after it.

    Drops the prefix of the host (`Error executing callback: `), which says how the host called the
    script, not what went wrong.
    """
    match = _SCRIPT_LINE.search(message)
    if match is None:
        return _split_chunk_message(message)
    before = message[max(0, match.start() - _MAX_FILE_CHARACTERS) : match.start()]
    name = _FILE_STEM.search(before)
    extension = match[0].partition(":")[0].partition(" ")[0]
    return (name[0] if name else "") + extension, _to_lua_5_4(message[match.end() :].lstrip())


def _split_chunk_message(message: str) -> tuple[str, str]:
    match = _CHUNK.search(message)
    if match is None or message[match.end() : match.end() + 1] != ":":
        return "", _to_lua_5_4(message)
    rest = message[match.end() + 1 :].partition(":")[2].lstrip()
    return _normalize_chunk(match[1]), _to_lua_5_4(rest)


def _to_lua_5_4(statement: str) -> str:
    """`attempt to call local 'f' (a nil value)` of Lua 5.1 in the wording of Lua 5.4."""
    if not statement.startswith("attempt to "):
        return statement
    return _LUA_5_1_WORDING.sub(r"\1 \3 (\2)", statement, count=1)
