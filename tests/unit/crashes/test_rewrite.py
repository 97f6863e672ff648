from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.crashes.source_map_writer import SIMPLE

from telemetry_graph.crashes.fingerprint import fingerprint
from telemetry_graph.crashes.sourcemaps.decode import decode_map
from telemetry_graph.crashes.sourcemaps.model import DecodedMap, SourcePosition
from telemetry_graph.crashes.sourcemaps.rewrite import FindSource, rewrite_trace

BUNDLES = Path(__file__).parent / "bundles"


def finder(source_map: DecodedMap, file: str) -> FindSource:
    def find(path: str, line: int, column: int | None) -> SourcePosition | None:
        return source_map.find_source(line, column) if path.endswith(file) else None

    return find


CART = finder(decode_map(SIMPLE), "bundle.js")


def _traces(build: str) -> list[str]:
    """Two crashes of a real bundle, as written by node."""
    return (BUNDLES / f"{build}.txt").read_text(encoding="utf-8").split("---\n")[:2]


def _rewritten(build: str) -> list[str]:
    source_map = decode_map((BUNDLES / f"{build}.js.map").read_bytes())
    rewritten = [rewrite_trace(trace, finder(source_map, "main.js")) for trace in _traces(build)]
    return [trace for trace in rewritten if trace is not None]


def _fingerprints(traces: list[str]) -> list[str]:
    return [fingerprint("app", "TypeError", "it is undefined", trace) for trace in traces]


def test_only_with_maps_do_two_builds_of_a_crash_have_the_same_fingerprint() -> None:
    sent, rewritten = [
        [_fingerprints(load(build)) for build in ("one", "two")] for load in (_traces, _rewritten)
    ]

    assert sent[0][0] != sent[1][0]
    assert rewritten[0] == rewritten[1]
    assert len(set(rewritten[0])) == 2


def test_functions_get_the_names_that_their_callers_use() -> None:
    first = _rewritten("two")[0].splitlines()

    assert first[1:7] == [
        "    at lookUpDiscount (../src/cart.js:11:16)",
        "    at ../src/cart.js:6:26",
        "    at Array.map (<anonymous>)",
        "    at e.total (../src/cart.js:3:31)".replace("e.total", first[4].split()[1]),
        "    at showTotal (../src/checkout.js:6:47)",
        "    at startCheckout (../src/checkout.js:4:10)",
    ]
    assert first[4].split()[1].endswith(".total")


@pytest.mark.parametrize(
    ("sent", "rewritten"),
    [
        ("    at a (https://x.example/bundle.js:1:11)", "    at src/cart.ts:5:3"),
        ("at async a (bundle.js:1:11)", "at async src/cart.ts:5:3"),
        ("at new a (bundle.js:1:11)", "at src/cart.ts:5:3"),
        ("at async bundle.js:1:11", "at async src/cart.ts:5:3"),
        ("at t.addItem (bundle.js:1:11)", "at t.addItem (src/cart.ts:5:3)"),
        ("at bundle.js:1:11", "at src/cart.ts:5:3"),
        ("at a (address at bundle.js:1:10)", "at src/cart.ts:5:3"),
        ("a@https://x.example/bundle.js:1:11", "@src/cart.ts:5:3"),
        ("@bundle.js:1:11", "@src/cart.ts:5:3"),
        ("addItem@bundle.js:1:11", "addItem@src/cart.ts:5:3"),
        ("at addItem (bundle.js:1:11) {", "at addItem (src/cart.ts:5:3) {"),
        ("at async bundle.js:1:11 {", "at async src/cart.ts:5:3 {"),
        (
            "at async Promise.all items (bundle.js:1:11)",
            "at async Promise.all items (src/cart.ts:5:3)",
        ),
        ("at get total [as sum] (bundle.js:1:11)", "at get total [as sum] (src/cart.ts:5:3)"),
        ("bundle.js:1:11", "@src/cart.ts:5:3"),
        ("https://x.example/bundle.js:1:11", "@src/cart.ts:5:3"),
        ("global code@bundle.js:1:11", "global code@src/cart.ts:5:3"),
        ("async addItem@bundle.js:1:11", "async addItem@src/cart.ts:5:3"),
        ("add item@bundle.js:1:11", "add item@src/cart.ts:5:3"),
        ("\tbundle.js:3: in function 'f'", "\tsrc/shop.ts:8: in function 'f'"),
        ('[string "bundle.js"]:3: in function <f>', "src/shop.ts:8: in function <f>"),
        (
            "at a (bundle.js:1:11)\nat b (bundle.js:1:51)",
            "at openShop (src/cart.ts:5:3)\nat src/shop.ts:20:7",
        ),
        (
            "a@bundle.js:1:11\nb@bundle.js:1:60",
            "openShop@src/cart.ts:5:3\n@src/shop.ts:20:7",
        ),
        # The caller is native code, or its position is inside an expression: the name is unknown.
        (
            "at a (bundle.js:1:11)\nat Array.map (<anonymous>)\nat b (bundle.js:1:51)",
            "at src/cart.ts:5:3\nat Array.map (<anonymous>)\nat src/shop.ts:20:7",
        ),
        (
            "at a (bundle.js:1:11)\nat b (bundle.js:1:52)",
            "at src/cart.ts:5:3\nat src/shop.ts:20:7",
        ),
    ],
)
def test_a_rewritten_trace_keeps_its_dialect(sent: str, rewritten: str) -> None:
    assert rewrite_trace(sent, CART) == rewritten


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "Error: bundle.js:1:11",
        "Error: addItem@bundle.js:1:11",
        "write to a@x.example from bundle.js:1:11",
        "at a (other.js:1:11)",
        "at a (bundle.js:1:2)",
        "at a (bundle.js:0:0)",
        "at a (bundle.js:1)",
        "at a (bundle.js:99999999999:11)",
        "at eval (eval at a (bundle.js:1:11), <anonymous>:1:1)",
        "at a (native)",
        '  File "bundle.js", line 1, in a',
        "at a (" + "x" * 3_000 + "bundle.js:1:11)",
    ],
)
def test_a_trace_without_known_positions_is_not_rewritten(sent: str) -> None:
    assert rewrite_trace(sent, CART) is None


def test_lines_that_are_not_frames_stay_unchanged() -> None:
    sent = "TypeError: x\r\n    at a (bundle.js:1:11)\r\n--- end of stack ---"

    assert rewrite_trace(sent, CART) == (
        "TypeError: x\r\n    at src/cart.ts:5:3\n--- end of stack ---"
    )


@given(st.text(alphabet="at (bundle.js:1@)\n\r[string \"]: in'9\x00é"))
def test_any_text_can_be_rewritten(text: str) -> None:
    rewrite_trace(text, CART)
