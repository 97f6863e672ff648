import random
import string
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.factories import STACK, STACK_ON_OTHER_LINES

from telemetry_graph.crashes.fingerprint import ALGORITHM, explain
from telemetry_graph.crashes.fingerprint import fingerprint as fingerprint_of_app
from telemetry_graph.crashes.fingerprint.frame import Origin
from telemetry_graph.crashes.fingerprint.message import MAX_CHARACTERS

_TYPE = "lua_error"
_MESSAGE = "attempt to index a nil value (local 'note')"
_NAMES = st.from_regex(r"[a-z]{4,12}", fullmatch=True)
_LINES = st.integers(min_value=0, max_value=10**6)
_ANYTHING = st.text(st.characters(exclude_categories=[]), max_size=400)
"""Lone surrogates included."""

# The lines of a frame by dialect.
_FRAME_FORMATS = {
    "lua 5.1": "\t{dir}/{file}.lua:{line}: in function '{name}'",
    "lua 5.4": "\t{dir}/{file}.lua:{line}: in upvalue '{name}'",
    "v8": "    at {name} ({dir}/{file}.js:{line}:7)",
    "spidermonkey": "{name}@https://example.com{dir}/{file}.js:{line}:7",
    "java": "\tat com.shop.{file}.Cart.{name}(Cart.java:{line})",
    "gdb": "#3  0x{address:016x} in {name} (n=0x{address:x}) at {dir}/{file}.c:{line}",
    "asan": "    #3 0x{address:x} in {name} {dir}/{file}.c:{line}:7",
    "tombstone": "  #03 pc {address:016x}  {dir}/lib{file}.so ({name}+44) (BuildId: {address:x})",
    "go": "github.com/team/{file}.{name}(0x{address:x})\n\t{dir}/{file}.go:{line} +0x{address:x}",
    "rust": "   3: {file}::{name}::h{address:016x}\n             at {dir}/{file}.rs:{line}:7",
    "csharp": "   at Shop.{file}.{name}(Object sender) in {dir}/{file}.cs:line {line}",
    "swift": "3   Shop  0x{address:016x} {file}.{name}() + 44 ({file}.swift:{line})",
    "python": '  File "{dir}/{file}.py", line {line}, in {name}',
}


def fingerprint(crash_type: str, message: str, stack_trace: str) -> str:
    return fingerprint_of_app("com.example.notes", crash_type, message, stack_trace)


def _trace(dialect: str, frames: list[tuple[str, str]], seed: int) -> str:
    """The frames in the trace of one build on one machine."""
    chance = random.Random(seed)
    directory = "/" + "".join(chance.choices(string.ascii_lowercase, k=6)) + "/src"
    lines = [
        _FRAME_FORMATS[dialect].format(
            file=file,
            name=name,
            line=chance.randint(1, 9999),
            dir=directory,
            address=chance.getrandbits(47) | 1 << 47,
        )
        for file, name in frames
    ]
    if dialect == "python":
        return "Traceback (most recent call last):\n" + "\n".join(reversed(lines))
    return "\n".join(lines)


_SITES = st.lists(st.tuples(_NAMES, _NAMES), min_size=2, max_size=6, unique=True)


def test_the_algorithm_is_frozen() -> None:
    assert ALGORITHM == 2
    assert fingerprint(_TYPE, _MESSAGE, STACK) == "e3d16a376983763b"
    assert fingerprint("app_crash", "", "") == "f377ef13d7787def"
    assert fingerprint_of_app("any.app", _TYPE, _MESSAGE, STACK) == "e3d16a376983763b"


@pytest.mark.parametrize("dialect", _FRAME_FORMATS)
@given(frames=_SITES, first=st.integers(), second=st.integers())
@example(frames=[("note", "save"), ("note", "format")], first=0, second=1)
def test_another_build_on_another_machine_keeps_the_fingerprint(
    dialect: str, frames: list[tuple[str, str]], first: int, second: int
) -> None:
    before, after = _trace(dialect, frames, first), _trace(dialect, frames, second)

    assert fingerprint("Error", "boom", before) == fingerprint("Error", "boom", after)


@pytest.mark.parametrize("dialect", _FRAME_FORMATS)
@given(frames=_SITES, other=_NAMES, part=st.integers(0, 1))
@example(frames=[("note", "facade"), ("note", "save")], other="decade", part=1)
def test_another_crash_site_has_another_fingerprint(
    dialect: str, frames: list[tuple[str, str]], other: str, part: int
) -> None:
    site = tuple(other if at == part else name for at, name in enumerate(frames[0]))
    elsewhere = [(site[0], site[1]), *frames[1:]]
    if elsewhere[0] in frames:
        return

    assert fingerprint("Error", "boom", _trace(dialect, frames, 1)) != fingerprint(
        "Error", "boom", _trace(dialect, elsewhere, 1)
    )


@pytest.mark.parametrize("dialect", _FRAME_FORMATS)
def test_the_frames_of_a_dialect_are_parsed(dialect: str) -> None:
    trace = _trace(dialect, [("basket", "total"), ("screen", "draw")], 7)

    counted = explain("Error", "boom", trace).counted

    assert [frame.origin for frame in counted] == [Origin.APP, Origin.APP]
    assert ["total" in frame.function for frame in counted] == [True, False]
    assert ["draw" in frame.function for frame in counted] == [False, True]


@given(_ANYTHING, _ANYTHING, _ANYTHING)
def test_any_text_has_a_fingerprint(crash_type: str, message: str, stack_trace: str) -> None:
    first = fingerprint(crash_type, message, stack_trace)

    assert len(first) == 16
    assert int(first, 16) >= 0
    assert first == fingerprint(crash_type, message, stack_trace)


