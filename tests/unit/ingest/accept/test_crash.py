"""Accepting a crash report."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.factories import APP, NOW, PEPPER, report

from telemetry_graph.crashes.fingerprint import fingerprint, fingerprint_from_name
from telemetry_graph.crashes.model import GroupedBy
from telemetry_graph.ingest.accept.crash import accept_report
from telemetry_graph.ingest.accept.fields import hash_device
from telemetry_graph.ingest.model import CLOCK_SKEW, CRASH_WINDOW
from telemetry_graph.ingest.wire import ConsentInput, CrashContextInput
from telemetry_graph.kit.errors import BadInput, ConsentRequired, InvalidField, InvalidText
from telemetry_graph.kit.text import shorten

_MICROSECOND = timedelta(microseconds=1)


def test_a_report_becomes_a_crash() -> None:
    crash_id, at = uuid4(), NOW - timedelta(days=3)
    context = CrashContextInput(screen="editor", memory_mb=45, uptime_seconds=300.5)
    given = report(at=at, crash_id=crash_id, session_id="s", crash={"context": context})

    write = accept_report(given, PEPPER, NOW)

    (crash,) = write.crashes
    assert write.key is None
    assert write.event_count == 0
    assert crash.crash_id == crash_id
    assert crash.timestamp == at
    assert crash.received_at == NOW
    assert crash.app_id == APP
    assert crash.device_id == hash_device(given.device_id, PEPPER)
    assert crash.session_id == "s"
    assert (crash.app_version, crash.mosis_version) == ("1.2.0", "1.0.0")
    assert (crash.crash_type, crash.message) == (given.crash.type, given.crash.message)
    assert crash.is_fatal
    assert (crash.screen, crash.memory_mb, crash.uptime_seconds) == ("editor", 45, 300.5)


def test_a_report_without_an_id_gets_a_new_id() -> None:
    (crash,) = accept_report(report(), PEPPER, NOW).crashes

    assert crash.crash_id.version == 7


@pytest.mark.parametrize("is_fatal", [True, False])
def test_a_report_may_be_fatal_or_not(is_fatal: bool) -> None:
    (crash,) = accept_report(report(crash={"is_fatal": is_fatal}), PEPPER, NOW).crashes

    assert crash.is_fatal is is_fatal


@pytest.mark.parametrize("at", [NOW - timedelta(days=30), NOW + timedelta(minutes=10)])
def test_a_crash_may_be_30_days_ago_or_10_minutes_ahead(at: datetime) -> None:
    (crash,) = accept_report(report(at=at), PEPPER, NOW).crashes

    assert crash.timestamp == at


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (report(at=NOW - timedelta(days=30) - _MICROSECOND), "TOO_OLD"),
        (report(at=NOW + timedelta(minutes=10) + _MICROSECOND), "IN_FUTURE"),
        (report(timestamp="noon"), "INVALID_TIMESTAMP"),
        (report(device_id="me"), "INVALID_FIELD"),
        (report(crash={"type": ""}), "INVALID_FIELD"),
        (report(crash={"type": "x" * 201}), "INVALID_FIELD"),
        (report(crash={"type": "\ud800"}), "INVALID_TEXT"),
        (report(crash={"context": CrashContextInput(screen="\x00")}), "INVALID_TEXT"),
        (report(crash={"context": CrashContextInput(screen="x" * 201)}), "INVALID_FIELD"),
        (report(crash={"context": CrashContextInput(memory_mb=-1)}), "INVALID_FIELD"),
        (report(crash={"context": CrashContextInput(memory_mb=float("nan"))}), "INVALID_FIELD"),
        (report(crash={"context": CrashContextInput(uptime_seconds=1e999)}), "INVALID_FIELD"),
    ],
)
def test_an_invalid_report_is_rejected(given: Any, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        accept_report(given, PEPPER, NOW)

    assert caught.value.code == code


def test_a_report_without_consent_is_rejected() -> None:
    with pytest.raises(ConsentRequired):
        accept_report(report(consent=ConsentInput(crash_reports=False)), PEPPER, NOW)


def test_a_report_does_not_need_consent_to_usage_analytics() -> None:
    for consent in (ConsentInput(usage_analytics=True), ConsentInput()):
        assert len(accept_report(report(consent=consent), PEPPER, NOW).crashes) == 1


def test_long_messages_and_stacks_are_shortened() -> None:
    given = report(crash={"message": "m" * 10_000_000, "stack_trace": "s" * 10_000_000})

    (crash,) = accept_report(given, PEPPER, NOW).crashes

    assert crash.message == "m" * 8_191 + "…"
    assert len(crash.stack_trace) == 65_536
    assert crash.stack_trace == shorten("s" * 65_537, 65_536)


def test_unstorable_characters_of_a_crash_are_replaced() -> None:
    given = report(crash={"message": "a\x00b", "stack_trace": "\ud800 at \U0001f600\udfff"})

    (crash,) = accept_report(given, PEPPER, NOW).crashes

    assert crash.message == "a\ufffdb"
    assert crash.stack_trace == "\ufffd at \U0001f600\ufffd"


def test_a_client_may_choose_the_fingerprint() -> None:
    (named,) = accept_report(report(crash={"fingerprint": "checkout"}), PEPPER, NOW).crashes
    (other,) = accept_report(report(crash={"fingerprint": ""}), PEPPER, NOW).crashes

    assert named.fingerprint == fingerprint_from_name("checkout") != fingerprint_from_name("basket")
    assert named.grouped_by is GroupedBy.CLIENT
    assert other.grouped_by is GroupedBy.ALGORITHM
    assert other.fingerprint == fingerprint(APP, other.crash_type, other.message, other.stack_trace)
    with pytest.raises(InvalidField):
        accept_report(report(crash={"fingerprint": "x" * 201}), PEPPER, NOW)
    with pytest.raises(InvalidText):
        accept_report(report(crash={"fingerprint": "a\x00b"}), PEPPER, NOW)


def test_the_window_of_crashes_includes_its_edges() -> None:
    def code_at(time: datetime) -> str | None:
        try:
            accept_report(report(at=time), PEPPER, NOW)
        except BadInput as error:
            return error.code
        return None

    assert code_at(NOW) is None
    assert code_at(NOW - CRASH_WINDOW) is None
    assert code_at(NOW - CRASH_WINDOW - _MICROSECOND) == "TOO_OLD"
    assert code_at(NOW + CLOCK_SKEW) is None
    assert code_at(NOW + CLOCK_SKEW + _MICROSECOND) == "IN_FUTURE"
