"""Decodes source maps of version 3 (ECMA-426) in one pass and bounded memory.

Maps are untrusted input. Every number is checked before it is used; a map with any invalid part is
rejected as a whole.
"""

import re
from array import array
from collections.abc import Iterator

import msgspec
from msgspec import Raw, Struct

from telemetry_graph.crashes.sourcemaps.model import NO_INDEX, DecodedMap, pack_position
from telemetry_graph.kit.errors import BadInput
from telemetry_graph.kit.text import to_printable

MAX_MAP_BYTES = 16_777_216
MAX_SEGMENTS = 2_000_000
_MAX_LINES = 4_000_000
_MAX_TEXTS = 500_000
_MAX_SECTION_DEPTH = 4
_MAX_TEXT_CHARACTERS = 300
_MAX_CACHED_SEGMENTS = 50_000
_MAX_DIGITS = 7
_MAX_NUMBER = 0x7FFF_FFFF
_MAX_SEGMENT_CHARACTERS = 5 * _MAX_DIGITS

_DIGITS = {
    digit: value
    for value, digit in enumerate(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    )
}
_TOKENS = re.compile(r"[^;,]++|;++")


class InvalidSourceMap(BadInput):
    """The upload is not a valid source map."""

    code = "INVALID_SOURCE_MAP"


class _Offset(Struct):
    line: int
    column: int


class _Section(Struct):
    offset: _Offset
    map: Raw


class _Document(Struct, rename="camel"):
    """The used fields of a map; others, such as `sourcesContent`, are skipped."""

    version: int
    mappings: str | None = None
    sources: list[str | None] | None = None
    names: list[str] | None = None
    source_root: str | None = None
    sections: list[_Section] | None = None


def decode_map(content: bytes) -> DecodedMap:
    """Decode a map; raise INVALID_SOURCE_MAP with the reason when it is invalid."""
    if len(content) > MAX_MAP_BYTES:
        raise InvalidSourceMap(f"A source map must have at most {MAX_MAP_BYTES} bytes.")
    decoder = _Decoder()
    decoder.add(_strip_script_guard(content), (0, 0), depth=1)
    return decoder.to_map()


def _strip_script_guard(content: bytes) -> bytes:
    """Remove a first line `)]}'`, which keeps browsers from running JSON as a script."""
    return content.partition(b"\n")[2] if content.startswith(b")]}'") else content


