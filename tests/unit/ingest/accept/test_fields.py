import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import APP, PEPPER, batch, device_id

from telemetry_graph.db.copy import to_datetime
from telemetry_graph.ingest.accept.fields import (
    check_sender,
    check_text,
    hash_device,
    parse_timestamp,
)
from telemetry_graph.ingest.wire import ConsentInput
from telemetry_graph.kit.errors import InvalidField, InvalidText

_VALID = device_id()


def test_a_sender_has_the_keyed_hash_of_its_device_id() -> None:
    sender = check_sender(batch(), PEPPER)

    assert sender.app_id == APP
    assert sender.session_id == "session-1"
    assert sender.app_version == "1.2.0"
    assert sender.mosis_version == "1.0.0"
    assert sender.device_id == hash_device(_VALID, PEPPER)
    assert len(sender.device_id) == 16


def test_the_stored_device_id_is_neither_the_original_nor_an_unkeyed_hash() -> None:
    stored = hash_device(_VALID, PEPPER).hex()

    assert stored not in _VALID
    assert stored != hashlib.blake2b(_VALID.encode(), digest_size=16).hexdigest()
    assert stored != hash_device(_VALID, b"another pepper for tests").hex()


def test_a_phone_has_different_device_ids_in_different_apps() -> None:
    here, there = device_id("phone-1", APP), device_id("phone-1", "com.example.other")

    assert hash_device(here, PEPPER) != hash_device(there, PEPPER)


@pytest.mark.parametrize(
    "invalid",
    [
        "",
        "phone-1",
        _VALID[:-1],
        _VALID + "0",
        _VALID.upper(),
        _VALID[:-1] + "g",
        _VALID + "\n",
        " " + _VALID[1:],
        _VALID[:-1] + "\x00",
        _VALID[:-1] + "\ud800",
        _VALID[:-1] + "٣",  # a digit outside ASCII
        "0x" + _VALID[2:],
        "a" * 10_000_000,
    ],
    ids=lambda invalid: repr(invalid[-9:]),
)
def test_a_device_id_must_be_64_lowercase_hex_digits(invalid: str) -> None:
    with pytest.raises(InvalidField, match="64 lowercase hex digits") as caught:
        check_sender(batch(device_id=invalid), PEPPER)

    assert caught.value.extensions["field"] == "deviceId"
    assert len(caught.value.message) < 200


@given(st.text(max_size=80))
def test_any_other_text_is_rejected_as_a_device_id(text: str) -> None:
    with pytest.raises(InvalidField):
        check_sender(batch(device_id=text), PEPPER)


def test_by_default_crashes_are_allowed_and_usage_is_not() -> None:
    sender = check_sender(batch(consent=None), PEPPER)

    assert sender.consent == ConsentInput(crash_reports=True, usage_analytics=False)


@pytest.mark.parametrize(
    ("field", "attribute", "max_characters"),
    [
        ("sessionId", "session_id", 64),
        ("appVersion", "app_version", 64),
        ("mosisVersion", "mosis_version", 64),
    ],
)
def test_short_fields_are_limited_and_must_be_storable(
    field: str, attribute: str, max_characters: int
) -> None:
    def with_value(text: str) -> Any:
        return getattr(check_sender(batch(**{attribute: text}), PEPPER), attribute)

    assert with_value("x" * max_characters) == "x" * max_characters
    assert with_value("") is None
    with pytest.raises(
        InvalidField, match=f"`{field}` must have at most {max_characters} characters"
    ):
        with_value("x" * (max_characters + 1))
    for unstorable in ("a\x00", "\udc00"):
        with pytest.raises(InvalidText, match=f"`{field}` contains NUL"):
            with_value(unstorable)


def test_a_missing_text_stays_missing() -> None:
    assert check_text("screen", None, 10) is None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2024-01-15T10:30:00Z", datetime(2024, 1, 15, 10, 30, tzinfo=UTC)),
        ("2024-01-15T10:30:00.25Z", datetime(2024, 1, 15, 10, 30, 0, 250_000, tzinfo=UTC)),
        ("2024-01-15T12:30:00+02:00", datetime(2024, 1, 15, 10, 30, tzinfo=UTC)),
        ("2024-02-29T00:00:00-05:30", datetime(2024, 2, 29, 5, 30, tzinfo=UTC)),
    ],
)
def test_a_timestamp_is_parsed_into_utc(text: str, time: datetime) -> None:
    micros = parse_timestamp(text)

    assert micros is not None
    assert to_datetime(micros) == time


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "1705314600",
        "2024-01-15",
        "2024-01-15T10:30:00",
        "2024-02-30T10:30:00Z",
        "2024-01-15T25:00:00Z",
        "20240115T103000Z",
        "2024-W03-1T10:30:00Z",
        "2024-01-15x10:30:00Z",
        "2024-01-15T10:30:00Z\x00",
        "2024-01-15T10:30:00\ud800",
        "2024-01-15T10:30:00Z" + " " * 10_000_000,
    ],
    ids=lambda text: repr(text[:25]),
)
def test_an_invalid_timestamp_is_not_parsed(text: str) -> None:
    assert parse_timestamp(text) is None


@given(st.text() | st.from_regex(r"\d{4}-\d\d-\d\d.\d\d:\d\d:\d\d([Zz]|[+-]\d\d:\d\d)"))
def test_parsing_a_timestamp_never_fails(text: str) -> None:
    micros = parse_timestamp(text)

    assert micros is None or isinstance(micros, int)
