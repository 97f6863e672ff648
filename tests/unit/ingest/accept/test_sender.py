import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import APP, PEPPER, batch, device_id

from telemetry_graph.ingest.accept.sender import hashed_device, identified, short_text
from telemetry_graph.ingest.wire import ConsentInput
from telemetry_graph.kit.errors import InvalidField, InvalidText

_GOOD = device_id()


def test_a_sender_is_known_by_a_keyed_hash_of_its_device() -> None:
    sender = identified(batch(), PEPPER)

    assert sender.app_id == APP
    assert sender.session_id == "session-1"
    assert sender.app_version == "1.2.0"
    assert sender.mosis_version == "1.0.0"
    assert sender.device_id == hashed_device(_GOOD, PEPPER)
    assert len(sender.device_id) == 16


def test_the_stored_device_is_neither_the_id_that_was_sent_nor_a_plain_hash_of_it() -> None:
    stored = hashed_device(_GOOD, PEPPER).hex()

    assert stored not in _GOOD
    assert stored != hashlib.blake2b(_GOOD.encode(), digest_size=16).hexdigest()
    assert stored != hashed_device(_GOOD, b"another pepper, for others").hex()


def test_the_same_phone_is_another_device_in_another_app() -> None:
    here, there = device_id("phone-1", APP), device_id("phone-1", "com.example.other")

    assert hashed_device(here, PEPPER) != hashed_device(there, PEPPER)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "phone-1",
        _GOOD[:-1],
        _GOOD + "0",
        _GOOD.upper(),
        _GOOD[:-1] + "g",
        _GOOD + "\n",
        " " + _GOOD[1:],
        _GOOD[:-1] + "\x00",
        _GOOD[:-1] + "\ud800",
        _GOOD[:-1] + "٣",  # a digit, but not one of ours
        "0x" + _GOOD[2:],
        "a" * 10_000_000,
    ],
    ids=lambda wrong: repr(wrong[-9:]),
)
def test_anything_but_64_lowercase_hex_digits_is_no_device_id(wrong: str) -> None:
    with pytest.raises(InvalidField, match="64 lowercase hex digits") as caught:
        identified(batch(device_id=wrong), PEPPER)

    assert caught.value.extensions["field"] == "deviceId"
    assert len(caught.value.message) < 200


@given(st.text(max_size=80))
def test_no_text_but_a_digest_is_taken_for_a_device_id(text: str) -> None:
    with pytest.raises(InvalidField):
        identified(batch(device_id=text), PEPPER)


def test_without_consent_crashes_are_allowed_and_usage_is_not() -> None:
    sender = identified(batch(consent=None), PEPPER)

    assert sender.consent == ConsentInput(crash_reports=True, usage_analytics=False)


@pytest.mark.parametrize(
    ("field", "attribute", "longest"),
    [
        ("sessionId", "session_id", 64),
        ("appVersion", "app_version", 64),
        ("mosisVersion", "mosis_version", 64),
    ],
)
def test_short_fields_have_a_limit_and_hold_storable_text(
    field: str, attribute: str, longest: int
) -> None:
    def with_value(text: str) -> Any:
        return getattr(identified(batch(**{attribute: text}), PEPPER), attribute)

    assert with_value("x" * longest) == "x" * longest
    assert with_value("") is None
    with pytest.raises(InvalidField, match=f"`{field}` is longer than {longest}"):
        with_value("x" * (longest + 1))
    for bad in ("a\x00", "\udc00"):
        with pytest.raises(InvalidText, match=f"`{field}` holds NUL"):
            with_value(bad)


def test_a_text_that_is_absent_stays_absent() -> None:
    assert short_text("screen", None, 10) is None