def test_renumbered_lines_keep_the_fingerprint() -> None:
    assert fingerprint(_TYPE, _MESSAGE, STACK) == fingerprint(_TYPE, _MESSAGE, STACK_ON_OTHER_LINES)


def test_lua_versions_have_the_same_fingerprint() -> None:
    old = fingerprint(
        _TYPE,
        "/opt/notes/editor.lua:3: attempt to call method 'save' (a nil value)",
        "stack traceback:\n\t/opt/notes/editor.lua:3: in function 'save'\n"
        "\t/opt/notes/main.lua:9: in function 'run'\n\t(tail call): ?\n\t[C]: ?",
    )
    new = fingerprint(
        _TYPE,
        "C:/notes/editor.lua:5: attempt to call a nil value (method 'save')",
        "stack traceback:\n\tC:/notes/editor.lua:5: in method 'note:save'\n"
        "\tC:/notes/main.lua:8: in local 'run'\n\t(...tail calls...)\n\t[C]: in ?",
    )

    assert old == new


@pytest.mark.parametrize("depth", [12, 40, 400])
def test_the_depth_of_recursion_does_not_count(depth: int) -> None:
    cycle = ["a.lua:1: in function 'odd'", "a.lua:2: in function 'even'"]
    end = ["main.lua:3: in function 'start'", "main.lua:9: in main chunk"]
    shallow = fingerprint(_TYPE, "stack overflow", "\n".join(cycle * 20 + end))

    assert fingerprint(_TYPE, "stack overflow", "\n".join(cycle * depth + end)) == shallow
    rotated = [cycle[1], *(cycle * depth), *end]
    assert fingerprint(_TYPE, "stack overflow", "\n".join(rotated)) == shallow


def test_frames_of_the_app_distinguish_crashes_in_a_library() -> None:
    library = "    at parse (/srv/node_modules/yaml/lib/parse.js:4:2)\n"
    library += "    at load (/srv/node_modules/yaml/lib/index.js:9:2)\n"

    profile = fingerprint("Error", "bad indent", library + "    at profile (/srv/app/user.js:3:1)")
    settings = fingerprint("Error", "bad indent", library + "    at apply (/srv/app/set.js:8:1)")

    assert profile != settings


def test_crash_reporters_do_not_count() -> None:
    trace = (
        "#0  0x1 in print_backtrace () at report.c:3\n#1  0x2 in on_crash () at report.c:9\n"
        "#2  <signal handler called>\n#3  0x3 in total (b=0x0) at basket.c:7\n#4  0x4 in main ()"
    )

    counted = explain("SIGSEGV", "", trace).counted

    assert [frame.label for frame in counted] == ["basket.c:total", "main"]


def test_the_innermost_cause_counts() -> None:
    trace = (
        "java.lang.RuntimeException: wrapped\n\tat com.shop.App.start(App.java:3)\n"
        "Caused by: java.io.IOException: gone\n\tat com.shop.disk.Disk.read(Disk.java:7)\n"
        "\tat com.shop.disk.Disk.open(Disk.java:4)\n\t... 3 more"
    )

    grouping = explain("java.lang.RuntimeException", "wrapped", trace)

    assert [frame.function for frame in grouping.counted] == [
        "com.shop.disk.Disk.read",
        "com.shop.disk.Disk.open",
    ]
    assert [frame.function for frame in grouping.ignored] == ["com.shop.App.start"]


def test_other_threads_do_not_count() -> None:
    first = "goroutine 1 [running]:\nmain.total(0x1)\n\t/a/main.go:3 +0x1\n"
    second = "\ngoroutine 7 [select]:\nmain.wait(0x2)\n\t/a/main.go:9 +0x1\n"

    alone = explain("panic", "boom", "panic: boom\n\n" + first)
    both = explain("panic", "boom", "panic: boom\n\n" + first + second)

    assert both == alone
    assert [frame.function for frame in alone.counted] == ["main.total"]


def test_an_unrecognized_trace_counts_as_text() -> None:
    grouping = explain("Odd", "boom", "stage one at 12:01:03\nstage two of job 4711")

    assert grouping.counted == ()
    assert grouping.lines == ("stage one at <time>", "stage two of job <n>")


def test_without_frames_and_quoted_names_the_file_of_a_message_counts() -> None:
    here = fingerprint(_TYPE, "a.lua:3: attempt to compare number with nil", "")

    assert here == fingerprint(_TYPE, "/opt/a.lua:9: attempt to compare number with nil", "")
    assert here != fingerprint(_TYPE, "b.lua:3: attempt to compare number with nil", "")


def test_invisible_characters_do_not_count() -> None:
    plain = fingerprint("E", "disk is full", STACK)

    assert fingerprint("E", "\x1b[31mdisk\x1b[0m is \u202efull\u200b", STACK) == plain


def test_ignored_frames_are_not_part_of_the_fingerprint() -> None:
    grouping = explain("E", "boom", STACK)

    assert replace(grouping, ignored=()).fingerprint == grouping.fingerprint


@pytest.mark.parametrize(
    "pattern",
    [
        "a.",
        "1:",
        "0x",
        "'",
        "at (\n",
        "#1 \n",
        ".lua:1",
        "a@b.",
        '[string "',
        "http://",
        "(",
        "1 a ",
        "a() (at ",
        "frame #1: 0x1 a at ",
        "#0 0x1 in {{<",
        "panicked at ",
    ],
)
def test_the_grouping_of_a_megabyte_is_bounded(pattern: str) -> None:
    text = pattern * (1_000_000 // len(pattern))

    grouping = explain("E", text, text)

    assert len(grouping.message) <= 4 * MAX_CHARACTERS
    assert len(grouping.lines) <= 6
    assert len(grouping.ignored) <= 100
