"""Replaces positions and names in a stack trace by those of the source code.

The trace keeps its dialect.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from telemetry_graph.crashes.sourcemaps.model import SourcePosition

FindSource = Callable[[str, int, int | None], SourcePosition | None]
"""The source of a bundle's path, line and column, both from 0; Lua traces have no column."""

_MAX_LINE_CHARACTERS = 2_000
_MAX_FRAMES = 1_000
_MIN_SOURCE_NAME_CHARACTERS = 4
"""Minifiers generate shorter names, so a name of this length is from the source code."""
_POSITION = re.compile(r"(.{1,1000}?):(\d{1,9}):(\d{1,9})$")
_LUA = re.compile(r'(\s*+)(\[string "@?)?([^":]{1,500}+)("\])?:(\d{1,9}): in (.++)$')
_HERMES = "address at "
_PROPERTIES = " {"


class Dialect(Enum):
    V8 = "v8"
    GECKO = "gecko"
    LUA = "lua"


@dataclass(slots=True)
class _TraceFrame:
    """A line of the trace that has the position of a call."""

    line_number: int
    dialect: Dialect
    indent: str
    name: str
    """With a leading `async ` or `new ` if the trace has it."""
    source: SourcePosition | None
    suffix: str = ""
    """Text after the position: node appends ` {` when properties of the error follow."""


def rewrite_trace(stack_trace: str, find: FindSource) -> str | None:
    """The trace with the sources that `find` knows; None when it knows none of the frames."""
    lines = stack_trace.split("\n")
    frames = _parse_frames(lines, find)
    if not any(frame.source for frame in frames):
        return None
    by_line = {frame.line_number: frame for frame in frames}
    for frame in frames:
        if frame.source is not None:
            caller = by_line.get(frame.line_number + 1)
            lines[frame.line_number] = _format_frame(frame, frame.source, caller)
    return "\n".join(lines)


def _parse_frames(lines: Sequence[str], find: FindSource) -> list[_TraceFrame]:
    frames: list[_TraceFrame] = []
    for number, line in enumerate(lines):
        if len(line) > _MAX_LINE_CHARACTERS:
            continue
        frame = _parse_frame(number, line.rstrip("\r"), find)
        if frame is not None:
            frames.append(frame)
        if len(frames) == _MAX_FRAMES:
            break
    return frames


def _parse_frame(number: int, line: str, find: FindSource) -> _TraceFrame | None:
    text = line.lstrip()
    indent = line[: len(line) - len(text)]
    if text.startswith("at "):
        return _parse_v8(number, indent, text[3:], find)
    if ": in " in text:
        return _parse_lua(number, line, find)
    name, separator, position = text.partition("@")
    if not separator:
        return _parse_nameless(number, indent, text, find)
    if " " in name and (": " in name or " " in position):
        return None  # a message
    source = _find_source(position, find, first_column=1)
    return _TraceFrame(number, Dialect.GECKO, indent, name, source)


def _parse_nameless(number: int, indent: str, text: str, find: FindSource) -> _TraceFrame | None:
    """JavaScriptCore writes only the position of a function without a name."""
    source = _find_source(text, find, first_column=1) if " " not in text else None
    return _TraceFrame(number, Dialect.GECKO, indent, "", source) if source else None


def _parse_v8(number: int, indent: str, text: str, find: FindSource) -> _TraceFrame:
    call = text.removesuffix(_PROPERTIES)
    suffix = text[len(call) :]
    name, position = "", call
    if call.endswith(")") and " (" in call:
        name, _, position = call[:-1].partition(" (")
    elif call.startswith("async "):
        name, position = "async ", call[6:]
    first_column = 1
    if position.startswith(_HERMES):  # an offset in the bytecode, from 0
        position, first_column = position[len(_HERMES) :], 0
    source = _find_source(position, find, first_column=first_column)
    return _TraceFrame(number, Dialect.V8, indent, name, source, suffix)


def _parse_lua(number: int, line: str, find: FindSource) -> _TraceFrame | None:
    match = _LUA.match(line)
    if match is None:
        return None
    source = find(match[3], int(match[5]) - 1, None)
    return _TraceFrame(number, Dialect.LUA, match[1], match[6], source)


def _find_source(position: str, find: FindSource, *, first_column: int) -> SourcePosition | None:
    match = _POSITION.match(position)
    if match is None:
        return None
    line, column = int(match[2]) - 1, int(match[3]) - first_column
    return find(match[1], line, column) if line >= 0 and column >= 0 else None


def _format_frame(frame: _TraceFrame, source: SourcePosition, caller: _TraceFrame | None) -> str:
    position = f"{source.source}:{source.line}"
    if frame.dialect is Dialect.LUA:
        return f"{frame.indent}{position}: in {frame.name}"
    position, name = f"{position}:{source.column}", _find_name(frame, caller)
    if frame.dialect is Dialect.GECKO:
        return f"{frame.indent}{name}@{position}"
    if name.strip() in ("", "async"):
        return f"{frame.indent}at {name}{position}{frame.suffix}"
    return f"{frame.indent}at {name} ({position}){frame.suffix}"


def _find_name(frame: _TraceFrame, caller: _TraceFrame | None) -> str:
    """The name of the function: its own, unless a minifier generated it.

    Then it is the identifier at the caller's position, which is the call of this function.
    """
    prefix, own = _split_prefix(frame.name)
    last = own[max(own.rfind("."), own.rfind("/")) + 1 :].strip("<")
    if len(last) >= _MIN_SOURCE_NAME_CHARACTERS:
        return prefix + own
    call = caller.source if caller is not None and caller.dialect is frame.dialect else None
    is_call = call is not None and (call.is_exact or frame.dialect is Dialect.GECKO)
    return prefix + call.name if call is not None and is_call else prefix.replace("new ", "")


def _split_prefix(name: str) -> tuple[str, str]:
    for prefix in ("async ", "new "):
        if name.startswith(prefix):
            return prefix, name[len(prefix) :]
    return "", name
