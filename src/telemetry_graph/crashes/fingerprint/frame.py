"""The frames of a stack trace, without the parts that differ between builds and machines."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from telemetry_graph.crashes.fingerprint.libraries import (
    CRASH_REPORTER,
    LIBRARY_FUNCTIONS,
    LIBRARY_MODULES,
    LIBRARY_PATH,
    RUNTIME_FUNCTION_NAMES,
    RUNTIME_FUNCTIONS,
    RUNTIME_MODULES,
    RUNTIME_PATH,
)

MAX_NAME_CHARACTERS = 300
UNKNOWN_NAMES = frozenset(
    ("", "?", "??", "<unknown>", "unknown", "<anonymous>", "anonymous", "<redacted>", "(unknown)")
)
# Every pattern is a sequence of single classes, without alternatives that could backtrack.
_DIGIT = re.compile("[0-9]")
_HASHED = re.compile(r"(?<=[.\-_~])(?=[0-9a-zA-Z]*[0-9])[0-9a-zA-Z]{6,40}+(?=\.)")
_BUNDLED = re.compile(r"(?<=[.\-])[\w-]{8}(?=\.m?js$)")
_NUMBERED_FILE = re.compile(r"^\d{4,}+(?=\.[a-z]+$)")
"""For example, a cell of a notebook."""
_MIN_HASH_CAPITALS = 3
_VERSION = re.compile(r"[-_@.]?v?\d++(?:\.\d++)++")
_QUERY_MARKS = ("?", "//&")
"""Beginnings of a query; React Native writes the second one."""
_GENERIC_FILES = frozenset(("init.lua", "__init__.py", "index.js", "index.ts", "mod.rs"))
_PACKAGE_ROOTS = frozenset(("lua", "node_modules", "site-packages", "dist-packages", "src"))
_SCRIPTS = (".lua", ".py", ".js", ".ts", ".nse")


class Origin(StrEnum):
    """Whose code a frame is."""

    APP = "app"
    LIBRARY = "library"
    RUNTIME = "runtime"
    """The language, the operating system and crash reporters. Does not distinguish bugs."""


class Call(NamedTuple):
    """A frame as the trace shows it."""

    function: str
    path: str
    """The file, or else the module or library; empty when the trace has none."""
    line: str = ""
    """Not part of the fingerprint."""


class Frame(NamedTuple):
    """A frame without the parts that differ between builds and machines."""

    function: str
    file: str
    origin: Origin

    @property
    def label(self) -> str:
        """`file:function`; either part may be missing.

        A qualified name has no file, because inlining and obfuscation change the file only.
        """
        if "::" in self.function or self.function.count(".") > 1:
            return self.function
        return ":".join(part for part in (self.file, self.function) if part)


def to_frame(call: Call) -> Frame:
    return _make_frame(call.function, call.path)


@lru_cache(maxsize=4_096)
def _make_frame(function: str, path: str) -> Frame:
    """Cached, because the crashes of an app have the same frames."""
    return Frame(function, _normalize_file(path), _classify_origin(function, path))


def _normalize_file(path: str) -> str:
    """The last part of a path, without versions and content hashes.

    Directories differ between installations. The last one is kept only for generic names
    (`init.lua`) inside a known package directory.
    """
    path = path.replace("\\", "/") if "\\" in path else path
    for mark in _QUERY_MARKS:
        cut = path.find(mark)
        path = path[:cut] if cut > 0 else path
    name = path[max(path.rfind("/"), path.rfind("!")) + 1 :].strip("\"'[]<>() \t@")
    if name.endswith("js"):
        name = _BUNDLED.sub(_remove_hash, name)
    if _DIGIT.search(name):
        name = _NUMBERED_FILE.sub("", name)
        name = _VERSION.sub("", _HASHED.sub("", name)).replace("..", ".")
    if name in _GENERIC_FILES:
        parts = path.split("/")
        if not _PACKAGE_ROOTS.isdisjoint(parts[:-2]):
            return f"{parts[-2]}/{name}"
    return "" if name in UNKNOWN_NAMES else name[:MAX_NAME_CHARACTERS]


def _remove_hash(match: re.Match[str]) -> str:
    """Remove a bundler's hash: nearly all have a digit or three capitals."""
    is_hash = _DIGIT.search(match[0]) or sum(map(str.isupper, match[0])) >= _MIN_HASH_CAPITALS
    return "" if is_hash else match[0]


def normalize_script(name: str) -> str:
    """The name of a Lua, JavaScript or Python function, without its receiver."""
    name = name.strip("'`\"*")
    if name in UNKNOWN_NAMES or name[0] == "<":
        return "" if name != "<module>" else name
    if name.startswith("async "):
        name = name[6:]
    cut = name.find(" [as ")
    name = name[:cut] if cut > 0 else name
    name = name.removeprefix("new ")
    name = name[max(name.rfind("."), name.rfind(":"), name.rfind("/")) + 1 :] or name
    return "" if name in UNKNOWN_NAMES else name[:MAX_NAME_CHARACTERS]


def _classify_origin(function: str, path: str) -> Origin:
    """The origin by the prefix of the function and by the path.

    Errors have little effect: frames of libraries count when no app frame is near, and only frames
    of the runtime never count.
    """
    path = path.lower()
    if "\\" in path:
        path = path.replace("\\", "/")
    if _is_runtime(function, path):
        return Origin.RUNTIME
    if function.startswith(LIBRARY_FUNCTIONS) or LIBRARY_PATH.search(path):
        return Origin.LIBRARY
    if path.startswith(LIBRARY_MODULES):
        return Origin.LIBRARY
    return Origin.APP


def _is_runtime(function: str, path: str) -> bool:
    if path and (RUNTIME_PATH.search(path) or path.startswith("internal/")):
        return True
    if path[path.rfind("/") + 1 :].startswith(RUNTIME_MODULES):
        return True
    if function in RUNTIME_FUNCTION_NAMES:
        return True
    if function.startswith(RUNTIME_FUNCTIONS):
        return not path.endswith(_SCRIPTS)
    return CRASH_REPORTER.search(function.lower()) is not None
