"""Stack traces for benchmarks: 30 frames that differ between traces, and megabytes of garbage."""

import random
import string
from collections.abc import Iterator

FRAMES = 30
MEGABYTE = 1_000_000
_FRAME_FORMATS = {
    "lua": "\t/opt/games/rpg/lib/{a}.lua:{n}: in function '{b}'",
    "python": '  File "/srv/app/{c}/{a}.py", line {n}, in {b}\n    return {b}()',
    "javascript": "    at {c}.{b} (https://shop.example/assets/{a}.js:{n}:{n})",
    "java": "\tat com.shop.{c}.{a}.{b}({a}.java:{n})",
    "gdb": "#{n}  0x00007ff{n:09x} in core::{b} (s=1) at /srv/src/{a}.cpp:{n}",
    "go": "github.com/team/{c}.(*{a}).{b}(0xc000, 0x1)\n\t/srv/{a}.go:{n} +0x9c",
    "rust": "  {n}: core_{c}::{a}::{b}\n             at ./src/{a}.rs:{n}:5",
    "csharp": "   at Shop.{c}.{a}.{b}(Object sender) in /srv/{a}.cs:line {n}",
}
DIALECTS = tuple(_FRAME_FORMATS)
_GARBAGE = (
    "x", "a\n", "a.", "'", '"a ', "/", "a/", "1", "0x", ":1", "at ", "at (\n", "#1 \n", ": in ",
    ".lua:1", "(", "<", '[string "', "1 ", "a@b.", "1-", "http://", "- a\n", "1:", "ab:", "2020-",
    "1 a a a a a 0x\n", "\u200b\u202e\x1b[3", "a() (at ", "frame #1: 0x1 a at ", "{{", "a<",
    "Jan 1 ", "eyJ", "panicked at ", "@wasm-function[", "Thread 1 crashed", "1.1-a", "operator<",
)  # fmt: skip


def generate_traces(dialect: str, count: int) -> Iterator[str]:
    chance = random.Random(7)

    def name() -> str:
        return "".join(chance.choices(string.ascii_lowercase, k=8))

    for _ in range(count):
        lines = (
            _FRAME_FORMATS[dialect].format(a=name(), b=name(), c=name(), n=chance.randint(1, 999))
            for _ in range(FRAMES)
        )
        yield "\n".join(lines)


def generate_garbage() -> Iterator[str]:
    chance = random.Random(7)
    for pattern in _GARBAGE:
        yield pattern * (MEGABYTE // len(pattern))
    yield "".join(chance.choices(string.printable, k=MEGABYTE))
    yield "\n".join(f"/srv/{n}.lua:{n}: in function 'f{n}'" for n in range(100_000))
