"""Frames of JavaScript: V8, SpiderMonkey, JavaScriptCore and WebAssembly."""

import re

from telemetry_graph.crashes.fingerprint.frame import Call, normalize_script
from telemetry_graph.crashes.fingerprint.names import normalize_qualified

_POSITION = re.compile(r":(?:-?\d++|\?)(?::\d++)?\)?$")
_GECKO_LOCATION = re.compile(r":\d++(?::\d++)?$|^\[(?:native|wasm) code\]$|wasm-function\[")
_GECKO_WORDS = re.compile(r" code$|^(?:get|set) ")
_GECKO_EVAL = re.compile(r" line \d++ > (?:eval|Function).*+$")
_WASM_LOCATION = re.compile(
    r"(?:^wasm://wasm/[^:]*+|([^:/]*+\.wasm)|^\[wasm code\])(?::wasm-function.*+)?$"
)
_BARE_URL = re.compile(r"[a-z-]{2,20}://\S++$")


def parse_v8_frame(rest: str) -> Call:
    """Parse the text after `at `: `name (file:1:2)`, `file:1:2`, `name (native)` and so on."""
    rest = rest.removesuffix(" {")
    name, separator, location = rest.partition(" (")
    if not separator or not rest.endswith(")"):
        location, name = rest, ""
    elif location.startswith("eval at "):
        location = location.partition(" (")[2].partition(")")[0]
    elif location.startswith("address at "):
        location = location[len("address at ") :]
    location = location.rstrip(")")
    if location in ("native", "<anonymous>") or location.startswith("index "):
        return Call(normalize_script(name), "[native code]")
    if "wasm" in location:
        return _parse_wasm(name, location)
    return Call(normalize_script(name), _POSITION.sub("", location.removeprefix("async ")))


def parse_gecko_frame(line: str) -> Call | None:
    """Parse `name@url:1:2` of SpiderMonkey and JavaScriptCore."""
    name, _, location = line.partition("@")
    name = name[name.rfind("*") + 1 :]
    if " " in _GECKO_WORDS.sub("", name) or not _GECKO_LOCATION.search(location):
        return None
    name = "" if name in ("global code", "module code", "eval code") else name.strip("/<")
    if "wasm" in location:
        return _parse_wasm(name, location)
    path = _POSITION.sub("", _GECKO_EVAL.sub("", location) if " > " in location else location)
    return Call(normalize_script(name), "" if path.isdigit() else path)


def parse_bare_url(line: str) -> Call | None:
    """Parse `https://host/file.js:1:2`, a JavaScriptCore frame without a function name."""
    path = _POSITION.sub("", line)
    return Call("", path) if path != line and _BARE_URL.match(line) else None


def _parse_wasm(name: str, location: str) -> Call:
    """WebAssembly has names of C++ or Rust; without a name, the function's number counts."""
    match = _WASM_LOCATION.search(location)
    if match is None:
        return Call(normalize_script(name), _POSITION.sub("", location))
    if not name or name.startswith("wasm-function["):
        name = (name or location[location.find("wasm-function") :]).partition(":")[0]
    return Call(normalize_qualified(name), match[1] or "wasm")
