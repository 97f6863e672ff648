"""An invalid field is rejected with one error and not stored, and the server keeps working."""

import json
from typing import Any
from uuid import uuid4

import pytest
from tests.factories import batch, event, instant, report, to_snake
from tests.integration.api.bodies import batch_body, report_body, to_camel_keys
from tests.integration.api.site import INGEST, REPORT, Site, read_error

from telemetry_graph.kit.clock import utc_now

_NO_FIELD = ...
_DEEP = json.loads("[" * 200 + "]" * 200)


def _now() -> str:
    return instant(utc_now())


def _replace(whole: dict[str, Any], place: str, value: Any) -> dict[str, Any]:
    """A copy with another value in the field `place`, such as `crash.type`."""
    copy: dict[str, Any] = json.loads(json.dumps(whole))
    inner: Any = copy
    *way, last = place.split(".")
    for step in way:
        inner = inner[int(step)] if step.isdigit() else inner.setdefault(step, {})
    if value is _NO_FIELD:
        del inner[last]
    else:
        inner[last] = value
    return copy


# Field, value, and the codes of REST and GraphQL. In GraphQL the schema rejects wrong types.
_SHAPE = ("MALFORMED_BODY", "GRAPHQL_VALIDATION_FAILED")
_FIELD = ("INVALID_FIELD", "INVALID_FIELD")
_TEXT = ("INVALID_TEXT", "INVALID_TEXT")
_INVALID_SENDER: list[tuple[str, Any, tuple[str, str]]] = [
    ("extra", 1, _SHAPE),
    ("consent.marketing", True, _SHAPE),
    ("app_id", _NO_FIELD, _SHAPE),
    ("app_id", None, _SHAPE),
    ("app_id", ["com.example.notes"], _SHAPE),
    ("device_id", _NO_FIELD, _SHAPE),
    ("device_id", 12, _SHAPE),
    ("device_id", "", _FIELD),
    ("device_id", "phone-1", _FIELD),
    ("device_id", "A" * 64, _FIELD),
    ("device_id", "a" * 65, _FIELD),
    ("device_id", "a" * 63 + "\x00", _FIELD),
    ("device_id", "a" * 63 + "\ud800", _FIELD),
    ("device_id", "a" * 900_000, _FIELD),
    ("session_id", "s\x00", _TEXT),
    ("session_id", "\ud800", _TEXT),
    ("session_id", "s" * 65, _FIELD),
    ("session_id", {}, _SHAPE),
    ("app_version", "1\x00", _TEXT),
    ("app_version", "1" * 900_000, _FIELD),
    ("mosis_version", "\udfff", _TEXT),
    ("consent", "yes", _SHAPE),
    ("consent.usage_analytics", "yes", _SHAPE),
    ("app_id", _DEEP, _SHAPE),
]
_INVALID_BATCH: list[tuple[str, Any, tuple[str, str]]] = [
    *_INVALID_SENDER,
    ("batch_id", "not a uuid", _SHAPE),
    ("batch_id", "\ud800", _SHAPE),
    ("batch_id", "00000000-0000-7000-8000-000000000000", _FIELD),
    ("batch_id", "ffffffff-ffff-7fff-bfff-ffffffffffff", _FIELD),
    ("events", _NO_FIELD, _SHAPE),
    ("events", [], _FIELD),
    ("events", "app_start", _SHAPE),
    ("events", [None], _SHAPE),
    ("events", ["app_start"], _SHAPE),
    ("events", [_DEEP], _SHAPE),
    ("events", [{"type": "app_start", "timestamp": "2024-01-15T10:30:00Z"}] * 501, _FIELD),
    ("events.0.type", 1, _SHAPE),
    ("events.0.timestamp", 1705314600, _SHAPE),
    ("events.0.timestamp", _NO_FIELD, _SHAPE),
    ("events.0.extra", 1, _SHAPE),
]
_INVALID_REPORT: list[tuple[str, Any, tuple[str, str]]] = [
    *_INVALID_SENDER,
    ("crash_id", "not a uuid", _SHAPE),
    ("crash_id", "\ud800", _SHAPE),
    ("timestamp", "yesterday", ("INVALID_TIMESTAMP", "INVALID_TIMESTAMP")),
    ("timestamp", "2024-01-15T10:30:00", ("INVALID_TIMESTAMP", "INVALID_TIMESTAMP")),
    ("timestamp", "\ud800", ("INVALID_TIMESTAMP", "INVALID_TIMESTAMP")),
    ("timestamp", "2001-01-15T10:30:00Z", ("TOO_OLD", "TOO_OLD")),
    ("timestamp", "2999-01-15T10:30:00Z", ("IN_FUTURE", "IN_FUTURE")),
    ("timestamp", 1705314600, _SHAPE),
    ("consent.crash_reports", False, ("CONSENT_REQUIRED", "CONSENT_REQUIRED")),
    ("crash", _NO_FIELD, _SHAPE),
    ("crash", [], _SHAPE),
    ("crash", "boom", _SHAPE),
    ("crash", _DEEP, _SHAPE),
    ("crash.type", "", _FIELD),
    ("crash.type", "x" * 900_000, _FIELD),
    ("crash.type", "\x00", _TEXT),
    ("crash.message", 5, _SHAPE),
    ("crash.extra", 1, _SHAPE),
    ("crash.is_fatal", "no", _SHAPE),
    ("crash.context", "home", _SHAPE),
    ("crash.context.screen", "\x00", _TEXT),
    ("crash.context.screen", "x" * 900_000, _FIELD),
    ("crash.context.memory_mb", -1, _FIELD),
    ("crash.context.memory_mb", "45", _SHAPE),
    ("crash.context.uptime_seconds", "\ud800", _SHAPE),
    ("crash.context.extra", 1, _SHAPE),
]


