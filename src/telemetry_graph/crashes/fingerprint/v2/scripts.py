"""Reads frames of Lua, Python and JavaScript: one line in, a call or nothing out."""

import re
from functools import lru_cache

from telemetry_graph.crashes.fingerprint.v2.frame import Call
from telemetry_graph.crashes.fingerprint.v2.names import qualified_function, script_function

_POSITION = re.compile(r":(?:-?\d++|\?)(?::\d++)?\)?$")
_CHUNK = re.compile(r'\[(?:string|love) "[@=]?([^"]*+)"\]?')
_CODE_MARKS = frozenset("(=;")
_NUMBER = re.compile(r"\d++")
_NUMBERED = re.compile(r"\d++\. (.*?) - (.++)")
_SCRIPT_LINE = re.compile(r"\.(?:lua|luau|nse)(?::| line )\d++: ?")
_OLD_WORDS = re.compile(
    r"(attempt to [a-z ]{3,30}?) ((?:local|global|field|method|upvalue|constant) '[^']{0,200}')"
    r" \((a \w{1,20} value)\)"
)
_LONGEST_FILE = 100
_BEFORE_NAME = re.compile(r"[^\s/\\:'\"(<>@\[\]]*$")
_REFERENCE = re.compile(r"> (\S++) \((@?[^\s:()]++):\d++")
_TABLE_FRAME = re.compile(
    r"\(\d++\) +(?:Lua|C|main|global|local)?(.{0,200}?) at line \d++ of chunk (.++)"
)
_MARKDOWN = re.compile(r"- (\S.*?):\d++(?: _in_ \*\*(.+)\*\*)?$")
_GECKO_POSITION = re.compile(r":\d++(?::\d++)?$|^\[(?:native|wasm) code\]$|wasm-function\[")
_GECKO_WORDS = re.compile(r" code$|^(?:get|set) ")
_GECKO_EVAL = re.compile(r" line \d++ > (?:eval|Function).*+$")
_WASM_PLACE = re.compile(
    r"(?:^wasm://wasm/[^:]*+|([^:/]*+\.wasm)|^\[wasm code\])(?::wasm-function.*+)?$"
)
_BARE_URL = re.compile(r"[a-z-]{2,20}://\S++$")


def lua_frame(line: str) -> Call | None:
    """`path:12: in function 'name'`, in the dialects of Lua 5.1 to 5.4, LuaJIT and their hosts."""
    place, found, what = line.partition(": in ")
    if not found:
        return None
    number = _POSITION.search(place)
    path = place[: number.start()] if number else place
    return Call(_lua_name(what), _lua_path(path), number[0] if number else "")


def lua_short_frame(line: str) -> Call | None:
    """`[string "@file.lua"]:12: name()` and `[C]: ?`."""
    if line.startswith("[C]"):
        return Call("", "[C]")
    place, found, what = line.partition('"]:')
    if not found:
        return None
    return Call(_lua_name(what.partition(": ")[2].removesuffix("()")), _lua_path(place + '"]'))


@lru_cache(maxsize=4_096)
def _lua_name(what: str) -> str:
    """`function 'game.score'`, `upvalue 'run'`, `main chunk`, `function <main.lua:5>` → a name."""
    kind, _, name = what.partition(" ")
    if what.startswith("main chunk"):
        return "main chunk"
    quoted = name if kind in _KINDS else what
    quoted = quoted.lstrip()
    if not quoted or quoted[0] not in "'`\"*":
        return (
            "" if kind in _KINDS and quoted[:1] in "<?" else script_function(quoted.split(" ")[0])
        )
    end = min((at for at in (quoted.find(mark, 1) for mark in "'`\"") if at > 0), default=None)
    return script_function(quoted[1:end] if end else quoted)


_KINDS = frozenset(
    ("function", "field", "upvalue", "local", "method", "global", "metamethod", "hook", "constant")
)


def _lua_path(place: str) -> str:
    """Without what a log wrote before it."""
    if '"' in place and (chunk := _CHUNK.search(place)):
        return _chunk_name(chunk[1])
    return place[max(place.rfind("\t"), place.rfind("] ")) + 1 :].strip()


def _chunk_name(name: str) -> str:
    """What a chunk is called by; when that is its code, without the numbers in it."""
    is_code = not _CODE_MARKS.isdisjoint(name) or (" " in name and "." not in name)
    return _NUMBER.sub("0", name) if is_code else name


