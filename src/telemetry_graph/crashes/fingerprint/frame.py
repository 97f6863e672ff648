"""The frames of a stack trace."""

from enum import StrEnum
from typing import NamedTuple


class Origin(StrEnum):
    """Whose code a frame is."""

    APP = "app"
    LIBRARY = "library"
    RUNTIME = "runtime"
    """The language, the operating system and crash reporters. Does not distinguish bugs."""


class Call(NamedTuple):
    """A frame as the trace shows it."""

    function: str
    path: str
    """The file, or else the module or library; empty when the trace has none."""
    line: str = ""
    """Not part of the fingerprint."""


class Frame(NamedTuple):
    """A frame without the parts that differ between builds and machines."""

    function: str
    file: str
    origin: Origin

    @property
    def label(self) -> str:
        """`file:function`; either part may be missing.

        A qualified name has no file, because inlining and obfuscation change the file only.
        """
        if "::" in self.function or self.function.count(".") > 1:
            return self.function
        return ":".join(part for part in (self.file, self.function) if part)
