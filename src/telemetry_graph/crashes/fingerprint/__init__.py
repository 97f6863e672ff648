"""Computes the fingerprints of crashes: the same bug gets the same 16 hex digits.

This is algorithm 2: the type, the message with placeholders, and the frames that count. It is
frozen once released, because databases contain its fingerprints. A change is a new algorithm.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from telemetry_graph.crashes.fingerprint.frame import Call, Frame, Origin, to_frame
from telemetry_graph.crashes.fingerprint.languages import lua
from telemetry_graph.crashes.fingerprint.message import normalize_message
from telemetry_graph.crashes.fingerprint.trace import (
    FindOrigin,
    clip,
    parse_frames,
    split_lines,
)

ALGORITHM = 2
_SITE_FRAMES = 2
_MAX_APP_DEPTH = 4
"""A frame of the app counts if it is among this number of innermost frames."""
_MIN_STATEMENT_SPACES = 2
_MIN_RECURSION = 8
_LOOK_AHEAD_FRAMES = 2
"""Frames read after those that can count, to detect recursion."""
_MAX_LINES = 6
_MAX_LINE_CHARACTERS = 300
_MAX_CHARACTERS_WITH_TRACE = 64_000
_MAX_IGNORED = 100


@dataclass(frozen=True, slots=True)
class Grouping:
    """Why a crash is in its group: what the fingerprint consists of, and the ignored frames."""

    crash_type: str
    message: str
    counted: tuple[Frame, ...]
    ignored: tuple[Frame, ...] = ()
    lines: tuple[str, ...] = ()
    """Normalized lines of a trace that no parser recognizes; empty if there are frames."""

    @property
    def fingerprint(self) -> str:
        parts = (self.crash_type, self.message, *(f.label for f in self.counted), *self.lines)
        digest = hashlib.sha256("\x1f".join(parts).encode(errors="surrogatepass"))
        return digest.hexdigest()[:16]


def fingerprint(app_id: str, crash_type: str, message: str, stack_trace: str) -> str:
    """The fingerprint by the current algorithm: 16 lowercase hex digits, unique within `app_id`."""
    message, stack_trace = _separate_trace(message, stack_trace)
    return _group(crash_type, message, stack_trace, parse_frames(stack_trace)).fingerprint


def fingerprint_from_name(name: str) -> str:
    """The fingerprint for a group name that a client sent; no algorithm computes the same one."""
    return hashlib.sha256(f"client\x1f{name}".encode()).hexdigest()[:16]


def explain(
    crash_type: str, message: str, stack_trace: str, find_origin: FindOrigin | None = None
) -> Grouping:
    """The grouping with the ignored frames, at most 100."""
    message, stack_trace = _separate_trace(message, stack_trace)
    frames = tuple(parse_frames(stack_trace, find_origin))
    grouping = _group(crash_type, message, stack_trace, iter(frames))
    ignored = (frame for frame in dict.fromkeys(frames) if frame not in grouping.counted)
    return replace(grouping, ignored=tuple(islice(ignored, _MAX_IGNORED)))


def _group(crash_type: str, message: str, stack_trace: str, frames: Iterator[Frame]) -> Grouping:
    """The grouping without ignored frames; reads only as many frames as can count."""
    crash_type = crash_type.strip()
    script, statement = lua.split_message(message)
    text = normalize_message(statement, crash_type)
    counted = select_frames(frames)
    if counted:
        return Grouping(crash_type, _strip_advice(text), counted)
    if script and not _quotes_name(text):
        counted = (to_frame(Call("", script)),)
    return Grouping(crash_type, text, counted, lines=_normalize_lines(stack_trace, text))


def _separate_trace(message: str, stack_trace: str) -> tuple[str, str]:
    """Separate a trace that an error handler of Lua or Python has appended to the message."""
    head, _, tail = message[:_MAX_CHARACTERS_WITH_TRACE].strip().partition("\n")
    if not tail or next(parse_frames(tail), None) is None:
        return message, stack_trace
    if head.startswith("Traceback ("):
        head = tail.rpartition("\n")[2]
    return head, stack_trace if stack_trace.strip() else tail


def _strip_advice(text: str) -> str:
    """Remove advice after a semicolon: with frames, the statement before it is specific enough."""
    statement = text.partition("; ")[0]
    return statement if statement.count(" ") >= _MIN_STATEMENT_SPACES else text


def select_frames(frames: Iterator[Frame]) -> tuple[Frame, ...]:
    """The innermost frames, and the app's nearest frame if it is among the first four."""
    read, is_recursive = _read_frames(frames)
    unique = _sort_recursion([*read, *frames]) if is_recursive else list(dict.fromkeys(read))
    candidates = [frame for frame in unique if _can_count(frame)]
    if not candidates:
        return tuple(frame for frame in unique if frame.label)[:_SITE_FRAMES]
    site = candidates[:_SITE_FRAMES]
    if any(frame.origin is Origin.APP for frame in site):
        return tuple(site)
    of_app = (frame for frame in candidates[:_MAX_APP_DEPTH] if frame.origin is Origin.APP)
    return (*site, *islice(of_app, 1))


def _can_count(frame: Frame) -> bool:
    return frame.origin is not Origin.RUNTIME and bool(frame.function or frame.file)


def _read_frames(frames: Iterator[Frame]) -> tuple[list[Frame], bool]:
    """As many frames as can count, and whether one of them occurs twice."""
    read: list[Frame] = []
    candidates, needed = 0, _MAX_APP_DEPTH + _LOOK_AHEAD_FRAMES
    for frame in frames:
        can_count, is_repeated = _can_count(frame), frame in read
        read.append(frame)
        if is_repeated and can_count:
            return read, True
        candidates += can_count
        if frame.origin is Origin.APP and candidates <= _SITE_FRAMES:
            needed = _SITE_FRAMES + _LOOK_AHEAD_FRAMES
        if candidates == needed:
            break
    return read, False


def _sort_recursion(frames: Sequence[Frame]) -> list[Frame]:
    """Each frame once; in deep recursion, the recurring frames first, sorted by name.

    Which of the recurring functions overflows the stack is random.
    """
    counts = Counter(frames)
    highest = max(counts.values())
    if highest < _MIN_RECURSION:
        return list(counts)
    recurring = sorted(frame for frame, count in counts.items() if count * 2 > highest)
    return recurring + [frame for frame in counts if frame not in recurring]


def _quotes_name(text: str) -> bool:
    """Whether the message quotes a name, which distinguishes it from messages of other scripts."""
    return "'" in text and "'?'" not in text


def _normalize_lines(stack_trace: str, message: str) -> tuple[str, ...]:
    normalized = []
    for line in split_lines(clip(stack_trace)):
        text = normalize_message(line[:_MAX_LINE_CHARACTERS])
        if text and text != message and any(map(str.isalpha, text)):
            normalized.append(text)
        if len(normalized) == _MAX_LINES:
            break
    return tuple(normalized)