def listed_frame(line: str) -> Call | None:
    """`1. name - file.lua:12`, as Garry's Mod lists them."""
    match = _NUMBERED.match(line)
    return Call(script_function(match[1]), _POSITION.sub("", match[2])) if match else None


def bulleted_frame(line: str) -> Call | None:
    """`- file.lua:12 _in_ **name**` and `> name (@file.lua:12)`."""
    if match := _REFERENCE.match(line):
        return Call(script_function(match[1]), match[2])
    if match := _MARKDOWN.match(line):
        return Call(script_function(match[2] or ""), match[1])
    return None


def table_frame(line: str) -> Call | None:
    """`(3) Lua function 'name' at line 12 of chunk 'file.lua'`, as StackTracePlus writes."""
    match = _TABLE_FRAME.match(line)
    return Call(_lua_name(match[1].strip()), match[2].strip("'\"]. ")) if match else None


def python_frame(line: str) -> Call | None:
    """`File "path", line 12, in name`."""
    path, found, rest = line[6:].partition('", line ')
    if not found:
        return None
    name = rest.partition(", in ")[2] or rest.partition(" in ")[2]
    return Call(name if name[:1] == "<" else script_function(name), path)


def v8_frame(rest: str) -> Call:
    """What follows `at `: `name (file:1:2)`, `file:1:2`, `name (native)`, `async name (…)`."""
    rest = rest.removesuffix(" {")
    name, found, place = rest.partition(" (")
    if not found or not rest.endswith(")"):
        place, name = rest, ""
    elif place.startswith("eval at "):
        place = place.partition(" (")[2].partition(")")[0]
    elif place.startswith("address at "):
        place = place[len("address at ") :]
    place = place.rstrip(")")
    if place in ("native", "<anonymous>") or place.startswith("index "):
        return Call(script_function(name), "[native code]")
    if "wasm" in place:
        return _wasm_call(name, place)
    return Call(script_function(name), _POSITION.sub("", place.removeprefix("async ")))


def _wasm_call(name: str, place: str) -> Call:
    """Names in WebAssembly are those of C++ or Rust; without one, the function's number counts."""
    match = _WASM_PLACE.search(place)
    if match is None:
        return Call(script_function(name), _POSITION.sub("", place))
    if not name or name.startswith("wasm-function["):
        name = (name or place[place.find("wasm-function") :]).partition(":")[0]
    return Call(qualified_function(name), match[1] or "wasm")


def gecko_frame(line: str) -> Call | None:
    """`name@url:1:2`, as SpiderMonkey and JavaScriptCore write."""
    name, _, place = line.partition("@")
    name = name[name.rfind("*") + 1 :]
    if " " in _GECKO_WORDS.sub("", name) or not _GECKO_POSITION.search(place):
        return None
    name = "" if name in ("global code", "module code", "eval code") else name.strip("/<")
    if "wasm" in place:
        return _wasm_call(name, place)
    path = _POSITION.sub("", _GECKO_EVAL.sub("", place) if " > " in place else place)
    return Call(script_function(name), "" if path.isdigit() else path)


def bare_place(line: str) -> Call | None:
    """`https://host/file.js:1:2`: JavaScriptCore writes a function without a name so."""
    path = _POSITION.sub("", line)
    return Call("", path) if path != line and _BARE_URL.match(line) else None


def message_place(message: str) -> tuple[str, str]:
    """The script that a Lua message begins with, and the message behind it.

    Hosts write their own words before it (`Error executing callback: `): they go as well, as they
    say how the host called the script and not what went wrong.
    """
    match = _SCRIPT_LINE.search(message)
    if match is None:
        return _chunk_place(message)
    name = _BEFORE_NAME.search(message[max(0, match.start() - _LONGEST_FILE) : match.start()])
    extension = match[0].partition(":")[0].partition(" ")[0]
    return (name[0] if name else "") + extension, in_one_dialect(message[match.end() :].lstrip())


def _chunk_place(message: str) -> tuple[str, str]:
    match = _CHUNK.search(message)
    if match is None or message[match.end() : match.end() + 1] != ":":
        return "", in_one_dialect(message)
    rest = message[match.end() + 1 :].partition(":")[2].lstrip()
    return _chunk_name(match[1]), in_one_dialect(rest)


def in_one_dialect(statement: str) -> str:
    """Lua 5.1's `attempt to call local 'f' (a nil value)`, in the words of 5.4."""
    if not statement.startswith("attempt to "):
        return statement
    return _OLD_WORDS.sub(r"\1 \3 (\2)", statement, count=1)
