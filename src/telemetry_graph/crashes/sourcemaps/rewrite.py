"""Puts the original places and names into a stack trace, in the trace's own dialect."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from telemetry_graph.crashes.sourcemaps.model import Original

Find = Callable[[str, int, int | None], Original | None]
"""What is at a path, line and column of bundles, both from 0; a Lua trace has no column."""

_LONGEST_LINE = 2_000
_MAX_FRAMES = 1_000
_SHORTEST_OWN_NAME = 4
"""A minifier's own names are shorter; one of this length is the program's."""
_PLACE = re.compile(r"(.{1,1000}?):(\d{1,9}):(\d{1,9})$")
_LUA = re.compile(r'(\s*+)(\[string "@?)?([^":]{1,500}+)("\])?:(\d{1,9}): in (.++)$')
_HERMES = "address at "
_PROPERTIES = " {"


class Dialect(Enum):
    V8 = "v8"
    GECKO = "gecko"
    LUA = "lua"


@dataclass(slots=True)
class _Frame:
    """A line of the trace that says where a call is."""

    at: int
    dialect: Dialect
    indent: str
    name: str
    """With `async ` or `new ` before it where the trace says so."""
    original: Original | None
    end: str = ""
    """What stands behind the place: node opens the error's own properties there."""


def rewritten(stack_trace: str, find: Find) -> str | None:
    """The trace with what `find` knows; None when that is nothing."""
    lines = stack_trace.split("\n")
    frames = _frames(lines, find)
    if not any(frame.original for frame in frames):
        return None
    by_line = {frame.at: frame for frame in frames}
    for frame in frames:
        if frame.original is not None:
            lines[frame.at] = _shown(frame, frame.original, by_line.get(frame.at + 1))
    return "\n".join(lines)


def _frames(lines: Sequence[str], find: Find) -> list[_Frame]:
    frames: list[_Frame] = []
    for at, line in enumerate(lines):
        if len(line) > _LONGEST_LINE:
            continue
        frame = _frame(at, line.rstrip("\r"), find)
        if frame is not None:
            frames.append(frame)
        if len(frames) == _MAX_FRAMES:
            break
    return frames


def _frame(at: int, line: str, find: Find) -> _Frame | None:
    text = line.lstrip()
    indent = line[: len(line) - len(text)]
    if text.startswith("at "):
        return _v8(at, indent, text[3:], find)
    if ": in " in text:
        return _lua(at, line, find)
    name, mark, place = text.partition("@")
    if not mark:
        return _nameless(at, indent, text, find)
    if " " in name and (": " in name or " " in place):
        return None  # a message
    return _Frame(at, Dialect.GECKO, indent, name, _found(place, find, first_column=1))


def _nameless(at: int, indent: str, text: str, find: Find) -> _Frame | None:
    """JavaScriptCore writes the place alone when the function has no name."""
    original = _found(text, find, first_column=1) if " " not in text else None
    return _Frame(at, Dialect.GECKO, indent, "", original) if original else None


def _v8(at: int, indent: str, text: str, find: Find) -> _Frame:
    name, place = "", text.removesuffix(_PROPERTIES)
    end = text[len(place) :]
    text = place
    if text.endswith(")") and " (" in text:
        name, _, place = text[:-1].partition(" (")
    elif text.startswith("async "):
        name, place = "async ", text[6:]
    first_column = 1
    if place.startswith(_HERMES):  # an offset into the bytecode, from 0
        place, first_column = place[len(_HERMES) :], 0
    original = _found(place, find, first_column=first_column)
    return _Frame(at, Dialect.V8, indent, name, original, end)


def _lua(at: int, line: str, find: Find) -> _Frame | None:
    match = _LUA.match(line)
    if match is None:
        return None
    original = find(match[3], int(match[5]) - 1, None)
    return _Frame(at, Dialect.LUA, match[1], match[6], original)


def _found(place: str, find: Find, *, first_column: int) -> Original | None:
    match = _PLACE.match(place)
    if match is None:
        return None
    line, column = int(match[2]) - 1, int(match[3]) - first_column
    return find(match[1], line, column) if line >= 0 and column >= 0 else None


def _shown(frame: _Frame, original: Original, caller: _Frame | None) -> str:
    place = f"{original.source}:{original.line}"
    if frame.dialect is Dialect.LUA:
        return f"{frame.indent}{place}: in {frame.name}"
    place, name = f"{place}:{original.column}", _name(frame, caller)
    if frame.dialect is Dialect.GECKO:
        return f"{frame.indent}{name}@{place}"
    if name.strip() in ("", "async"):
        return f"{frame.indent}at {name}{place}{frame.end}"
    return f"{frame.indent}at {name} ({place}){frame.end}"


def _name(frame: _Frame, caller: _Frame | None) -> str:
    """What the function was called: its own name unless a minifier made that up.

    The caller's place is the call: the identifier there is what it called this function.
    """
    mark, own = _divided(frame.name)
    last = own[max(own.rfind("."), own.rfind("/")) + 1 :].strip("<")
    if len(last) >= _SHORTEST_OWN_NAME:
        return mark + own
    place = caller.original if caller is not None and caller.dialect is frame.dialect else None
    is_call = place is not None and (place.is_exact or frame.dialect is Dialect.GECKO)
    return mark + place.name if place is not None and is_call else mark.replace("new ", "")


def _divided(name: str) -> tuple[str, str]:
    for mark in ("async ", "new "):
        if name.startswith(mark):
            return mark, name[len(mark) :]
    return "", name
