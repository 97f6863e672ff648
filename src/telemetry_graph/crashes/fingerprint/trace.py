"""Parses the text of a stack trace into frames, innermost first.

Parsing is lazy, because a fingerprint needs only the first few frames.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice

from telemetry_graph.crashes.fingerprint.v2 import compiled, scripts
from telemetry_graph.crashes.fingerprint.v2.frame import Call, Frame, Origin
from telemetry_graph.crashes.fingerprint.v2.names import normalize_file
from telemetry_graph.crashes.fingerprint.v2.origin import classify_origin

FindOrigin = Callable[[Call], Origin | None]

_HEAD_CHARACTERS = 40_000
_TAIL_CHARACTERS = 24_000
_MAX_LINES = 1_500
_MAX_LINE_CHARACTERS = 500
_PYTHON_FRAME = 'File "'
_INNERMOST_FIRST = "(most recent call first)"
_CRASHED_THREAD = re.compile(r"^Thread \d++(?: \"[^\"\n]{0,80}\")? [Cc]rashed:", re.MULTILINE)
_LOGGED = re.compile(
    r"^(?:\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} +\d+ +\d+ [VDIWEF] [^\n:]{1,60}"
    r"|[VDIWEF]/[^\n(]{1,60}\( *\d+\)): ?",
    re.MULTILINE,
)
"""The prefix that Android's log writes before each line."""
_INLINED = frozenset(("<listcomp>", "<dictcomp>", "<setcomp>", "<genexpr>"))
"""Python 3.12 runs these inside their function, without a separate frame."""
_TRAMPOLINES = (
    "<signal handler called>",
    "KiUserExceptionDispatcher",
    "__restore_rt",
    "_sigtramp",
)
"""Frames above these belong to the crash reporter."""
_GO_PANICS = ("\npanic(", "\nruntime.gopanic(", "\nruntime.sigpanic(")
"""Frames above these are deferred calls."""
_GOROUTINE = "\ngoroutine "
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
    first = list(islice(calls, 3))
    if not first and "panicked at " in text and (panic := compiled.parse_panic(text)):
        return iter((panic,))
    return chain(_clear_inline_name(first), calls)


def _to_frame_with(call: Call, origin: Origin | None) -> Frame:
    frame = to_frame(call)
    return frame if origin is None else frame._replace(origin=origin)


def to_frame(call: Call) -> Frame:
    return _make_frame(call.function, call.path)


@lru_cache(maxsize=4_096)
def _make_frame(function: str, path: str) -> Frame:
    """Cached, because the crashes of an app have the same frames."""
    return Frame(function, normalize_file(path), classify_origin(Call(function, path)))


def _parse_causes(text: str) -> Iterator[Call]:
    if _PYTHON_FRAME in text:
        return _parse_python(text)
    if "rashed:" in text and (crashed := _CRASHED_THREAD.search(text)):
        text = text[crashed.end() :]
    causes = text.split("\nCaused by: ") if "\nCaused by: " in text else [text]
    return chain.from_iterable(_parse_cause(_skip_crash_handler(cause)) for cause in causes[::-1])


def _parse_python(text: str) -> Iterator[Call]:
    """From the last line up: only a crash of Python itself has the innermost call first."""
    _, crashed, text_of_thread = text.partition(_INNERMOST_FIRST)
    lines = (
        split_lines(text_of_thread.partition("\n\n")[0])
        if crashed
        else split_lines(text.rpartition("Traceback (most recent call last)")[2])[::-1]
    )
    for line in lines:
        line = line[:_MAX_LINE_CHARACTERS].lstrip(" |\t")
        call = scripts.parse_python(line) if line.startswith(_PYTHON_FRAME) else None
        if call is not None and call.function not in _INLINED:
            yield call


def _skip_crash_handler(text: str) -> str:
    if _GOROUTINE in text or text.startswith(_GOROUTINE[1:]):
        text = _skip_panic(text)
    for mark in _TRAMPOLINES:
        at = text.rfind(mark)
        if at >= 0:
            text = text[at:].partition("\n")[2] or text
    return text


