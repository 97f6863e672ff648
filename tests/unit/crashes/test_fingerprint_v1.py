import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import STACK, STACK_ON_OTHER_LINES

from telemetry_graph.crashes.fingerprint.v1 import (
    ALGORITHM,
    fingerprint,
    normalize_message,
    normalize_stack,
)

_TYPE = "lua_error"
_MESSAGE = "attempt to index a nil value (local 'note')"

_NAMES = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)
_LINES = st.integers(min_value=0, max_value=10**6)
_FRAMES = st.lists(st.tuples(_NAMES, _NAMES), min_size=1, max_size=8)
_ANYTHING = st.text(st.characters(exclude_categories=[]))
"""Lone surrogates included."""


def _stack(frames: list[tuple[str, str]], lines: list[int]) -> str:
    numbered = zip(frames, lines, strict=True)
    return "\n".join(f"{file}.lua:{line}: in function '{name}'" for (file, name), line in numbered)


@st.composite
def _renumbered(draw: st.DrawFn) -> tuple[str, str]:
    """One stack on two sets of line numbers."""
    frames = draw(_FRAMES)
    numbers = st.lists(_LINES, min_size=len(frames), max_size=len(frames))
    return _stack(frames, draw(numbers)), _stack(frames, draw(numbers))


def test_the_algorithm_is_frozen() -> None:
    assert ALGORITHM == 1
    assert fingerprint(_TYPE, _MESSAGE, STACK) == "c44130ef1bcbbf96"
    assert fingerprint("app_crash", "", "") == "ece935a042b09f21"
    assert fingerprint("", "", "") == "b8c9e440ead3ddac"


@given(_renumbered())
def test_renumbered_lines_keep_the_fingerprint(stacks: tuple[str, str]) -> None:
    before, after = stacks

    assert fingerprint(_TYPE, _MESSAGE, before) == fingerprint(_TYPE, _MESSAGE, after)


@given(_LINES, _LINES)
def test_line_numbers_in_the_message_do_not_count(before: int, after: int) -> None:
    first = fingerprint(_TYPE, f"notes/editor.lua:{before}: attempt to call a nil value", STACK)
    second = fingerprint(_TYPE, f"notes/editor.lua:{after}: attempt to call a nil value", STACK)

    assert first == second


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1))
def test_addresses_do_not_count(before: int, after: int) -> None:
    first = fingerprint(_TYPE, f"bad userdata 0x{before:x}", f"f (0x{before:016X})\nlib+{before}")
    second = fingerprint(_TYPE, f"bad userdata 0x{after:x}", f"f (0x{after:016X})\nlib+{after}")

    assert first == second


@given(st.uuids(), st.uuids(), st.integers(0), st.integers(0))
def test_ids_and_numbers_in_the_message_do_not_count(
    one: object, other: object, few: int, many: int
) -> None:
    first = fingerprint(_TYPE, f"note {one} has {few} lines", STACK)
    second = fingerprint(_TYPE, f"note {other} has {many} lines", STACK)

    assert first == second


@pytest.mark.parametrize(
    "same",
    [
        STACK_ON_OTHER_LINES,
        STACK.replace("\n", "\r\n"),
        STACK.replace("\n", "\n\n"),
        f"  {STACK}\n",
        STACK.replace("notes/", "\tnotes/"),
    ],
)
def test_spaces_and_line_ends_do_not_count(same: str) -> None:
    assert fingerprint(_TYPE, _MESSAGE, same) == fingerprint(_TYPE, _MESSAGE, STACK)


@pytest.mark.parametrize(
    ("crash_type", "message", "stack"),
    [
        ("app_crash", _MESSAGE, STACK),
        (_TYPE, _MESSAGE.replace("note", "file"), STACK),
        (_TYPE, _MESSAGE, STACK.replace("save", "load")),
        (_TYPE, _MESSAGE, STACK.replace("editor.lua", "reader.lua")),
        (_TYPE, _MESSAGE, STACK.splitlines()[0]),
        (_TYPE, _MESSAGE, "\n".join(reversed(STACK.splitlines()))),
        (_TYPE, "", STACK),
        (_TYPE, _MESSAGE, ""),
    ],
)
def test_another_type_message_function_file_or_order_changes_the_fingerprint(
    crash_type: str, message: str, stack: str
) -> None:
    assert fingerprint(crash_type, message, stack) != fingerprint(_TYPE, _MESSAGE, STACK)


@given(_NAMES, _NAMES)
def test_another_function_name_changes_the_fingerprint(one: str, other: str) -> None:
    first = fingerprint(_TYPE, _MESSAGE, f"a.lua:1: in function '{one}'")
    second = fingerprint(_TYPE, _MESSAGE, f"a.lua:1: in function '{other}'")

    assert (first == second) == (one == other)


@pytest.mark.parametrize("digit", ["1", "2"])
def test_digits_in_names_count(digit: str) -> None:
    assert digit in normalize_stack(f"lib{digit}.lua:10: in function 'vec{digit}'")
    assert digit in normalize_message(f"attempt to index nil value 'user{digit}'")


@given(_ANYTHING, _ANYTHING, _ANYTHING)
def test_any_text_has_a_fingerprint_of_16_hex_digits(
    crash_type: str, message: str, stack: str
) -> None:
    assert re.fullmatch("[0-9a-f]{16}", fingerprint(crash_type, message, stack))


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\x00", "\ud83d\ud83d"])
def test_lone_surrogates_and_nul_have_a_fingerprint(text: str) -> None:
    assert re.fullmatch("[0-9a-f]{16}", fingerprint(text, text, text))


@pytest.mark.parametrize(
    "piece",
    ["0", "0x", "0xf", ":1", ":", "line ", "line 1", "+0", "+1", "f-", " ", "\n", "1.", "00000000-",
     "(", "\ud800", "é", "offset ", "a:1:", "0000-"],
)  # fmt: skip
def test_a_megabyte_of_garbage_is_normalized(piece: str) -> None:
    garbage = (piece * (1_048_576 // len(piece) + 1))[:1_048_576]

    assert len(normalize_message(garbage)) < 1_000_000
    assert len(normalize_stack(garbage)) < 1_000_000


@given(_ANYTHING)
def test_normalizing_a_message_is_idempotent(message: str) -> None:
    once = normalize_message(message)

    assert normalize_message(once) == once
