"""Parses the text of a stack trace into frames, innermost first.

Parsing is lazy, because a fingerprint needs only the first few frames.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

from telemetry_graph.crashes.fingerprint.frame import Call, Frame, Origin, to_frame
from telemetry_graph.crashes.fingerprint.languages import (
    dotnet,
    go,
    java,
    javascript,
    lua,
    native,
    python,
    rust,
    swift,
)

FindOrigin = Callable[[Call], Origin | None]

_HEAD_CHARACTERS = 40_000
_TAIL_CHARACTERS = 24_000
_MAX_LINES = 1_500
_MAX_LINE_CHARACTERS = 500
_CRASHED_THREAD = re.compile(r"^Thread \d++(?: \"[^\"\n]{0,80}\")? [Cc]rashed:", re.MULTILINE)
_LOGGED = re.compile(
    r"^(?:\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} +\d+ +\d+ [VDIWEF] [^\n:]{1,60}"
    r"|[VDIWEF]/[^\n(]{1,60}\( *\d+\)): ?",
    re.MULTILINE,
)
"""The prefix that Android's log writes before each line."""
_TRAMPOLINES = (
    "<signal handler called>",
    "KiUserExceptionDispatcher",
    "__restore_rt",
    "_sigtramp",
)
"""Frames above these belong to the crash reporter."""
_OTHER_STACKS = (
    "Thread ",
    "freed by thread",
    "allocated by thread",
    "Previous ",
    "Uninitialized value was",
    "--- --- ---",
    "previously allocated by",
    "SUMMARY:",
    "Suppressed: ",
)


def clip(text: str) -> str:
    """Both ends of a long trace, because the crash is at one of them."""
    if len(text) <= _HEAD_CHARACTERS + _TAIL_CHARACTERS:
        return text
    return f"{text[:_HEAD_CHARACTERS]}\n{text[-_TAIL_CHARACTERS:]}"


