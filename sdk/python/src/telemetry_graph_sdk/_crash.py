"""Exceptions as crash reports."""

from __future__ import annotations

import sys
import traceback
from types import FrameType, TracebackType
from typing import Any

from telemetry_graph_sdk._encode import clean_text, encode_json
from telemetry_graph_sdk._options import BeforeSend

MAX_MESSAGE, MAX_STACK, MAX_TYPE = 8_192, 60_000, 200
_MARK = "__telemetry_graph_captured__"
_PACKAGE = "telemetry_graph_sdk"
_CUT = "\n… cut …\n"


def describe_exception(
    exception: BaseException, trace: TracebackType | None = None
) -> dict[str, Any]:
    """Return type, message and stack, even if the methods of the exception raise."""
    kind = type(exception)
    try:
        lines = traceback.format_exception(kind, exception, trace or exception.__traceback__)
        stack = "".join(lines)
    except Exception:
        stack = ""
    return {
        "type": clean_text(kind.__qualname__, MAX_TYPE),
        "message": clean_text(_text_of(exception), MAX_MESSAGE),
        "stack_trace": cut_middle(clean_text(stack, 10 * MAX_STACK), MAX_STACK),
    }


def describe_message(message: object, kind: object) -> dict[str, Any]:
    """Return a crash that is no exception, with the stack of its caller."""
    stack = "".join(traceback.format_stack(_find_caller()))
    return {
        "type": clean_text(_text_of(kind), MAX_TYPE) or "error",
        "message": clean_text(_text_of(message), MAX_MESSAGE),
        "stack_trace": cut_middle(clean_text(stack, 10 * MAX_STACK), MAX_STACK),
    }


def filter_crash(crash: dict[str, Any], before_send: BeforeSend | None) -> dict[str, Any] | None:
    """Return what the host app's filter keeps; None when it fails, or keeps nothing to send."""
    if before_send is None:
        return crash
    try:
        kept = before_send("crash", crash)
        encode_json(kept).encode()
        return kept if isinstance(kept, dict) else None
    except Exception:
        return None


def mark_captured(exception: BaseException | None) -> bool:
    """Mark an exception as reported; False when it was before."""
    try:
        if getattr(exception, _MARK, False):
            return False
        if exception is not None:
            setattr(exception, _MARK, True)
    except Exception:
        pass
    return True


def cut_middle(text: str, limit: int) -> str:
    """Both ends of a stack say more than its middle."""
    if len(text) <= limit:
        return text
    half = (limit - len(_CUT)) // 2
    return text[:half] + _CUT + text[-half:]


def _find_caller() -> FrameType | None:
    """Return the innermost frame that is not of this package."""
    frame: FrameType | None = sys._getframe()
    while frame and frame.f_globals.get("__name__", "").split(".")[0] == _PACKAGE:
        frame = frame.f_back
    return frame


def _text_of(value: object) -> str:
    try:
        return str(value)
    except Exception:
        return "(no readable message)"
