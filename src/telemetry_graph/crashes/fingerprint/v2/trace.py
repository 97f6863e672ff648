"""Turns the text of a stack trace into frames, innermost first.

Everything here is lazy: a fingerprint needs the first few frames only.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice

from telemetry_graph.crashes.fingerprint.v2 import compiled, scripts
from telemetry_graph.crashes.fingerprint.v2.frame import Call, Frame, Origin
from telemetry_graph.crashes.fingerprint.v2.names import file_name
from telemetry_graph.crashes.fingerprint.v2.origin import origin_of

OriginOf = Callable[[Call], Origin | None]

_HEAD_CHARACTERS = 40_000
_TAIL_CHARACTERS = 24_000
_MAX_LINES = 1_500
_LONGEST_LINE = 500
_PYTHON_FRAME = 'File "'
_INNERMOST_FIRST = "(most recent call first)"
_CRASHED_THREAD = re.compile(r"^Thread \d++(?: \"[^\"\n]{0,80}\")? [Cc]rashed:", re.MULTILINE)
_LOGGED = re.compile(
    r"^(?:\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} +\d+ +\d+ [VDIWEF] [^\n:]{1,60}"
    r"|[VDIWEF]/[^\n(]{1,60}\( *\d+\)): ?",
    re.MULTILINE,
)
"""What Android's log writes before each line."""
_INLINED = frozenset(("<listcomp>", "<dictcomp>", "<setcomp>", "<genexpr>"))
"""Python 3.12 runs these inside their function, without a frame of their own."""
_TRAMPOLINES = (
    "<signal handler called>",
    "KiUserExceptionDispatcher",
    "__restore_rt",
    "_sigtramp",
)
"""What stands above them is the crash reporter's own."""
_GO_PANICS = ("\npanic(", "\nruntime.gopanic(", "\nruntime.sigpanic(")
"""What stands above them are the deferred calls."""
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


def clipped(text: str) -> str:
    """Both ends of a long trace: the crash is at the one or at the other."""
    if len(text) <= _HEAD_CHARACTERS + _TAIL_CHARACTERS:
        return text
    return f"{text[:_HEAD_CHARACTERS]}\n{text[-_TAIL_CHARACTERS:]}"