def _skip_panic(text: str) -> str:
    """The calls of the crashed goroutine below its last panic."""
    text = f"\n{text}".partition(_GOROUTINE)[2].partition("\n\ngoroutine ")[0]
    at = max(text.rfind(mark) for mark in _GO_PANICS)
    below = text[at + 1 :].split("\n", 2)[2:] if at >= 0 else []
    return below[0] if below else text


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
        call = _parse_go(line, before) if _is_go_location(line) else parse_call(line)
        if call is None:
            continue
        if pending is not None:
            yield pending
        pending = call
    if pending is not None:
        yield pending


def _starts_another_stack(line: str) -> bool:
    return line.startswith(_OTHER_STACKS) or (line.startswith("goroutine ") and line.endswith(":"))


def _add_location(line: str, previous: str, pending: Call | None) -> Call | None:
    """The pending call with its file, if the line contains only that."""
    if line.startswith("at ") and pending and not pending.path and previous[:1].isdigit():
        return pending._replace(path=line[3:].rsplit(":", 2)[0])
    return None


def _is_go_location(line: str) -> bool:
    return ".go:" in line or ".s:" in line


def _parse_go(line: str, before: str) -> Call | None:
    file = compiled.parse_go_file(line)
    return parse_call(line) if file is None else Call(compiled.parse_go_function(before), file)


def _clear_inline_name(calls: Sequence[Call]) -> Sequence[Call]:
    """Clear the name of a Lua function that raised an error on the line of its caller.

    Such a function is an argument of the call and has no name: LuaJIT shows the name by which it
    was called, other interpreters show none.
    """
    if len(calls) < 3 or calls[0].path != "[C]" or not calls[1].line:
        return calls
    raising, caller = calls[1], calls[2]
    if raising[1:] != caller[1:] or raising.function == caller.function:
        return calls
    return [calls[0], raising._replace(function=""), *calls[2:]]


def parse_call(line: str) -> Call | None:
    """Parse one line with the first dialect that recognizes it."""
    first = line[0]
    if line.startswith("at "):
        return _parse_at(line[3:])
    if first == "F" and line.startswith('File "'):
        return scripts.parse_python(line)
    if first == "#":
        return compiled.parse_numbered(line)
    if first.isdigit():
        return _parse_numbered(line)
    if first in "->":
        return scripts.parse_bulleted(line)
    return _parse_unprefixed(line)


def _parse_at(rest: str) -> Call | None:
    if rest.endswith("]") and ") " in rest:
        rest = rest[: rest.find(") ") + 1]  # the archive name that Java loggers add
    if ":line " in rest:
        return compiled.parse_csharp(rest)
    if (" [0x" in rest or ") (at " in rest) and (call := compiled.parse_mono(rest)):
        return call
    if rest.endswith(")") and " (" not in rest:
        java = compiled.parse_java(rest)
        return java if java else compiled.parse_csharp(rest)
    if "(" in rest and ", " in rest and ":" not in rest:
        return compiled.parse_csharp(rest)
    return scripts.parse_v8(rest)


def _parse_numbered(line: str) -> Call | None:
    number = line.split(None, 1)[0]
    if number.endswith("."):
        return scripts.parse_listed(line)
    if number.endswith(":") and number[:-1].isdigit():
        return compiled.parse_rust(line)
    if number.isdigit() and "0x" in line:
        return compiled.parse_apple(line)
    return _parse_unprefixed(line)


def _parse_unprefixed(line: str) -> Call | None:
    if ": in " in line:
        return scripts.parse_lua(line)
    if line.startswith("[") and (call := scripts.parse_short_lua(line)):
        return call
    if line.startswith("("):
        return scripts.parse_stack_trace_plus(line)
    if "> " in line[:60] and line.startswith("["):
        return scripts.parse_bulleted(line[line.find("> ") :])
    if "@" in line and (call := scripts.parse_gecko(line)):
        return call
    return _parse_by_marker(line)


def _parse_by_marker(line: str) -> Call | None:
    if "[0x" in line:
        return compiled.parse_module(line)
    if "frame #" in line:
        return compiled.parse_lldb(line)
    if ") (at " in line:
        return compiled.parse_unity(line)
    return scripts.parse_bare_url(line) if "://" in line else None