def split_lines(text: str) -> list[str]:
    lines = text.splitlines()
    if len(lines) > _MAX_LINES:
        lines = lines[: _MAX_LINES // 2] + lines[-_MAX_LINES // 2 :]
    return lines


def parse_frames(text: str, find_origin: FindOrigin | None = None) -> Iterator[Frame]:
    """The frames of the first thread: those of the innermost cause, then those of outer causes.

    `find_origin` overrides the origin of the calls for which it returns one.
    """
    if find_origin is None:
        return map(to_frame, parse_calls(text))
    return (_to_frame_with(call, find_origin(call)) for call in parse_calls(text))


def parse_calls(text: str) -> Iterator[Call]:
    text = clip(text)
    text = _LOGGED.sub("", text) if _LOGGED.match(text) else text
    calls = _parse_causes(text)
    first: Sequence[Call] = list(islice(calls, 3))
    if not first and "panicked at " in text and (panic := rust.parse_panic(text)):
        return iter((panic,))
    if first and first[0].path == "[C]":
        first = lua.clear_inline_name(first)
    return chain(first, calls)


def _to_frame_with(call: Call, origin: Origin | None) -> Frame:
    frame = to_frame(call)
    return frame if origin is None else frame._replace(origin=origin)


def _parse_causes(text: str) -> Iterator[Call]:
    if python.FRAME_START in text:
        return _parse_python(text)
    if "rashed:" in text and (crashed := _CRASHED_THREAD.search(text)):
        text = text[crashed.end() :]
    causes = text.split("\nCaused by: ") if "\nCaused by: " in text else [text]
    return chain.from_iterable(_parse_cause(_skip_crash_handler(cause)) for cause in causes[::-1])


def _parse_python(text: str) -> Iterator[Call]:
    text, is_innermost_first = python.select_traceback(text)
    lines = split_lines(text)
    for line in lines if is_innermost_first else reversed(lines):
        call = python.parse_frame(line[:_MAX_LINE_CHARACTERS].lstrip(" |\t"))
        if call is not None:
            yield call


def _skip_crash_handler(text: str) -> str:
    if text.startswith(go.GOROUTINE) or f"\n{go.GOROUTINE}" in text:
        text = go.skip_panic(text)
    for mark in _TRAMPOLINES:
        at = text.rfind(mark)
        if at >= 0:
            text = text[at:].partition("\n")[2] or text
    return text


def _parse_cause(text: str) -> Iterator[Call]:
    pending: Call | None = None
    previous = ""
    for full_line in split_lines(text):
        line = full_line[:_MAX_LINE_CHARACTERS].strip()
        if not line:
            continue
        if pending is not None and _starts_another_stack(line):
            break
        call = _add_location(line, previous, pending)
        before, previous = previous, line
        if call is not None:
            pending = call
            continue
        is_of_go = ".go:" in line or ".s:" in line
        call = _parse_go(line, before) if is_of_go else parse_call(line)
        if call is None:
            continue
        if pending is not None:
            yield pending
        pending = call
    if pending is not None:
        yield pending


def _starts_another_stack(line: str) -> bool:
    return line.startswith(_OTHER_STACKS) or (line.startswith(go.GOROUTINE) and line.endswith(":"))


def _add_location(line: str, previous: str, pending: Call | None) -> Call | None:
    """The pending call with its file, if the line contains only that."""
    if line.startswith("at ") and pending and not pending.path and previous[:1].isdigit():
        return pending._replace(path=line[3:].rsplit(":", 2)[0])
    return None


def _parse_go(line: str, before: str) -> Call | None:
    file = go.parse_file(line)
    return parse_call(line) if file is None else Call(go.parse_function(before), file)


def parse_call(line: str) -> Call | None:
    """Parse one line in the first format whose marks it has.

    The marks are looked for here, so that a trace enters the parser of its own language only.
    """
    first = line[0]
    if line.startswith("at "):
        return _parse_at(line[3:])
    if first == "#":
        return native.parse_numbered_frame(line)
    if first.isdigit():
        return _parse_numbered(line)
    if first in "->":
        return lua.parse_bulleted_frame(line)
    return _parse_unprefixed(line)


def _parse_at(rest: str) -> Call | None:
    if rest.endswith("]") and ") " in rest:
        rest = rest[: rest.find(") ") + 1]  # the archive name that Java loggers add
    if ":line " in rest:
        return dotnet.parse_frame(rest)
    if (" [0x" in rest or ") (at " in rest) and (call := dotnet.parse_mono_frame(rest)):
        return call
    if rest.endswith(")") and " (" not in rest:
        return java.parse_frame(rest) or dotnet.parse_frame(rest)
    if "(" in rest and ", " in rest and ":" not in rest:
        return dotnet.parse_frame(rest)
    return javascript.parse_v8_frame(rest)


def _parse_numbered(line: str) -> Call | None:
    number = line.split(None, 1)[0]
    if number.endswith("."):
        return lua.parse_listed_frame(line)
    if number.endswith(":") and number[:-1].isdigit():
        return rust.parse_frame(line)
    if number.isdigit() and "0x" in line:
        return swift.parse_frame(line)
    return _parse_unprefixed(line)


def _parse_unprefixed(line: str) -> Call | None:
    if ": in " in line:
        return lua.parse_frame(line)
    if line.startswith("[") and (call := lua.parse_short_frame(line)):
        return call
    if line.startswith("("):
        return lua.parse_stack_trace_plus(line)
    if "> " in line[:60] and line.startswith("["):
        return lua.parse_bulleted_frame(line[line.find("> ") :])
    if "@" in line and (call := javascript.parse_gecko_frame(line)):
        return call
    return _parse_by_marker(line)


def _parse_by_marker(line: str) -> Call | None:
    if "[0x" in line:
        return native.parse_module_frame(line)
    if "frame #" in line:
        return swift.parse_lldb_frame(line)
    if ") (at " in line:
        return dotnet.parse_unity_frame(line)
    return javascript.parse_bare_url(line) if "://" in line else None
