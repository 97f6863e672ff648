"""Traces of the same bug from different builds, tools and hosts."""

import pytest

from telemetry_graph.crashes.fingerprint import explain, fingerprint

_APP = "com.example.notes"

_LUA = "stack traceback:\n\tcart.lua:5: in function 'total'\n\tshop.lua:7: in function 'open'"
_PYTHON = (
    'Traceback (most recent call last):\n  File "/srv/shop.py", line 7, in open\n    total()\n'
    "    ~~~~~^^\n"
)
_GO = "goroutine 1 [running]:\nmain.total(0x1)\n\t/srv/cart.go:5 +0x1\n"
_JAVA = "\tat com.shop.Cart.total(Cart.java:5)\n\tat com.shop.Shop.open(Shop.java:7)"

_SAME = {
    "Java loggers add archive names": (
        _JAVA,
        "\tat com.shop.Cart.total(Cart.java:9) ~[shop-1.2.jar:1.2]\n"
        "\tat com.shop.Shop.open(Shop.java:8) [shop-1.2.jar!/:?]",
    ),
    "generated Java lambdas": (
        "\tat com.shop.Cart.lambda$total$0(Cart.java:5)\n"
        "\tat com.shop.Cart$$Lambda$14/0x00000008.run(Unknown Source)\n" + _JAVA,
        "\tat com.shop.Cart.lambda$total$7(Cart.java:6)\n"
        "\tat com.shop.Cart$$Lambda/0x0000abcd.run(Unknown Source)\n" + _JAVA,
    ),
    "generated Java accessors": (
        _JAVA,
        "\tat com.shop.Cart.total(Cart.java:5)\n\tat com.shop.Cart.access$000(Cart.java:1)\n"
        "\tat com.shop.Shop.open(Shop.java:7)",
    ),
    "prefixes of Android's log": (
        _JAVA,
        "\n".join(
            f"01-02 03:04:05.678  1234  1250 E AndroidRuntime: {line}"
            for line in ("FATAL EXCEPTION: main", *_JAVA.split("\n"))
        ),
    ),
    "properties of a Node error": (
        "Error: boom\n    at total (/srv/cart.js:5:1)",
        "Error: boom\n    at total (/opt/cart.js:6:1) {\n  code: 'ENOENT',\n  path: '/x'\n}",
    ),
    "a query with slashes": (
        "    at total (https://shop.example/cart.js?v=1/a:5:1)",
        "    at total (https://shop.example/cart.js?v=2/b:6:1)",
    ),
    "a development server of React Native": (
        "    at total (http://10.0.2.2:8081/index.bundle//&platform=ios&dev=true:12:34)",
        "    at total (http://localhost:8081/index.bundle?platform=android&dev=false:99:3)",
    ),
    "hashes of bundlers": (
        "    at total (https://shop.example/assets/cart-DVKikgzY.js:1:5)",
        "    at total (https://shop.example/assets/cart-B1_uy-hD.js:1:6)",
    ),
    "constructors and getters of three engines": (
        "    at new Cart (https://shop.example/a.js:1:5)\n"
        "    at get size (https://shop.example/a.js:1:9)",
        "Cart@https://shop.example/a.js:1:5\nget size@https://shop.example/a.js:1:9",
    ),
    "SpiderMonkey's asynchronous calls and evaluations": (
        "total@https://shop.example/a.js:1:5\nopen@https://shop.example/b.js:1:5",
        "async*total@https://shop.example/a.js:2:5\n"
        "setTimeout handler*open@https://shop.example/b.js line 12 > eval:1:3",
    ),
    "WebAssembly in two engines": (
        "    at shop::total::h0123456789abcdef (wasm://wasm/0012abcd:wasm-function[12]:0x1a)",
        "shop::total::hfedcba9876543210@wasm://wasm/00ffabcd:wasm-function[45]:0x2b",
    ),
    "React Native on iOS has no file": ("total@1:12345\nopen@2:99", "total@1:54321\nopen@2:9"),
    "gdb and sanitizers": (
        "#0  0x1 in shop::Cart::total (this=0x0) at /srv/cart.cpp:5\n"
        '#1  0x2 in shop::run<int> (s="a) at b") at /srv/shop.cpp:7',
        "    #0 0x1 in shop::Cart::total(int) const /opt/cart.cpp:6:3\n"
        "    #1 0x2 in void shop::run<int>(std::string const&) /opt/shop.cpp:8:1",
    ),
    "anonymous namespaces of C++": (
        "#0  0x1 in shop::(anonymous namespace)::total (n=1) at /srv/cart.cpp:5",
        "    #0 0x1 in shop::{anonymous}::total(int) /opt/cart.cpp:6:3",
    ),
    "the stack of an allocation is ignored": (
        "    #0 0x1 in total /srv/cart.c:5:3\n\nallocated by thread T0 here:\n"
        "    #0 0x2 in malloc\n    #1 0x3 in first /srv/a.c:1:1",
        "    #0 0x1 in total /srv/cart.c:6:3\n\nallocated by thread T0 here:\n"
        "    #0 0x2 in malloc\n    #1 0x3 in second /srv/b.c:1:1",
    ),
    "a library inside a package": (
        "  #00 pc 000000000001a2b4  /data/app/~~a==/com.shop-b==/lib/arm64/libcart.so (total+4)",
        "  #00 pc 000000000002b3c5  /data/app/~~c==/com.shop-d==/base.apk!libcart.so"
        " (offset 0x1000) (total+44)",
    ),
    "a Go panic in a deferred call": (
        _GO,
        "goroutine 9 [running]:\nmain.recoverer.func1()\n\t/srv/web.go:8 +0x1\n"
        "panic({0x1, 0x2})\n\t/usr/local/go/src/runtime/panic.go:884 +0x1\n"
        "main.total(...)\n\t/opt/cart.go:6",
    ),
    "two notations of Rust for the type of a method": (
        "   0: shop::Cart::total\n             at ./src/cart.rs:5:1",
        "   0: <shop::Cart>::total\n             at /opt/src/cart.rs:6:1",
    ),
    "Rust without a backtrace": (
        "thread 'main' panicked at src/cart.rs:5:1:\nboom\nnote: run with `RUST_BACKTRACE=1`",
        "thread 'worker-3' panicked at 'boom', src/cart.rs:99:7",
    ),
    "C# state machines": (
        "   at Shop.Cart.<TotalAsync>d__5.MoveNext() in C:\\srv\\Cart.cs:line 5\n"
        "   at Shop.Till.<>c__DisplayClass3_0.<<Open>b__0>d.MoveNext() in C:\\srv\\Till.cs:line 7",
        "   at Shop.Cart.TotalAsync() in /opt/Cart.cs:line 6\n"
        "--- End of stack trace from previous location ---\n"
        "   at Shop.Till.Open() in /opt/Till.cs:line 8",
    ),
    "Mono and Unity": (
        "  at Shop.Cart.Total (System.Int32 n) [0x00012] in /srv/Cart.cs:5",
        "Shop.Cart:Total(Int32) (at Assets/Cart.cs:6)",
    ),
    "copies that optimizers make": (
        "#0  0x1 in total.isra.0 (n=1) at /srv/cart.c:5\n"
        "#1  0x2 in shop::run (n=1) at /srv/run.cpp:7",
        "    #0 0x1 in total.constprop.3.cold /opt/cart.c:6:3\n"
        "    #1 0x2 in shop::run(int) [clone .part.1] /opt/run.cpp:8:3",
    ),
    "numbered closures of Go": (
        "goroutine 1 [running]:\nmain.total.func1()\n\t/srv/cart.go:5 +0x1",
        "goroutine 1 [running]:\nmain.total.func2.1()\n\t/opt/cart.go:6 +0x1",
    ),
    "cells of a notebook": (
        _PYTHON.replace("shop.py", "ipykernel_12/3456.py"),
        _PYTHON.replace("shop.py", "ipykernel_99/7777.py"),
    ),
    "source code as the name of a Lua chunk": (
        'stack traceback:\n\t[string "return total(4711)"]:1: in main chunk',
        'stack traceback:\n\t[string "return total(12)"]:1: in main chunk',
    ),
    "Swift's copies of a function": (
        "0   Shop   0x0000000104a1b2c3 Cart.total() + 120 (Cart.swift:5)\n"
        "1   Shop   0x0000000104a1b2d3 specialized Cart.open(_:) + 44 (Cart.swift:7)",
        "* thread #1, stop reason = Fatal error\n"
        "  * frame #0: 0x0000000104a1b2c3 Shop`Cart.total() at Cart.swift:6:9\n"
        "    frame #1: 0x0000000104a1b2d3 Shop`static Cart.open(n=1) at Cart.swift:8:1",
    ),
    "the thread that crashed is not the first": (
        "Thread 2 Crashed:\n0   Shop   0x0000000104a1b2c3 Cart.total() + 120",
        "Thread 0:\n0   Shop   0x0000000104a1b2c3 idle() + 1\n\n"
        "Thread 5 Crashed:: Worker\n0   Shop   0x0000000104a1b2d4 Cart.total() + 124",
    ),
    "a crash of Python itself, innermost call first": (
        "Fatal Python error: Aborted\n\nCurrent thread 0x7f01 (most recent call first):\n"
        '  File "/srv/cart.py", line 5 in total\n  File "/srv/shop.py", line 7 in open\n\n'
        'Thread 0x7f02 (most recent call first):\n  File "/srv/other.py", line 1 in wait\n',
        _PYTHON + '  File "/srv/cart.py", line 6, in total\n    1 / 0\n    ~~^~~\n',
    ),
}
_DIFFERENT = {
    "operators": tuple(
        f"#0  0x1 in shop::Sum::operator{sign} (this=0x0) at /srv/sum.cpp:5"
        for sign in ("<", "<<", "==", "()")
    ),
    "files of Rust panics": (
        "thread 'main' panicked at src/cart.rs:5:1:\nboom",
        "thread 'main' panicked at src/user.rs:5:1:\nboom",
    ),
    "local functions of C#": (
        "   at Shop.Program.<Main>g__Load|0_0() in C:\\srv\\Program.cs:line 5",
        "   at Shop.Program.<Main>g__Save|0_1() in C:\\srv\\Program.cs:line 9",
    ),
    "functions of WebAssembly without names": (
        "    at wasm://wasm/0012abcd:wasm-function[12]:0x1a",
        "    at wasm://wasm/0012abcd:wasm-function[45]:0x1a",
    ),
}
_SAME_WITH_MESSAGE = {
    "a Lua handler appends the trace to the message": (
        ("cart.lua:5: boom", _LUA),
        (f"cart.lua:6: boom\n{_LUA}", ""),
        (f"cart.lua:6: boom\n{_LUA}", _LUA),
    ),
    "a Python handler formats the exception": (
        ("boom", _PYTHON),
        (_PYTHON + "Error: boom\n", ""),
    ),
    "a Rust panic as the message": (
        ("thread 'main' panicked at src/cart.rs:5:1:\nboom", ""),
        ("thread 'worker-3' panicked at src/cart.rs:9:1:\nboom", ""),
    ),
}