def trace_lines(text: str) -> list[str]:
    lines = text.splitlines()
    if len(lines) > _MAX_LINES:
        lines = lines[: _MAX_LINES // 2] + lines[-_MAX_LINES // 2 :]
    return lines


def frames_of(text: str, own: OriginOf | None = None) -> Iterator[Frame]:
    """The frames of the first thread's innermost cause, and those around it behind them.

    `own` may know better whose code a call is.
    """
    if own is None:
        return map(frame_of, calls_of_trace(text))
    return (_frame_of(call, own(call)) for call in calls_of_trace(text))


def calls_of_trace(text: str) -> Iterator[Call]:
    text = clipped(text)
    text = _LOGGED.sub("", text) if _LOGGED.match(text) else text
    calls = _calls(text)
    first = list(islice(calls, 3))
    if not first and "panicked at " in text and (place := compiled.panic_place(text)):
        return iter((place,))
    return chain(_with_inline_function(first), calls)


def _frame_of(call: Call, origin: Origin | None) -> Frame:
    frame = frame_of(call)
    return frame if origin is None else frame._replace(origin=origin)


def frame_of(call: Call) -> Frame:
    return _frame(call.function, call.path)


@lru_cache(maxsize=4_096)
def _frame(function: str, path: str) -> Frame:
    """Remembered, as the crashes of one app go through the same functions."""
    return Frame(function, file_name(path), origin_of(Call(function, path)))


def _calls(text: str) -> Iterator[Call]:
    if _PYTHON_FRAME in text:
        return _python_calls(text)
    if "rashed:" in text and (crashed := _CRASHED_THREAD.search(text)):
        text = text[crashed.end() :]
    causes = text.split("\nCaused by: ") if "\nCaused by: " in text else [text]
    return chain.from_iterable(_calls_of_cause(_below_trampoline(each)) for each in causes[::-1])


def _python_calls(text: str) -> Iterator[Call]:
    """From the last line up: Python writes the innermost call last, except when it dies itself."""
    _, died, text_of_thread = text.partition(_INNERMOST_FIRST)
    lines = (
        trace_lines(text_of_thread.partition("\n\n")[0])
        if died
        else trace_lines(text.rpartition("Traceback (most recent call last)")[2])[::-1]
    )
    for line in lines:
        line = line[:_LONGEST_LINE].lstrip(" |\t")
        call = scripts.python_frame(line) if line.startswith(_PYTHON_FRAME) else None
        if call is not None and call.function not in _INLINED:
            yield call


def _below_trampoline(text: str) -> str:
    if _GOROUTINE in text or text.startswith(_GOROUTINE[1:]):
        text = _below_panic(text)
    for mark in _TRAMPOLINES:
        at = text.rfind(mark)
        if at >= 0:
            text = text[at:].partition("\n")[2] or text
    return text


def _below_panic(text: str) -> str:
    """Of the goroutine that crashed, the calls below its last panic."""
    text = f"\n{text}".partition(_GOROUTINE)[2].partition("\n\ngoroutine ")[0]
    at = max(text.rfind(mark) for mark in _GO_PANICS)
    below = text[at + 1 :].split("\n", 2)[2:] if at >= 0 else []
    return below[0] if below else text


def _calls_of_cause(text: str) -> Iterator[Call]:
    pending: Call | None = None
    previous = ""
    for each in trace_lines(text):
        line = each[:_LONGEST_LINE].strip()
        if not line:
            continue
        if pending is not None and _starts_another_stack(line):
            break
        call = _completed(line, previous, pending)
        before, previous = previous, line
        if call is not None:
            pending = call
            continue
        call = _go_call(line, before) if _is_go_place(line) else call_of(line)
        if call is None:
            continue
        if pending is not None:
            yield pending
        pending = call
    if pending is not None:
        yield pending


def _starts_another_stack(line: str) -> bool:
    return line.startswith(_OTHER_STACKS) or (line.startswith("goroutine ") and line.endswith(":"))


def _completed(line: str, previous: str, pending: Call | None) -> Call | None:
    """The pending call with its place, when the line says nothing but that."""
    if line.startswith("at ") and pending and not pending.path and previous[:1].isdigit():
        return pending._replace(path=line[3:].rsplit(":", 2)[0])
    return None


def _is_go_place(line: str) -> bool:
    return ".go:" in line or ".s:" in line


def _go_call(line: str, before: str) -> Call | None:
    place = compiled.go_place(line)
    return call_of(line) if place is None else Call(compiled.go_function(before), place)


def _with_inline_function(calls: Sequence[Call]) -> Sequence[Call]:
    """A Lua function that raised an error on its caller's own line is written inside that call.

    It has no name: LuaJIT shows the one it was called by, and other interpreters show none.
    """
    if len(calls) < 3 or calls[0].path != "[C]" or not calls[1].line:
        return calls
    raising, caller = calls[1], calls[2]
    if raising[1:] != caller[1:] or raising.function == caller.function:
        return calls
    return [calls[0], raising._replace(function=""), *calls[2:]]


def call_of(line: str) -> Call | None:
    """What one line says of a call, by the first dialect that knows it."""
    first = line[0]
    if line.startswith("at "):
        return _at(line[3:])
    if first == "F" and line.startswith('File "'):
        return scripts.python_frame(line)
    if first == "#":
        return compiled.numbered_frame(line)
    if first.isdigit():
        return _numbered(line)
    if first in "->":
        return scripts.bulleted_frame(line)
    return _elsewhere(line)


def _at(rest: str) -> Call | None:
    if rest.endswith("]") and ") " in rest:
        rest = rest[: rest.find(") ") + 1]  # the archive that a Java logger names
    if ":line " in rest:
        return compiled.csharp_frame(rest)
    if (" [0x" in rest or ") (at " in rest) and (call := compiled.mono_frame(rest)):
        return call
    if rest.endswith(")") and " (" not in rest:
        java = compiled.java_frame(rest)
        return java if java else compiled.csharp_frame(rest)
    if "(" in rest and ", " in rest and ":" not in rest:
        return compiled.csharp_frame(rest)
    return scripts.v8_frame(rest)


def _numbered(line: str) -> Call | None:
    number = line.split(None, 1)[0]
    if number.endswith("."):
        return scripts.listed_frame(line)
    if number.endswith(":") and number[:-1].isdigit():
        return compiled.rust_frame(line)
    if number.isdigit() and "0x" in line:
        return compiled.apple_frame(line)
    return _elsewhere(line)


def _elsewhere(line: str) -> Call | None:
    if ": in " in line:
        return scripts.lua_frame(line)
    if line.startswith("[") and (call := scripts.lua_short_frame(line)):
        return call
    if line.startswith("("):
        return scripts.table_frame(line)
    if "> " in line[:60] and line.startswith("["):
        return scripts.bulleted_frame(line[line.find("> ") :])
    if "@" in line and (call := scripts.gecko_frame(line)):
        return call
    return _by_mark(line)


def _by_mark(line: str) -> Call | None:
    if "[0x" in line:
        return compiled.module_frame(line)
    if "frame #" in line:
        return compiled.lldb_frame(line)
    if ") (at " in line:
        return compiled.unity_frame(line)
    return scripts.bare_place(line) if "://" in line else None