def _id(given: Any) -> str | None:
    return ascii(given)[:24] if not isinstance(given, tuple) else given[0]


@pytest.mark.parametrize(("place", "value", "codes"), _INVALID_BATCH, ids=_id)
async def test_an_invalid_batch_is_rejected(
    site: Site, place: str, value: Any, codes: tuple[str, str]
) -> None:
    given = _replace(batch_body(), place, value)

    by_rest = await site.rest("POST", "/v1/telemetry/events", given, secret=site.key)
    by_graphql = await site.graphql(INGEST, {"input": to_camel_keys(given)}, secret=site.key)

    assert read_error(by_rest) == (400, codes[0])
    assert read_error(by_graphql) == (400, codes[1])
    assert len(by_rest.content) < 2_000
    assert len(by_graphql.content) < 2_000
    assert await site.count_rows() == {}
    await site.check_still_serves()


@pytest.mark.parametrize(("place", "value", "codes"), _INVALID_REPORT, ids=_id)
async def test_an_invalid_crash_report_is_rejected(
    site: Site, place: str, value: Any, codes: tuple[str, str]
) -> None:
    given = _replace(report_body(), place, value)

    by_rest = await site.rest("POST", "/v1/telemetry/crash", given, secret=site.key)
    by_graphql = await site.graphql(REPORT, {"input": to_camel_keys(given)}, secret=site.key)

    assert read_error(by_rest) == (400, codes[0])
    assert read_error(by_graphql) == (400, codes[1])
    assert len(by_rest.content) < 2_000
    assert len(by_graphql.content) < 2_000
    assert await site.count_rows() == {}
    await site.check_still_serves()


_UNSTORABLE = ("a\x00b", "a\ud800b", "a\ud83d", "\x00" * 20_000, "\udfff\x00\x1b[31m\u202e<b>")


@pytest.mark.parametrize("text", _UNSTORABLE, ids=_id)
@pytest.mark.parametrize("place", ["message", "stack_trace"])
async def test_unstorable_characters_of_a_crash_are_replaced(
    site: Site, place: str, text: str
) -> None:
    by_rest = _replace(report_body(), f"crash.{place}", text)
    by_graphql = _replace(report_body(), f"crash.{place}", text)

    first = await site.rest("POST", "/v1/telemetry/crash", by_rest, secret=site.key)
    second = await site.graphql(REPORT, {"input": to_camel_keys(by_graphql)}, secret=site.key)

    assert first.status_code == 200
    assert second.json()["data"]["reportCrash"]["fingerprint"] == first.json()["fingerprint"]
    rows = await site.count_rows()
    assert rows["crash_reports"] == 2
    assert rows["crash_groups"] == 1
    await site.check_still_serves()


