"""One frame of a stack trace, as grouping sees it."""

from enum import StrEnum
from typing import NamedTuple


class Origin(StrEnum):
    """Whose code a frame is."""

    APP = "app"
    LIBRARY = "library"
    RUNTIME = "runtime"
    """The language, the operating system and crash reporters: never tells one bug from another."""


class Call(NamedTuple):
    """A frame as the trace has it."""

    function: str
    path: str
    """File, else the module or library; empty when the trace does not say."""
    line: str = ""
    """Never part of a fingerprint."""


class Frame(NamedTuple):
    """A frame without what changes from build to build and from machine to machine."""

    function: str
    file: str
    origin: Origin

    @property
    def label(self) -> str:
        """`file:function`; either part may be missing.

        A qualified name needs no file: inlining and obfuscation change that, not the name.
        """
        if "::" in self.function or self.function.count(".") > 1:
            return self.function
        return ":".join(part for part in (self.file, self.function) if part)
