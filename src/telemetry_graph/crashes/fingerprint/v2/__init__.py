"""Fingerprint algorithm 2: what went wrong, and the frames where it went wrong.

Frozen once released: groups in databases are named by it. A change is a new algorithm beside it.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from telemetry_graph.crashes.fingerprint.v2.frame import Call, Frame, Origin
from telemetry_graph.crashes.fingerprint.v2.message import MAX_CHARACTERS, normalised_message
from telemetry_graph.crashes.fingerprint.v2.scripts import message_place
from telemetry_graph.crashes.fingerprint.v2.trace import (
    OriginOf,
    clipped,
    frame_of,
    frames_of,
    trace_lines,
)

ALGORITHM = 2
MAX_MESSAGE = MAX_CHARACTERS
_SITE_FRAMES = 2
_APP_REACH = 4
"""How many library frames deep the app's own frame still tells crashes apart."""
_STATEMENT_WORDS = 2
_RECURSION = 8
_LOOK_AHEAD = 2
"""Frames read past those that can count, to notice a circle of calls."""
_FALLBACK_LINES = 6
_LONGEST_WITH_TRACE = 64_000
_MAX_IGNORED = 100


@dataclass(frozen=True, slots=True)
class Grouping:
    """Why a crash is in its group."""

    crash_type: str
    message: str
    counted: tuple[Frame, ...]
    ignored: tuple[Frame, ...] = ()
    lines: tuple[str, ...] = ()
    """Cleaned lines of a trace that no parser knows; empty when frames are known."""

    @property
    def fingerprint(self) -> str:
        parts = (self.crash_type, self.message, *(f.label for f in self.counted), *self.lines)
        digest = hashlib.sha256("\x1f".join(parts).encode(errors="surrogatepass"))
        return digest.hexdigest()[:16]


def fingerprint(crash_type: str, message: str, stack_trace: str) -> str:
    message, stack_trace = _apart(message, stack_trace)
    return _grouping(crash_type, message, stack_trace, frames_of(stack_trace)).fingerprint


def explain(
    crash_type: str, message: str, stack_trace: str, own: OriginOf | None = None
) -> Grouping:
    """The grouping with the frames that did not count, at most 100 of them."""
    message, stack_trace = _apart(message, stack_trace)
    frames = tuple(frames_of(stack_trace, own))
    grouping = _grouping(crash_type, message, stack_trace, iter(frames))
    ignored = (frame for frame in dict.fromkeys(frames) if frame not in grouping.counted)
    return replace(grouping, ignored=tuple(islice(ignored, _MAX_IGNORED)))


def _grouping(crash_type: str, message: str, stack_trace: str, frames: Iterator[Frame]) -> Grouping:
    """Reads as many frames as can count; message and trace are apart."""
    crash_type = crash_type.strip()
    place, statement = message_place(message)
    text = normalised_message(statement, crash_type)
    counted = counted_frames(frames)
    if counted:
        return Grouping(crash_type, _statement(text), counted)
    if place and not _names_something(text):
        counted = (frame_of(Call("", place)),)
    return Grouping(crash_type, text, counted, lines=_cleaned_lines(stack_trace, text))


def _apart(message: str, stack_trace: str) -> tuple[str, str]:
    """A message that has its trace behind it, as handlers in Lua and Python make, without it."""
    head, _, tail = message[:_LONGEST_WITH_TRACE].strip().partition("\n")
    if not tail or next(frames_of(tail), None) is None:
        return message, stack_trace
    if head.startswith("Traceback ("):
        head = tail.rpartition("\n")[2]
    return head, stack_trace if stack_trace.strip() else tail


def _statement(text: str) -> str:
    """Without the advice behind a semicolon: with frames, the statement alone says enough."""
    statement = text.partition("; ")[0]
    return statement if statement.count(" ") >= _STATEMENT_WORDS else text


def counted_frames(frames: Iterator[Frame]) -> tuple[Frame, ...]:
    """The site of the crash, and the app's way into it when that is near."""
    read, is_recursive = _read_ahead(frames)
    unique = _circle_first([*read, *frames]) if is_recursive else list(dict.fromkeys(read))
    telling = [frame for frame in unique if _tells(frame)]
    if not telling:
        return tuple(frame for frame in unique if frame.label)[:_SITE_FRAMES]
    site = telling[:_SITE_FRAMES]
    if any(frame.origin is Origin.APP for frame in site):
        return tuple(site)
    own = (frame for frame in telling[:_APP_REACH] if frame.origin is Origin.APP)
    return (*site, *islice(own, 1))


def _tells(frame: Frame) -> bool:
    return frame.origin is not Origin.RUNTIME and bool(frame.function or frame.file)


def _read_ahead(frames: Iterator[Frame]) -> tuple[list[Frame], bool]:
    """As many frames as can count, and whether some came twice."""
    read: list[Frame] = []
    telling, enough = 0, _APP_REACH + _LOOK_AHEAD
    for frame in frames:
        tells, is_repeated = _tells(frame), frame in read
        read.append(frame)
        if is_repeated and tells:
            return read, True
        telling += tells
        if frame.origin is Origin.APP and telling <= _SITE_FRAMES:
            enough = _SITE_FRAMES + _LOOK_AHEAD
        if telling == enough:
            break
    return read, False


def _circle_first(frames: Sequence[Frame]) -> list[Frame]:
    """Each frame once. In deep recursion, the frames that recur stand first in order of name:

    where in its circle a stack overflows is chance.
    """
    counts = Counter(frames)
    most = max(counts.values())
    if most < _RECURSION:
        return list(counts)
    circle = sorted(frame for frame, count in counts.items() if count * 2 > most)
    return circle + [frame for frame in counts if frame not in circle]


def _names_something(text: str) -> bool:
    """Whether the message quotes a name, and so tells itself from messages elsewhere."""
    return "'" in text and "'?'" not in text


def _cleaned_lines(stack_trace: str, message: str) -> tuple[str, ...]:
    cleaned = []
    for line in trace_lines(clipped(stack_trace)):
        text = normalised_message(line[:300])
        if text and text != message and any(map(str.isalpha, text)):
            cleaned.append(text)
        if len(cleaned) == _FALLBACK_LINES:
            break
    return tuple(cleaned)