_INVALID_EVENTS: list[tuple[dict[str, Any], str]] = [
    ({"type": "app_began"}, "UNKNOWN_EVENT_TYPE"),
    ({"type": ""}, "UNKNOWN_EVENT_TYPE"),
    ({"type": "app\x00start"}, "UNKNOWN_EVENT_TYPE"),
    ({"type": "\ud800"}, "UNKNOWN_EVENT_TYPE"),
    ({"type": "x" * 200_000}, "UNKNOWN_EVENT_TYPE"),
    ({"timestamp": "now"}, "INVALID_TIMESTAMP"),
    ({"timestamp": ""}, "INVALID_TIMESTAMP"),
    ({"timestamp": "2024-01-15"}, "INVALID_TIMESTAMP"),
    ({"timestamp": "2024-01-15T10:30:00"}, "INVALID_TIMESTAMP"),
    ({"timestamp": "9999-12-31T23:59:59-23:59"}, "IN_FUTURE"),
    ({"timestamp": "\x00"}, "INVALID_TIMESTAMP"),
    ({"timestamp": "\ud800"}, "INVALID_TIMESTAMP"),
    ({"timestamp": "2" * 200_000}, "INVALID_TIMESTAMP"),
    ({"timestamp": "2001-01-15T10:30:00Z"}, "TOO_OLD"),
    ({"timestamp": "2999-01-15T10:30:00Z"}, "IN_FUTURE"),
    ({"type": "screen_view"}, "CONSENT_REQUIRED"),
    ({"data": []}, "INVALID_DATA"),
    ({"data": "text"}, "INVALID_DATA"),
    ({"data": 1}, "INVALID_DATA"),
    ({"data": _DEEP}, "INVALID_DATA"),
    ({"data": {"unknown": 1}}, "INVALID_DATA"),
    ({"data": {"x" * 100_000: 1}}, "INVALID_DATA"),
    ({"data": {"\ud800": 1}}, "INVALID_TEXT"),
    ({"data": {"version": 1}}, "INVALID_DATA"),
    ({"data": {"version": "1\x00"}}, "INVALID_TEXT"),
    ({"data": {"version": "\udfff"}}, "INVALID_TEXT"),
    ({"data": {"version": "1" * 100_000}}, "INVALID_DATA"),
    ({"data": {"version": _DEEP}}, "INVALID_DATA"),
    ({"data": {"version": {"a": {"b": 1}}}}, "INVALID_DATA"),
    ({"type": "app_stop", "data": {"duration_seconds": -1}}, "INVALID_DATA"),
    ({"type": "app_stop", "data": {"duration_seconds": True}}, "INVALID_DATA"),
    ({"type": "app_stop", "data": {"duration_seconds": 10**400}}, "INVALID_DATA"),
    ({"type": "app_stop", "data": {"duration_seconds": 1e300}}, "INVALID_DATA"),
]


@pytest.mark.parametrize(("changes", "code"), _INVALID_EVENTS, ids=lambda given: ascii(given)[:40])
async def test_an_invalid_event_is_rejected_and_the_others_are_stored(
    site: Site, changes: dict[str, Any], code: str
) -> None:
    good = {"type": "app_start", "timestamp": _now(), "data": {"version": "1"}}
    given = {**batch_body(), "events": [good, {**good, **changes}, good]}

    by_rest = await site.rest("POST", "/v1/telemetry/events", given, secret=site.key)
    given = {**given, "batch_id": str(uuid4())}
    by_graphql = await site.graphql(INGEST, {"input": to_camel_keys(given)}, secret=site.key)

    assert by_rest.json()["is_duplicate"] is False
    for response in (by_rest.json(), by_graphql.json()["data"]["ingestEvents"]):
        (rejected,) = response["rejected"]
        assert response["received"] == 2
        assert (rejected["index"], rejected["code"]) == (1, code)
        assert 0 < len(rejected["message"]) <= 200
    assert (by_rest.status_code, by_graphql.status_code) == (200, 200)
    assert await site.count_rows() == {"telemetry_events": 4, "ingest_batches": 2}
    await site.check_still_serves()


async def test_a_batch_of_invalid_events_stores_nothing(site: Site) -> None:
    given = to_snake(batch(*[event("none", at=utc_now())] * 500))

    response = await site.rest("POST", "/v1/telemetry/events", given, secret=site.key)

    assert response.status_code == 200
    assert response.json()["received"] == 0
    assert len(response.json()["rejected"]) == 500
    assert await site.count_rows() == {}


async def test_a_message_of_a_megabyte_is_truncated(site: Site) -> None:
    given = to_snake(report(at=utc_now(), crash={"message": "m" * 500_000, "stack_trace": "é" * 9}))

    response = await site.rest("POST", "/v1/telemetry/crash", given, secret=site.key)

    assert response.status_code == 200
    async with site.pool.connection() as conn:
        stored = await conn.fetchval("SELECT message FROM crash_reports")
    assert stored == "m" * 8_191 + "…"
