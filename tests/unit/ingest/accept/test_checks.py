from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.factories import NOW, event

from telemetry_graph.catalog.custom import BUILT_IN
from telemetry_graph.db.copy import to_datetime
from telemetry_graph.ingest.accept.batch import make_event_rules
from telemetry_graph.ingest.accept.checks import check_event
from telemetry_graph.ingest.accept.fields import parse_timestamp
from telemetry_graph.ingest.model import CLOCK_SKEW, CRASH_WINDOW, EVENT_WINDOW, AcceptedEvent
from telemetry_graph.ingest.wire import ConsentInput, EventInput
from telemetry_graph.kit.errors import BadInput

_MICROSECOND = timedelta(microseconds=1)
_ALL = ConsentInput(crash_reports=True, usage_analytics=True)
_NOTHING = ConsentInput(crash_reports=False, usage_analytics=False)


def check(given: EventInput, consent: ConsentInput) -> AcceptedEvent | BadInput:
    micros = parse_timestamp(given.timestamp)
    return check_event(given, micros, make_event_rules(consent, NOW, BUILT_IN))


def _code(result: AcceptedEvent | BadInput) -> str | None:
    return result.code if isinstance(result, BadInput) else None


def test_the_windows_are_as_documented() -> None:
    assert timedelta(days=7) == EVENT_WINDOW
    assert timedelta(days=30) == CRASH_WINDOW
    assert timedelta(minutes=10) == CLOCK_SKEW


def test_the_window_of_events_includes_its_edges() -> None:
    def code_at(time: datetime) -> str | None:
        return _code(check(event(at=time), _ALL))

    assert code_at(NOW) is None
    assert code_at(NOW - EVENT_WINDOW) is None
    assert code_at(NOW - EVENT_WINDOW - _MICROSECOND) == "TOO_OLD"
    assert code_at(NOW + CLOCK_SKEW) is None
    assert code_at(NOW + CLOCK_SKEW + _MICROSECOND) == "IN_FUTURE"


@pytest.mark.parametrize(
    ("text", "code"),
    [("0001-01-01T00:00:00+23:59", "TOO_OLD"), ("9999-12-31T23:59:59-23:59", "IN_FUTURE")],
)
def test_a_timestamp_beyond_the_calendar_is_rejected_by_the_window(text: str, code: str) -> None:
    assert _code(check(EventInput("app_start", text), _ALL)) == code


def test_a_valid_event_is_accepted_with_its_type_and_time() -> None:
    result = check(event("app_stop", data={"duration_seconds": 5}), _NOTHING)

    assert isinstance(result, AcceptedEvent)
    assert result.event_type.name == "app_stop"
    assert to_datetime(result.micros) == NOW


@pytest.mark.parametrize("kind", ["", "APP_START", "app_start ", "sql", "x" * 10_000_000])
def test_an_unknown_type_is_rejected_and_shortened_in_the_message(kind: str) -> None:
    result = check(event(kind), _ALL)

    assert isinstance(result, BadInput)
    assert result.code == "UNKNOWN_EVENT_TYPE"
    assert len(result.message) < 150


@pytest.mark.parametrize("kind", ["a\x00", "\ud800"])
def test_an_unstorable_type_is_not_in_the_message(kind: str) -> None:
    result = check(event(kind), _ALL)

    assert isinstance(result, BadInput)
    assert result.message == "This is not an event type of the app. See docs/events.md."


def test_an_invalid_timestamp_is_rejected() -> None:
    assert _code(check(EventInput("app_start", "yesterday"), _ALL)) == "INVALID_TIMESTAMP"


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
def test_each_tier_requires_its_consent(
    kind: str, without_usage: str | None, without_crashes: str | None
) -> None:
    no_usage, no_crashes = ConsentInput(True, False), ConsentInput(False, True)

    assert _code(check(event(kind), _ALL)) is None
    assert _code(check(event(kind), no_usage)) == without_usage
    assert _code(check(event(kind), no_crashes)) == without_crashes


@pytest.mark.parametrize("data", [[], "text", 0, False, [{}]])
def test_data_must_be_an_object(data: Any) -> None:
    assert _code(check(event(data=data), _ALL)) == "INVALID_DATA"


@pytest.mark.parametrize("data", [None, {}, {"version": "1.0"}, {"version": None}])
def test_data_may_be_left_out(data: Any) -> None:
    assert _code(check(event(data=data), _ALL)) is None


def test_the_first_rejection_wins() -> None:
    old, invalid = NOW - EVENT_WINDOW - _MICROSECOND, {"no": "field"}

    assert _code(check(event("none", at=old, data=invalid), _NOTHING)) == "UNKNOWN_EVENT_TYPE"
    assert _code(check(event("screen_view", at=old, data=invalid), _NOTHING)) == "TOO_OLD"
    assert _code(check(event("screen_view", data=invalid), _NOTHING)) == "CONSENT_REQUIRED"
    assert _code(check(event("screen_view", data=invalid), _ALL)) == "INVALID_DATA"
