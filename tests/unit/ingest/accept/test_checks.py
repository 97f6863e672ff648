from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import NOW, event

from telemetry_graph.catalog.custom import BUILT_IN
from telemetry_graph.db.copy import to_microseconds
from telemetry_graph.ingest.accept.checks import (
    CLOCK_SKEW,
    CRASH_WINDOW,
    EVENT_WINDOW,
    Checked,
    Checks,
    instant,
    outside_window,
    time_of,
)
from telemetry_graph.ingest.wire import ConsentInput, EventInput
from telemetry_graph.kit.errors import BadInput

_MOMENT = timedelta(microseconds=1)
_ALL = ConsentInput(crash_reports=True, usage_analytics=True)
_NOTHING = ConsentInput(crash_reports=False, usage_analytics=False)


def checked(given: EventInput, consent: ConsentInput, now: datetime) -> Checked | BadInput:
    return Checks(consent, now, BUILT_IN).run(given, instant(given.timestamp))


def _code(verdict: Checked | BadInput) -> str | None:
    return verdict.code if isinstance(verdict, BadInput) else None


def test_the_windows_are_those_that_are_documented() -> None:
    assert timedelta(days=7) == EVENT_WINDOW
    assert timedelta(days=30) == CRASH_WINDOW
    assert timedelta(minutes=10) == CLOCK_SKEW


@pytest.mark.parametrize("window", [EVENT_WINDOW, CRASH_WINDOW])
def test_the_edges_of_a_window_belong_to_it(window: timedelta) -> None:
    def code_of(time: datetime) -> str | None:
        refusal = outside_window(to_microseconds(time), NOW, window)
        return refusal.code if refusal else None

    assert code_of(NOW) is None
    assert code_of(NOW - window) is None
    assert code_of(NOW - window - _MOMENT) == "TOO_OLD"
    assert code_of(NOW + CLOCK_SKEW) is None
    assert code_of(NOW + CLOCK_SKEW + _MOMENT) == "IN_FUTURE"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2024-01-15T10:30:00Z", datetime(2024, 1, 15, 10, 30, tzinfo=UTC)),
        ("2024-01-15T10:30:00.25Z", datetime(2024, 1, 15, 10, 30, 0, 250_000, tzinfo=UTC)),
        ("2024-01-15T12:30:00+02:00", datetime(2024, 1, 15, 10, 30, tzinfo=UTC)),
        ("2024-02-29T00:00:00-05:30", datetime(2024, 2, 29, 5, 30, tzinfo=UTC)),
    ],
)
def test_an_instant_is_read_into_utc(text: str, time: datetime) -> None:
    found = instant(text)

    assert found is not None
    assert time_of(found) == time


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
def test_what_names_no_instant_is_not_read(text: str) -> None:
    assert instant(text) is None


@given(st.text() | st.from_regex(r"\d{4}-\d\d-\d\d.\d\d:\d\d:\d\d([Zz]|[+-]\d\d:\d\d)"))
def test_no_text_makes_reading_an_instant_fail(text: str) -> None:
    found = instant(text)

    assert found is None or isinstance(found, int)


@pytest.mark.parametrize(
    ("text", "code"),
    [("0001-01-01T00:00:00+23:59", "TOO_OLD"), ("9999-12-31T23:59:59-23:59", "IN_FUTURE")],
)
def test_an_instant_that_no_calendar_holds_is_refused_by_the_window(text: str, code: str) -> None:
    assert _code(checked(EventInput("app_start", text), _ALL, NOW)) == code


def test_a_good_event_passes_with_its_type_and_time() -> None:
    verdict = checked(event("app_stop", data={"duration_seconds": 5}), _NOTHING, NOW)

    assert isinstance(verdict, Checked)
    assert verdict.event_type.name == "app_stop"
    assert time_of(verdict.micros) == NOW


@pytest.mark.parametrize("kind", ["", "APP_START", "app_start ", "sql", "x" * 10_000_000])
def test_an_unknown_type_is_refused_and_shown_shortened(kind: str) -> None:
    verdict = checked(event(kind), _ALL, NOW)

    assert isinstance(verdict, BadInput)
    assert verdict.code == "UNKNOWN_EVENT_TYPE"
    assert len(verdict.message) < 150


@pytest.mark.parametrize("kind", ["a\x00", "\ud800"])
def test_an_unknown_type_that_cannot_be_stored_is_not_repeated(kind: str) -> None:
    verdict = checked(event(kind), _ALL, NOW)

    assert isinstance(verdict, BadInput)
    assert verdict.message == "This is not an event type. See docs/events.md."


def test_a_bad_timestamp_is_refused() -> None:
    assert _code(checked(EventInput("app_start", "yesterday"), _ALL, NOW)) == "INVALID_TIMESTAMP"


@pytest.mark.parametrize(
    ("kind", "without_usage", "without_crashes"),
    [
        ("app_start", None, None),
        ("perf_memory", None, None),
        ("screen_view", "CONSENT_REQUIRED", None),
        ("button_click", "CONSENT_REQUIRED", None),
        ("feature_used", "CONSENT_REQUIRED", None),
        ("app_crash", None, "CONSENT_REQUIRED"),
        ("lua_error", None, "CONSENT_REQUIRED"),
    ],
)
def test_each_tier_needs_its_consent(
    kind: str, without_usage: str | None, without_crashes: str | None
) -> None:
    no_usage, no_crashes = ConsentInput(True, False), ConsentInput(False, True)

    assert _code(checked(event(kind), _ALL, NOW)) is None
    assert _code(checked(event(kind), no_usage, NOW)) == without_usage
    assert _code(checked(event(kind), no_crashes, NOW)) == without_crashes


@pytest.mark.parametrize("data", [[], "text", 0, False, [{}]])
def test_data_that_is_no_object_is_refused(data: Any) -> None:
    assert _code(checked(event(data=data), _ALL, NOW)) == "INVALID_DATA"


@pytest.mark.parametrize("data", [None, {}, {"version": "1.0"}, {"version": None}])
def test_data_that_fits_or_is_left_out_is_taken(data: Any) -> None:
    assert _code(checked(event(data=data), _ALL, NOW)) is None


def test_the_first_refusal_wins() -> None:
    old, bad = NOW - EVENT_WINDOW - _MOMENT, {"no": "field"}

    assert _code(checked(event("none", at=old, data=bad), _NOTHING, NOW)) == "UNKNOWN_EVENT_TYPE"
    assert _code(checked(event("screen_view", at=old, data=bad), _NOTHING, NOW)) == "TOO_OLD"
    assert _code(checked(event("screen_view", data=bad), _NOTHING, NOW)) == "CONSENT_REQUIRED"
    assert _code(checked(event("screen_view", data=bad), _ALL, NOW)) == "INVALID_DATA"
