"""Reads version 3 source maps (ECMA-426): one pass, in bounded memory.

What is in a map comes from outside, so every number is checked before it is used, and whatever
does not fit is one error: a map is usable as a whole or not at all.
"""

import re
from array import array
from collections.abc import Iterator

import msgspec
from msgspec import Raw, Struct

from telemetry_graph.crashes.sourcemaps.model import NOTHING, SourceMap, start_of
from telemetry_graph.kit.errors import BadInput
from telemetry_graph.kit.text import to_printable

MAX_MAP_BYTES = 16_777_216
MAX_SEGMENTS = 2_000_000
_MAX_LINES = 4_000_000
_MAX_TEXTS = 500_000
_MAX_DEPTH = 4
_LONGEST_TEXT = 300
_MOST_REMEMBERED = 50_000
_MOST_DIGITS = 7
_LARGEST = 0x7FFF_FFFF

_DIGITS = {
    each: value
    for value, each in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
}
_TOKENS = re.compile(r"[^;,]++|;++")
_LONGEST_SEGMENT = 5 * _MOST_DIGITS


class InvalidSourceMap(BadInput):
    """The upload is not a source map that can be used."""

    code = "INVALID_SOURCE_MAP"


class _Offset(Struct):
    line: int
    column: int


class _Section(Struct):
    offset: _Offset
    map: Raw


class _Document(Struct, rename="camel"):
    """Of what a map may hold, what is needed here; its code is passed over."""

    version: int
    mappings: str | None = None
    sources: list[str | None] | None = None
    names: list[str] | None = None
    source_root: str | None = None
    sections: list[_Section] | None = None


def decoded_map(content: bytes) -> SourceMap:
    """The map, or INVALID_SOURCE_MAP with what is wrong."""
    if len(content) > MAX_MAP_BYTES:
        raise InvalidSourceMap(f"A source map has at most {MAX_MAP_BYTES} bytes.")
    reading = _Reading()
    reading.add(_without_guard(content), (0, 0), depth=1)
    return reading.whole()


def _without_guard(content: bytes) -> bytes:
    """Some servers put `)]}'` into the first line, so that no page can run it as a script."""
    return content.partition(b"\n")[2] if content.startswith(b")]}'") else content


