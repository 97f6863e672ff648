import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_graph.crashes.fingerprint.message import normalize_message

_ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@pytest.mark.parametrize(
    ("message", "normalized"),
    [
        ("index -5 out of range [0, 10)", "index <n> out of range [<n>)"),
        ("value 1.5e+38 at 0xDEADBEEF", "value <n> at <n>"),
        ("used 200 bytes of 1.5 GB", "used <size> of <size>"),
        ("used 173GB", "used <size>"),
        ("took 12ms, limit 3 s", "took <n>, limit <n>"),
        ("session 6f9619ff-8b86-d011-b42d-00cf4fc964ff is gone", "session <n> is gone"),
        ("tag=37f04fbe user=0 slot=8", "tag=<n> user=<n> slot=<n>"),
        ("GET https://a.example/x?y=1&z=2 failed", "GET <url> failed"),
        ("mail to ann.lee@example.com bounced", "mail to <email> bounced"),
        ("peer 10.0.0.7:8080 left", "peer <ip> left"),
        ("GET 10.0.0.7:8080/a/b?c=1 failed", "GET <ip> failed"),
        ("GET db.example.com:8080/a/b failed", "GET <host> failed"),
        ("no rows [1, 2, 3]", "no rows [<n>]"),
        ("no keys 'a b', 'c d' and 'e f'", "no keys <value>"),
        ("expected 1, got 2", "expected <n>, got <n>"),
        ("peer [2001:db8::1] left", "peer [<ip>] left"),
        ("peer fe80::1 left", "peer <ip> left"),
        ("device 00:6a:c0:3c:27:b1 left", "device <n> left"),
        ("at 2026-01-03T08:57:19+02:00 and 03/01/2026", "at <date>"),
        ("open /home/alice/a b.txt", "open <path> <path>"),
        (r"open C:\Users\ann\notes.txt", "open <path>"),
        ("resolve db-7.eu.example.com", "resolve <host>"),
        ("no item named 'copper 17'", "no item named <value>"),
        ('unknown colour "teal"', "unknown colour <value>"),
        ("version 1.2.3 needed", "version <n> needed"),
        ("version 1.2.4-rc.1 needed, not v2.0", "version <n> needed, not <n>"),
        ("took 1m30s at 1920x1080", "took <n>m<n>s at <n>x<n>"),
        ("since Tue, 03 Feb 2026 10:00:00 GMT", "since <date>"),
        ("on Jan 2, 2026 at 5:04 PM", "on <date>"),
        ("opens at 9:30 AM", "opens at <time>"),
        ("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOjF9.a-b_c", "token <n>"),
        ("\u00abcopper\u00bb and \u201etin\u201c", "<value>"),
        ("cannot read icon.png", "cannot read <path>"),
        ("player_7 left 'team_12'", "player_<n> left 'team_<n>'"),
        ("user 'al' has slot 'a1' of \"12\"", "user <value> has slot <value> of <value>"),
        ("'order 66'", "<value>"),
        ("'a1b2c3d4e5'", "<value>"),
        ("at src/cart.c:42 near", "at cart.c:<n> near"),
        ("Cart.swift:42: broken", "Cart.swift:<n>: broken"),
        ("db.example.py:5432 is down", "<host> is down"),
        ("-- - .5", "-- - .<n>"),
    ],
)
def test_values_are_replaced_by_placeholders(message: str, normalized: str) -> None:
    assert normalize_message(message) == normalized


@pytest.mark.parametrize(
    "message",
    [
        "attempt to index a nil value (field 'parent')",
        "bad argument #2 to 'insert' (table expected, got nil)",
        "name 'user_id' is not defined",
        "module 'collections' has no attribute 'MutableMapping'",
        "Cannot read properties of undefined (reading 'profile')",
        "java.lang.NullPointerException",
        "std::bad_alloc",
        "socket.http.request failed",
        "neither and/or nor x86_64",
        "'name'",
        "'NoneType' object has no attribute 'total'",
        "unsupported operand: 'int' and 'str'",
        "Assertion 'i < n' failed",
        "relation 'orders' does not exist",
        "unexpected '+='",
        "res.json is not a function",
    ],
)
def test_names_of_the_program_are_kept(message: str) -> None:
    assert normalize_message(message) == message


def test_the_crash_type_is_removed_from_the_message() -> None:
    assert normalize_message("ValueError: bad day", "ValueError") == "bad day"
    assert normalize_message("ValueError: bad day", "shop.errors.ValueError") == "bad day"


@given(st.integers(0, 2**63), st.integers(0, 2**63))
def test_numbers_do_not_count(one: int, other: int) -> None:
    assert normalize_message(f"row {one} of {one}") == normalize_message(f"row {other} of {one}")


@given(st.uuids(), st.uuids())
def test_ids_do_not_count(one: object, other: object) -> None:
    assert normalize_message(f"no session {one}") == normalize_message(f"no session {other}")


@given(_ANYTHING)
def test_any_text_is_normalized_to_one_line(text: str) -> None:
    assert len(normalize_message(text).splitlines()) <= 1
