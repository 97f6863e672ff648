"""Frames of Python."""

from telemetry_graph.crashes.fingerprint.frame import Call, normalize_script

FRAME_START = 'File "'
_INNERMOST_FIRST = "(most recent call first)"
_INNERMOST_LAST = "Traceback (most recent call last)"
_INLINED = frozenset(("<listcomp>", "<dictcomp>", "<setcomp>", "<genexpr>"))
"""Python 3.12 runs these inside their function, without a separate frame."""


def select_traceback(text: str) -> tuple[str, bool]:
    """The frames of the last exception, and whether the innermost is the first.

    It is the first only in a crash of Python itself.
    """
    _, crashed, text_of_thread = text.partition(_INNERMOST_FIRST)
    if crashed:
        return text_of_thread.partition("\n\n")[0], True
    return text.rpartition(_INNERMOST_LAST)[2], False


def parse_frame(line: str) -> Call | None:
    """Parse `File "path", line 12, in name`."""
    if not line.startswith(FRAME_START):
        return None
    path, separator, rest = line[len(FRAME_START) :].partition('", line ')
    if not separator:
        return None
    name = rest.partition(", in ")[2] or rest.partition(" in ")[2]
    call = Call(name if name[:1] == "<" else normalize_script(name), path)
    return None if call.function in _INLINED else call