class _Reading:
    """One upload with all of its sections."""

    def __init__(self) -> None:
        self._map = SourceMap()
        self._remembered: dict[str, tuple[int, ...]] = {}
        self._is_sorted = True

    def add(self, content: bytes | Raw, offset: tuple[int, int], *, depth: int) -> None:
        if depth > _MAX_DEPTH:
            raise InvalidSourceMap(f"Sections may be nested {_MAX_DEPTH} deep at most.")
        document = _document(content)
        if document.version != 3:
            raise InvalidSourceMap("Only version 3 of source maps is understood.")
        if document.sections is None:
            self._add_mappings(document, offset)
            return
        for section in document.sections:
            line, column = section.offset.line, section.offset.column
            if not (0 <= line <= _MAX_LINES and 0 <= column <= _LARGEST):
                raise InvalidSourceMap("A section begins at an impossible place.")
            # A column counts on the section's first line only.
            start = (offset[0] + line, column + (offset[1] if line == 0 else 0))
            self.add(section.map, start, depth=depth + 1)

    def _add_mappings(self, document: _Document, offset: tuple[int, int]) -> None:
        if document.mappings is None:
            raise InvalidSourceMap("There are no `mappings`.")
        found, sources, names = self._map, document.sources or [], document.names or []
        base, name_base = len(found.sources), len(found.names)
        if base + name_base + len(sources) + len(names) > _MAX_TEXTS:
            raise InvalidSourceMap(f"A source map has at most {_MAX_TEXTS} sources and names.")
        root = document.source_root or ""
        found.sources.extend(_source(root, each) for each in sources)
        found.names.extend(map(_text, names))
        source = line = column = name = 0
        for start, deltas in self._segments(document.mappings, offset):
            if len(deltas) == 1:
                self._append(start, (NOTHING, 0, 0, NOTHING))
                continue
            source, line, column = source + deltas[1], line + deltas[2], column + deltas[3]
            of_name = NOTHING
            if len(deltas) == 5:
                name += deltas[4]
                of_name = name_base + name
                _check(name, len(names))
            _check(source, len(sources))
            _check(line, _LARGEST)
            _check(column, _LARGEST)
            self._append(start, (base + source, line, column, of_name))

    def _segments(
        self, mappings: str, offset: tuple[int, int]
    ) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Where each segment begins, and its numbers as they are written: against the last."""
        line, column = offset
        for token in _TOKENS.finditer(mappings):
            text = token[0]
            if text[0] == ";":
                line, column = line + len(text), 0
                if line > _MAX_LINES:
                    raise InvalidSourceMap(f"A bundle has at most {_MAX_LINES} lines.")
                continue
            deltas = self._remembered.get(text) or self._numbers(text)
            column += deltas[0]
            _check(column, _LARGEST)
            yield start_of(line, column), deltas

    def _numbers(self, text: str) -> tuple[int, ...]:
        """A segment's one, four or five numbers; most segments occur again and again."""
        if len(text) > _LONGEST_SEGMENT:
            raise InvalidSourceMap("A segment is longer than any can be.")
        numbers = tuple(_vlq(text))
        if len(numbers) not in (1, 4, 5):
            raise InvalidSourceMap(f"A segment has 1, 4 or 5 numbers, and not {len(numbers)}.")
        if len(self._remembered) < _MOST_REMEMBERED:
            self._remembered[text] = numbers
        return numbers

    def _append(self, start: int, what: tuple[int, int, int, int]) -> None:
        found = self._map
        if found.starts and start < found.starts[-1]:
            self._is_sorted = False
        if len(found.starts) == MAX_SEGMENTS:
            raise InvalidSourceMap(f"A source map has at most {MAX_SEGMENTS} segments.")
        found.starts.append(start)
        found.of_source.append(what[0])
        found.lines.append(what[1])
        found.columns.append(what[2])
        found.of_name.append(what[3])

    def whole(self) -> SourceMap:
        found = self._map
        if self._is_sorted:
            return found
        order = sorted(range(len(found.starts)), key=found.starts.__getitem__)
        return SourceMap(
            found.sources,
            found.names,
            array("Q", (found.starts[at] for at in order)),
            *(
                array("I", (column[at] for at in order))
                for column in (found.of_source, found.lines, found.columns, found.of_name)
            ),
        )


def _document(content: bytes | Raw) -> _Document:
    try:
        return msgspec.json.decode(content, type=_Document)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidSourceMap(f"This is no source map: {error}") from error


def _source(root: str, source: str | None) -> str:
    if source is None:
        return ""
    return _text(f"{root.rstrip('/')}/{source}" if root else source)


def _text(text: str) -> str:
    is_fit = len(text) <= _LONGEST_TEXT and text.isprintable()
    return text if is_fit else to_printable(text, _LONGEST_TEXT)


def _vlq(text: str) -> Iterator[int]:
    """Base64 digits of six bits: the lowest bit of a number is its sign, the highest goes on."""
    value = shift = 0
    for each in text:
        digit = _DIGITS.get(each)
        if digit is None:
            raise InvalidSourceMap("`mappings` holds a character that is no digit.")
        value |= (digit & 31) << shift
        shift += 5
        if digit & 32:
            continue
        if value >> 1 > _LARGEST:
            raise InvalidSourceMap("A number in `mappings` is too large.")
        yield -(value >> 1) if value & 1 else value >> 1
        value = shift = 0
    if shift:
        raise InvalidSourceMap("`mappings` ends within a number.")


def _check(value: int, end: int) -> None:
    if not 0 <= value < end:
        raise InvalidSourceMap("`mappings` points to what is not there.")