class _Decoder:
    """Decodes one upload with all its sections."""

    def __init__(self) -> None:
        self._map = DecodedMap()
        self._cached_segments: dict[str, tuple[int, ...]] = {}
        self._is_sorted = True

    def add(self, content: bytes | Raw, offset: tuple[int, int], *, depth: int) -> None:
        """Decode a map that begins at `offset`: a line and a column of the bundle."""
        if depth > _MAX_SECTION_DEPTH:
            raise InvalidSourceMap(f"Sections must be nested at most {_MAX_SECTION_DEPTH} deep.")
        document = _decode_document(content)
        if document.version != 3:
            raise InvalidSourceMap("Only source maps of version 3 are supported.")
        if document.sections is None:
            self._add_mappings(document, offset)
            return
        for section in document.sections:
            line, column = section.offset.line, section.offset.column
            if not (0 <= line <= _MAX_LINES and 0 <= column <= _MAX_NUMBER):
                raise InvalidSourceMap("A section has an invalid offset.")
            # The outer column applies to the section's first line only.
            start = (offset[0] + line, column + (offset[1] if line == 0 else 0))
            self.add(section.map, start, depth=depth + 1)

    def _add_mappings(self, document: _Document, offset: tuple[int, int]) -> None:
        if document.mappings is None:
            raise InvalidSourceMap("The source map has no `mappings`.")
        first_source, first_name = self._add_texts(document)
        source_count, name_count = len(document.sources or ()), len(document.names or ())
        source = line = column = name = 0
        for position, deltas in self._decode_segments(document.mappings, offset):
            if len(deltas) == 1:
                self._append(position, (NO_INDEX, 0, 0, NO_INDEX))
                continue
            source, line, column = source + deltas[1], line + deltas[2], column + deltas[3]
            name_index = NO_INDEX
            if len(deltas) == 5:
                name += deltas[4]
                name_index = first_name + name
                _check_range(name, name_count)
            _check_range(source, source_count)
            _check_range(line, _MAX_NUMBER)
            _check_range(column, _MAX_NUMBER)
            self._append(position, (first_source + source, line, column, name_index))

    def _add_texts(self, document: _Document) -> tuple[int, int]:
        """Add sources and names; return the indexes of the first ones."""
        texts, sources, names = self._map, document.sources or [], document.names or []
        first = len(texts.sources), len(texts.names)
        if sum(first) + len(sources) + len(names) > _MAX_TEXTS:
            raise InvalidSourceMap(
                f"A source map must have at most {_MAX_TEXTS} sources and names."
            )
        root = document.source_root or ""
        texts.sources.extend(_join_source(root, source) for source in sources)
        texts.names.extend(map(_clean_text, names))
        return first

    def _decode_segments(
        self, mappings: str, offset: tuple[int, int]
    ) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The packed position of each segment, and its numbers relative to the last segment."""
        line, column = offset
        for token in _TOKENS.finditer(mappings):
            text = token[0]
            if text[0] == ";":
                line, column = line + len(text), 0
                if line > _MAX_LINES:
                    raise InvalidSourceMap(f"A bundle must have at most {_MAX_LINES} lines.")
                continue
            deltas = self._cached_segments.get(text) or self._decode_segment(text)
            column += deltas[0]
            _check_range(column, _MAX_NUMBER)
            yield pack_position(line, column), deltas

    def _decode_segment(self, text: str) -> tuple[int, ...]:
        """The one, four or five numbers of a segment; cached, because most segments repeat."""
        if len(text) > _MAX_SEGMENT_CHARACTERS:
            raise InvalidSourceMap(
                f"A segment must have at most {_MAX_SEGMENT_CHARACTERS} characters."
            )
        numbers = tuple(_decode_vlq(text))
        if len(numbers) not in (1, 4, 5):
            raise InvalidSourceMap(f"A segment must have 1, 4 or 5 numbers, not {len(numbers)}.")
        if len(self._cached_segments) < _MAX_CACHED_SEGMENTS:
            self._cached_segments[text] = numbers
        return numbers

    def _append(self, position: int, segment: tuple[int, int, int, int]) -> None:
        segments = self._map
        if segments.bundle_positions and position < segments.bundle_positions[-1]:
            self._is_sorted = False
        if len(segments.bundle_positions) == MAX_SEGMENTS:
            raise InvalidSourceMap(f"A source map must have at most {MAX_SEGMENTS} segments.")
        segments.bundle_positions.append(position)
        segments.source_indexes.append(segment[0])
        segments.lines.append(segment[1])
        segments.columns.append(segment[2])
        segments.name_indexes.append(segment[3])

    def to_map(self) -> DecodedMap:
        segments = self._map
        if self._is_sorted:
            return segments
        positions = segments.bundle_positions
        order = sorted(range(len(positions)), key=positions.__getitem__)
        columns = (
            segments.source_indexes, segments.lines, segments.columns, segments.name_indexes,
        )  # fmt: skip
        return DecodedMap(
            segments.sources,
            segments.names,
            array("Q", (positions[at] for at in order)),
            *(array("I", (column[at] for at in order)) for column in columns),
        )


def _decode_document(content: bytes | Raw) -> _Document:
    try:
        return msgspec.json.decode(content, type=_Document)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidSourceMap(f"This is not a source map: {error}") from error


def _join_source(root: str, source: str | None) -> str:
    if source is None:
        return ""
    return _clean_text(f"{root.rstrip('/')}/{source}" if root else source)


def _clean_text(text: str) -> str:
    is_clean = len(text) <= _MAX_TEXT_CHARACTERS and text.isprintable()
    return text if is_clean else to_printable(text, _MAX_TEXT_CHARACTERS)


def _decode_vlq(text: str) -> Iterator[int]:
    """Base64 digits of 6 bits: 5 of the number, low digits first, and a continuation bit.

    The lowest bit of each number is its sign.
    """
    value = shift = 0
    for character in text:
        digit = _DIGITS.get(character)
        if digit is None:
            raise InvalidSourceMap("`mappings` contains a character that is not a base64 digit.")
        value |= (digit & 31) << shift
        shift += 5
        if digit & 32:
            continue
        if value >> 1 > _MAX_NUMBER:
            raise InvalidSourceMap("`mappings` contains a number that is too large.")
        yield -(value >> 1) if value & 1 else value >> 1
        value = shift = 0
    if shift:
        raise InvalidSourceMap("`mappings` ends inside a number.")


def _check_range(value: int, end: int) -> None:
    if not 0 <= value < end:
        raise InvalidSourceMap("`mappings` contains an index that is out of range.")