@pytest.mark.parametrize("case", _SAME)
def test_traces_of_the_same_bug_have_the_same_fingerprint(case: str) -> None:
    one, other = (explain("Error", "boom", trace) for trace in _SAME[case])

    assert one.counted
    assert one.counted == other.counted
    assert one.fingerprint == other.fingerprint


@pytest.mark.parametrize("case", _DIFFERENT)
def test_traces_of_different_bugs_have_different_fingerprints(case: str) -> None:
    fingerprints = {fingerprint(_APP, "Error", "boom", trace) for trace in _DIFFERENT[case]}

    assert len(fingerprints) == len(_DIFFERENT[case])


@pytest.mark.parametrize("case", _SAME_WITH_MESSAGE)
def test_a_trace_in_the_message_is_recognized(case: str) -> None:
    fingerprints = {fingerprint(_APP, "Error", *words) for words in _SAME_WITH_MESSAGE[case]}

    assert len(fingerprints) == 1


def test_the_file_of_a_panic_distinguishes_equal_messages() -> None:
    here = "thread 'main' panicked at src/cart.rs:5:1:\ncalled `Option::unwrap()`"
    there = here.replace("cart", "user")

    assert fingerprint(_APP, "panic", here, "") != fingerprint(_APP, "panic", there, "")
